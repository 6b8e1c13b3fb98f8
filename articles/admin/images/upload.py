"""Uploads: a picture is made as soon as its file is here, and described afterwards."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from js_asset import JSON, ImportMap, Media

from articles.images.header import MOST_BYTES
from articles.images.intake import digest_of, take_in
from articles.images.pick import thumbnail
from articles.models import Image
from newsroom.http.unavailable import answers_json
from newsroom.types import staff_of

# For the upload script, in the library and in a story.
UPLOAD_LABELS = {
    "url": reverse_lazy("admin:articles_image_upload"),
    "sending": gettext_lazy("%(name)s: uploading"),
    "reading": gettext_lazy("%(name)s: checking"),
    "taken": gettext_lazy("in the library"),
    "known": gettext_lazy("Already in the library:"),
    "again": gettext_lazy("Upload anyway"),
    "lost": gettext_lazy("Upload failed: the connection was lost, or you were logged out. Try again."),
    "logIn": gettext_lazy("Log in here"),
    "logInUrl": reverse_lazy("admin:login"),
    "retry": gettext_lazy("Try again"),
    "most": MOST_BYTES,
    "large": gettext_lazy("The file is %(size)d MB; the limit is %(most)d MB: export a smaller JPEG."),
    "count": gettext_lazy("Files uploaded: %(done)s of %(all)s"),
}
UPLOADING = Media(
    importmap=ImportMap(
        {
            "pictures/upload": "articles/pictures/upload.js",
            "writing/element": "articles/writing/element.js",
            "writing/kept": "articles/writing/kept.js",
        }
    ),
    js=[JSON(UPLOAD_LABELS, id="upload-labels")],
)


class UploadMixin(ModelAdmin):
    """Takes uploads: one a request by script, several at once by the plain form."""

    def get_urls(self) -> list[Any]:
        """Add the upload views."""
        view, several = (self.admin_site.admin_view(each) for each in (self.upload_view, self.upload_several_view))
        return [
            path("upload/", view, name="articles_image_upload"),
            path("upload/several/", several, name="articles_image_upload_several"),
            *super().get_urls(),
        ]

    @answers_json
    @method_decorator([require_POST, never_cache])
    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """
        Make a picture of `file`; answer with `_known_by`, or with {"error": a sentence}, both with status 200.

        Where the library has the same file, the answer is {"existing": that picture}; with `again` it is taken twice.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        upload = request.FILES.get("file")
        if upload is None:
            return JsonResponse({"error": _("No file received: upload it again.")})
        twin = None if "again" in request.POST else _twin(upload)
        if twin:
            return JsonResponse({"existing": self._known_by(twin)})
        try:
            return JsonResponse(self._known_by(take_in(upload, by=staff_of(request))))
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)})

    @method_decorator([require_POST, never_cache])
    def upload_several_view(self, request: HttpRequest) -> HttpResponse:
        """
        Make a picture of each of `files`, for a browser without script, and redirect to the page that describes them.

        Messages name the files that the library has already, or that are no pictures.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        uploads = request.FILES.getlist("files")
        if not uploads:
            messages.error(request, _("No file received: upload it again."))
        taken = [image for upload in uploads if (image := self._taken(request, upload))]
        if not (taken and self.has_change_permission(request)):
            return HttpResponseRedirect(reverse("admin:articles_image_changelist"))
        ids = ",".join(str(image.pk) for image in taken)
        return HttpResponseRedirect(f"{reverse('admin:articles_image_describe')}?ids={ids}")

    def _taken(self, request: HttpRequest, upload: UploadedFile) -> Image | None:
        """None, after a message on why, where no picture was made of the file."""
        if twin := _twin(upload):
            there = format_html('<a href="{}">{}</a>', _page_of(twin), twin)
            words = {"file": upload.name, "picture": there}
            told = format_html(_("“{file}” is already in the library, as {picture}."), **words)
            messages.warning(request, told)
            return None
        try:
            return take_in(upload, by=staff_of(request))
        except ValidationError as error:
            words = {"picture": upload.name, "why": " ".join(error.messages)}
            messages.error(request, _("“%(picture)s”: %(why)s") % words)
            return None

    def _known_by(self, image: Image) -> dict[str, Any]:
        return {
            "id": image.pk,
            "name": str(image),
            "thumbnail": thumbnail(image),
            "edit_url": _page_of(image),
            "missing": missing(image),
        }


def _twin(upload: UploadedFile) -> Image | None:
    """The library may have a picture of the very same file."""
    return Image.objects.same_file(digest_of(upload)).with_credit().first()


def _page_of(image: Image) -> str:
    return reverse("admin:articles_image_change", args=[image.pk])


def missing(image: Image) -> list[str]:
    """What a picture still lacks before it can be published, by the names of its fields."""
    lacks = {"alt": not (image.alt or image.decorative), "credit": not hasattr(image, "credit")}
    return [name for name, is_missing in lacks.items() if is_missing]
