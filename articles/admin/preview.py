"""The preview: what readers would see of the form as it stands now, through the public template; nothing is saved."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import body
from articles.models import BLOCKS, Byline, Contributor, Edition, EditionByline
from articles.publish import COPIED
from articles.snapshot import compose

KINDS = {model: kind for kind, model in BLOCKS.items()}


class PreviewMixin(ModelAdmin):
    """Renders the posted story form, valid or not, as the page that it would become."""

    def get_urls(self):
        """Add the preview of a new story and of one that exists."""
        view = self.admin_site.admin_view(self.preview_view)
        return [
            path("add/preview/", view, name="articles_story_preview_new"),
            path("<int:pk>/change/preview/", view, name="articles_story_preview"),
            *super().get_urls(),
        ]

    @method_decorator([require_POST, never_cache])
    def preview_view(self, request, pk=None):
        """Answer with the page; what can't be shown yet, such as a picture block without picture, is left out."""
        story = self._previewed(request, pk)
        at = timezone.now()
        form = self.get_form(request, story, change=pk is not None)(request.POST, instance=story)
        form.is_valid()
        content = self._content(request, form, change=pk is not None)
        context = {"edition": _edition(form.instance, content, at), "blocks": body.blocks(content, at=at), "at": at}
        return TemplateResponse(request, "articles/preview.html", context)

    def _previewed(self, request, pk):
        if pk is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return self.model()
        if not self.has_view_permission(request):
            raise PermissionDenied
        story = self.get_queryset(request).filter(pk=pk).first()
        if story is None:
            raise Http404
        return story

    def _content(self, request, form, *, change):
        formsets, _inlines = self._create_formsets(request, form.instance, change=change)
        rows = [row for formset in formsets for row in _rows(formset)]
        bylines = sorted((row for row in rows if isinstance(row, Byline)), key=lambda row: row.position)
        blocks = sorted((row for row in rows if type(row) in KINDS), key=lambda row: row.ordering)
        return compose(
            form.instance,
            tags=[tag.pk for tag in form.cleaned_data.get("tags", ())],
            bylines=[{"contributor": row.contributor_id, "role": row.role} for row in bylines if row.contributor_id],
            blocks=[(KINDS[type(block)], block) for block in blocks],
        )


def _rows(formset):
    """Yield what the forms hold that aren't deleted or left empty; a form needn't be valid to be shown."""
    for form in formset.forms:
        form.is_valid()
        deleted = formset.can_delete and form.cleaned_data.get("DELETE")
        if not deleted and (form.instance.pk or form.has_changed()):
            yield form.instance


def _edition(story, content, at):
    """Return an edition that is never saved, with all that the template reads of one."""
    people = Contributor.objects.in_bulk(line["contributor"] for line in content["bylines"])
    lines = [EditionByline(contributor=people[line["contributor"]], role=line["role"]) for line in content["bylines"]]
    # A key that no row has, since Django gives lists to nothing that has none.
    edition = Edition(
        pk=0,
        section=story.section,
        lead_image=story.lead_image,
        first_published_at=at,
        path="/",
        live_from=at,
        **{name: content[name] for name in COPIED},
    )
    edition._prefetched_objects_cache = {"bylines": lines}
    return edition
