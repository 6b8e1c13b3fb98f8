"""What is kept of a reader, for those who may export and erase it: by address, and logged."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from comments.admin.moderated import ModeratedAdmin
from comments.forms import AddressForm
from comments.models import Commenter, PrivacyAct, rights
from comments.models.refusals import behind
from comments.privacy import personal_data
from comments.views.data import as_file
from comments.views.private import private
from newsroom.types import StaffRequest, staff_of


@admin.register(PrivacyAct)
class PrivacyActAdmin(ModeratedAdmin):
    """The log of what was exported and erased, and the page on which that is done. No address is ever in a link."""

    list_display = ["verb", "number", "done_at", "who"]
    list_filter = ["verb"]
    date_hierarchy = "done_at"
    list_select_related = ["by"]
    fields = ["verb", "number", "done_at", "who"]
    readonly_fields = ["who"]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return rights.may(staff_of(request), rights.ERASING)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PrivacyAct]:
        """Show the whole log: a row is about no comment, and so about no section."""
        return admin.ModelAdmin.get_queryset(self, request)

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of one reader."""
        view = self.admin_site.admin_view
        return [
            path("reader/", view(private(self.reader_view)), name="comments_privacyact_reader"),
            path("reader/export/", view(private(require_POST(self.export_view))), name="comments_privacyact_export"),
            path("reader/erase/", view(private(require_POST(self.erase_view))), name="comments_privacyact_erase"),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("by"))
    def who(self, act: PrivacyAct) -> str:
        return behind(act, is_first_word=True)

    def reader_view(self, request: StaffRequest) -> TemplateResponse:
        """Ask for an address, then show what is kept under it, in numbers."""
        form, commenter = self._asked(request)
        numbers = personal_data.numbers(commenter) if commenter else None
        return self._page(request, form, commenter=commenter, numbers=numbers)

    def export_view(self, request: StaffRequest) -> HttpResponseBase:
        """Give all that is kept under an address as a file."""
        form, commenter = self._asked(request)
        if commenter is None:
            return self._page(request, form)
        return as_file(personal_data.export(commenter, by=request.user))

    def erase_view(self, request: StaffRequest) -> HttpResponseBase:
        """Erase all that is kept under an address, once the box beside the button is ticked."""
        form, commenter = self._asked(request)
        if commenter is None:
            return self._page(request, form)
        if "sure" not in request.POST:
            numbers = personal_data.numbers(commenter)
            problem = _("Tick the box first: nothing has been erased.")
            return self._page(request, form, commenter=commenter, numbers=numbers, problem=problem)
        number = personal_data.erase(commenter, by=request.user)
        sentence = ngettext("Data erased, with %(number)s comment.", "Data erased, with %(number)s comments.", number)
        self.message_user(request, sentence % {"number": number})
        return HttpResponseRedirect(reverse("admin:comments_privacyact_changelist"))

    def _asked(self, request: StaffRequest) -> tuple[AddressForm, Commenter | None]:
        """The form, and the commenter whose address it holds; None where there is none yet."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = AddressForm(request.POST if request.method == "POST" else None)
        return form, personal_data.known_by(form.cleaned_data["address"]) if form.is_valid() else None

    def _page(self, request: StaffRequest, form: AddressForm, **context: Any) -> TemplateResponse:
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("A reader’s personal data"),
            "form": form,
            "keeps_words": personal_data.keeps_words(),
        }
        return TemplateResponse(request, "admin/comments/privacyact/reader.html", context)
