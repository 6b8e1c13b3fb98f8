"""The admin of pictures."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Script

from articles import page_stamps
from articles.admin.images.library import LibraryMixin, single_use
from articles.admin.images.upload import UploadMixin
from articles.admin.taxonomy import ShownAdmin
from articles.forms.image import ImageForm, OneCreditForm, OneCreditFormSet
from articles.images import files, intake
from articles.images.edit import changing, may_change, why_closed
from articles.images.pick import thumbnail
from articles.images.uses import uses, why_kept
from articles.models import Credit, Image
from articles.models.act import Refused
from newsroom.admin.limits import FewRows
from newsroom.types import staff_of


class CreditInline(FewRows, admin.StackedInline):
    """Who made the picture, who supplies it, and on what terms."""

    model = Credit
    form = OneCreditForm
    formset = OneCreditFormSet
    max_num = 1


WORDS = ["alt", "decorative", "caption", "headline", "keywords", "place"]


@admin.register(Image)
class ImageAdmin(UploadMixin, LibraryMixin, ShownAdmin):
    """Pictures: a corrected credit shows at once on every page."""

    form = ImageForm
    inlines = [CreditInline]
    readonly_fields = ["shown"]
    change_form_template = "admin/articles/image/change_form.html"
    delete_confirmation_template = "admin/articles/image/delete_confirmation.html"

    class Media:
        css = {"all": ["articles/pictures.css"]}
        js = [Script(f"articles/pictures/{name}.js", type="module") for name in ("focal", "as_written")]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for a new picture's file; show that of one there is."""
        if obj is None:
            return [(None, {"fields": ["file", *WORDS]})]
        return [
            (None, {"fields": ["shown", ("focal_x", "focal_y"), "file"]}),
            (gettext_lazy("Description"), {"fields": WORDS}),
        ]

    @admin.display(description=gettext_lazy("picture"))
    def shown(self, image: Image) -> str:
        """Show the picture; the script puts the focal point on it."""
        return format_html(
            '<span class="picture-focal" data-name="{}" data-told="{}"><img src="{}" alt="" width="{}" height="{}">'
            "</span>",
            _("Focal point: drag it, or move it with the arrow keys"),
            _("%(x)s percent across, %(y)s percent down"),
            image.file.url,
            image.width,
            image.height,
        )

    def choice_details(self, image: Image) -> dict[str, str]:
        return {"thumbnail": thumbnail(image), "credit": self.credited(image), "terms": single_use(image)}

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save the form; remove the new files of a save that fails."""
        try:
            return self._save_within_the_act(request, object_id, form_url, extra_context)
        except BaseException:
            if image := getattr(request, "image_being_saved", None):
                files.undo_save(image)
            raise

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Keep the file of a form with another error: the picture is made of it, and its own form shows the error."""
        response = super().add_view(request, form_url, extra_context)
        form = getattr(response, "context_data", {}).get("adminform")
        if form is None or request.method != "POST" or "file" not in form.form.cleaned_data:
            return response
        upload: Any = request.FILES["file"]
        image = intake.take_in(upload, by=staff_of(request))
        request.FILES.clear()
        messages.info(request, _("The file has been added to the library. The details below aren’t saved yet."))
        here = reverse("admin:articles_image_change", args=[image.pk])
        return self.change_view(request, str(image.pk), form_url=here)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A picture in a published story may be closed to this person."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or may_change(obj, by=staff_of(request), at=timezone.now()))

    def _save_within_the_act(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        """Show the form; save it within `changing`, which checks permission, locks the picture and logs."""
        answer = partial(super().changeform_view, request, object_id, form_url, extra_context)
        image = object_id and request.method == "POST" and self.get_object(request, unquote(object_id))
        if not image:
            return answer()
        try:
            with changing(image, by=staff_of(request)):
                return answer()
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal

    def render_change_form(  # type: ignore[override]  # Django gives the others by name
        self, request: HttpRequest, context: dict[str, Any], obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Say where the picture is used, and why it can't be changed by this person if it can't."""
        if obj is not None:
            if not self.has_change_permission(request, obj):
                context["why_closed"] = why_closed(obj, at=timezone.now())
            context["uses"], context["other_uses"] = uses(obj, by=staff_of(request), at=timezone.now())
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def invalidate_pages(self, obj: Any, *, at: datetime) -> None:
        """Refresh the pages that show the picture, now and when the right to show it begins or ends."""
        page_stamps.invalidate_image(obj, at=at)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """Save, and note who uploaded a new picture."""
        if not change:
            obj.uploaded_by = request.user
        request.image_being_saved = obj  # type: ignore[attr-defined]  # for changeform_view
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Sequence[BaseFormSet], change: bool
    ) -> None:
        """Save the credit, then do what follows."""
        super().save_related(request, form, formsets, change)
        intake.finish_save(form.instance)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the stories that show the pictures: they protect them."""
        found = super().get_deleted_objects(objs, request)
        reasons = [why_kept(image, by=staff_of(request), at=timezone.now()) for image in objs]
        return *found[:3], [reason for reason in reasons if reason]

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete; where a story has begun to use the picture meanwhile, say so."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError:
            image: Any = super().get_object(request, object_id)
            messages.error(request, why_kept(image, by=staff_of(request), at=timezone.now()))
            return HttpResponseRedirect(reverse("admin:articles_image_change", args=[object_id]))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the picture, and its files after the commit."""
        with transaction.atomic():
            files.discard(obj)
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> None:
        """Delete several, and their files after the commit."""
        with transaction.atomic():
            for image in queryset:
                files.discard(image)
            super().delete_queryset(request, queryset)
