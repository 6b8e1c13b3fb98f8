"""The list of pictures, and the pages that describe and credit several at once."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from js_asset import Media, Script

from articles.admin.images.upload import UPLOADING, missing
from articles.forms.image import MOST_AT_ONCE, CreditAndKeywordsForm, CreditForm, Descriptions
from articles.images.edit import why_closed
from articles.images.pick import thumbnail
from articles.models import Credit, Image, rights
from articles.models.act import Refused
from newsroom.admin.search import FoundByWords
from newsroom.http.limits import PICTURES
from newsroom.text.dates import day
from newsroom.types import staff_of

MOST = {"most_at_once": MOST_AT_ONCE, "most_together": PICTURES // 1_000_000}  # MB together, in one press of the form
LIBRARY = UPLOADING + Media(js=[Script("articles/pictures/library.js", type="module")])


class LibraryFilter(admin.SimpleListFilter):
    """Pictures that lack something, and one's own."""

    title = gettext_lazy("list")
    parameter_name = "list"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("uncredited", _("Without credit")),
            ("undescribed", _("Without alt text")),
            ("unused", _("Unused")),
            ("ending", _("Rights expired or expiring soon")),
            ("mine", _("My pictures")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """An unknown list changes nothing."""
        sets = {
            "uncredited": queryset.uncredited,
            "undescribed": queryset.undescribed,
            "unused": queryset.unused,
            "ending": lambda: queryset.ending(timezone.now()),
            "mine": lambda: queryset.uploaded_by_user(request.user),
        }
        chosen = self.value()
        return sets[chosen]() if chosen in sets else queryset


class LibraryMixin(FoundByWords, ModelAdmin):
    """The list of pictures as cards, with a drop zone for new ones."""

    list_display = ["card", "credited", "lacks"]
    list_filter = [LibraryFilter]
    list_per_page = 36
    found_in = ["search_text", "credit__search_text"]
    actions = ["credit_all"]
    change_list_template = "admin/articles/image/change_list.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        """Credits are fetched with the pictures."""
        pictures: Any = super().get_queryset(request)
        return pictures.with_credit()

    def get_urls(self) -> list[Any]:
        """Add the page on which several pictures are described."""
        view = self.admin_site.admin_view(self.describe_view)
        return [path("describe/", view, name="articles_image_describe"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list; the import map gets the nonce of the content security policy."""
        response = super().changelist_view(request, MOST | (extra_context or {}))
        context = getattr(response, "context_data", None)
        if context and "media" in context:
            nonce = str(request.csp_nonce)  # type: ignore[attr-defined]  # django-csp sets it
            context["media"] = Media.from_media(context["media"] + LIBRARY, nonce=nonce)
        return response

    @admin.display(description=gettext_lazy("picture"), ordering="caption")
    def card(self, image: Image) -> str:
        """Show the picture with its name; only the name is read out, since it says what the picture shows."""
        return format_html(
            '<img src="{}" alt="" width="{}" height="{}" loading="lazy" decoding="async"><span>{}</span>',
            thumbnail(image),
            image.width,
            image.height,
            str(image),
        )

    @admin.display(description=gettext_lazy("credit"), ordering="credit__creator", empty_value="")
    def credited(self, image: Image) -> str:
        """Name who made the picture."""
        return str(image.credit) if hasattr(image, "credit") else ""

    @admin.display(description=gettext_lazy("missing"), empty_value="")
    def lacks(self, image: Image) -> str:
        """Say what prevents the picture's publication, or soon will."""
        words = {"credit": _("no credit"), "alt": _("no alt text")}
        told = [(name, words[name]) for name in missing(image)]
        if hasattr(image, "credit") and (sentence := rights_end(image.credit)):
            told.append(("rights", sentence))
        return format_html_join(" ", '<span class="picture-badge picture-badge-{}">{}</span>', told)

    @admin.action(description=gettext_lazy("Credit and keywords…"), permissions=["change"])
    def credit_all(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Ask for a credit and keywords, then set them on the pictures."""
        pictures = list(queryset)
        form = CreditAndKeywordsForm(request.POST if "_confirmed" in request.POST else None)
        if not form.is_valid():
            context = self.admin_site.each_context(request) | {"opts": self.opts, "form": form, "images": pictures}
            context |= {"title": _("Credit these pictures"), "checkbox": ACTION_CHECKBOX_NAME}
            return TemplateResponse(request, "admin/articles/image/credit.html", context)
        self._say_done(request, sum(self._credited(request, image, form) for image in pictures))
        return None

    def describe_view(self, request: HttpRequest) -> HttpResponse:
        """Ask what the pictures named by `ids` show and who made them, with one credit for all first."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        ids = [each for each in request.GET.get("ids", "").split(",") if each.isdecimal()][:MOST_AT_ONCE]
        asked = self.get_queryset(request).filter(pk__in=ids).order_by("pk")
        if not asked:
            raise Http404
        names = {image.pk: str(image) for image in asked}  # before the form fills in what was typed
        # When the form is sent, each picture is checked by itself: one may have become public meanwhile.
        pictures = asked if request.method == "POST" else self._open(request, asked)
        if not pictures:
            return HttpResponseRedirect(reverse("admin:articles_image_changelist"))
        shared = CreditForm(request.POST or None, prefix="all")
        rows: Any = Descriptions(request.POST or None, queryset=pictures)
        rows.shared = shared
        if request.method == "POST" and all([shared.is_valid(), rows.is_valid()]):
            refused = rows.apply(by=staff_of(request))
            for image, refusal in refused:
                _say_refused(request, names[image.pk], str(refusal))
            self._say_done(request, len(rows.forms) - len(refused))
            return HttpResponseRedirect(reverse("admin:articles_image_changelist"))
        context = self.admin_site.each_context(request) | {"opts": self.opts, "shared": shared, "rows": rows}
        context["title"] = _("Describe and credit")
        return TemplateResponse(request, "admin/articles/image/describe.html", context)

    def _open(self, request: HttpRequest, asked: Any) -> Any:
        """Say why the others aren't among those that this person may change."""
        at = timezone.now()
        pictures = rights.changeable_images(asked, staff_of(request), at)
        for image in asked.exclude(pk__in=pictures.values("pk")):
            _say_refused(request, image, why_closed(image, at=at))
        return pictures

    def _credited(self, request: HttpRequest, image: Image, form: CreditAndKeywordsForm) -> bool:
        try:
            form.apply(image, by=staff_of(request))
        except ValidationError as error:
            _say_refused(request, image, " ".join(error.messages))
            return False
        except Refused as refusal:
            _say_refused(request, image, str(refusal))
            return False
        return True

    def _say_done(self, request: HttpRequest, done: int) -> None:
        if done:
            sentence = ngettext("Done: %(count)d picture.", "Done: %(count)d pictures.", done)
            messages.success(request, sentence % {"count": done})


def _say_refused(request: HttpRequest, image: Image | str, why: str) -> None:
    messages.error(request, _("“%(picture)s”: %(why)s") % {"picture": image, "why": why})


def rights_end(credit: Credit) -> str:
    """Say when the right to show a picture ends, where that is near or past; else ""."""
    if not (credit.usable_until and credit.ends_soon(timezone.now())):
        return ""
    return _("rights until %(day)s") % {"day": day(credit.usable_until)}


def single_use(image: Image) -> str:
    return _("single use") if hasattr(image, "credit") and image.credit.single_use else ""
