"""The picture library, thin for now: upload, describe, credit."""

from django.contrib import admin

from articles.admin.filing import SiteWideAdmin
from articles.forms import ImageForm
from articles.models import Credit, Image


class CreditInline(admin.StackedInline):
    """Who made the picture and who supplies it."""

    model = Credit


@admin.register(Image)
class ImageAdmin(SiteWideAdmin):
    """Pictures: a corrected credit shows at once on every page."""

    form = ImageForm
    inlines = [CreditInline]
    list_display = ["__str__", "credit", "width", "height", "uploaded_at"]
    list_select_related = ["credit"]
    search_fields = ["caption", "alt", "credit__creator", "credit__organisation"]

    def has_delete_permission(self, request, obj=None):
        """Let nobody delete a picture: the body of a live edition may show it, and no database row says so yet."""
        return False

    def save_model(self, request, obj, form, change):
        """Save, and note who uploaded a new picture."""
        if not change:
            obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)
