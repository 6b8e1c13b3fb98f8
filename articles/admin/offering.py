"""Which of the words that somebody typed and didn't save are offered where their story's form is opened anew."""

from typing import NamedTuple

from django.http import HttpRequest, QueryDict

from articles.admin.unsaved import UnsavedMixin
from articles.models import Autosave, Revision
from articles.snapshot import count_words

# Words of the form that are no part of a version.
BESIDE = ("held_because", "desk-note", "publication-note", "publication-reason")


class Offer(NamedTuple):
    """One kept form: how it begins, and how many words its body has where that is known."""

    key: str
    title: str
    typed_at: object
    words: int | None = None


class OfferingMixin(UnsavedMixin):
    """Finds what a person has kept of a story's forms."""

    def offers(self, request, story):
        """Return an Offer for each form, the latest first; one that holds what is saved by now has nothing to offer."""
        kept = Autosave.objects.of(request.user, story)
        latest = story and Revision.objects.latest_of(story)
        if not latest:
            return [Offer(copy.key, copy.title, copy.typed_at) for copy in kept]
        return [offer for copy in kept if (offer := self._offer(request, story, copy, latest))]

    def _offer(self, request, story, copy, latest):
        typed = QueryDict(mutable=True)
        for name, value in copy.fields:
            typed.appendlist(name, value)
        posted = HttpRequest()
        posted.method, posted.POST = "POST", typed
        posted.user, posted.resolver_match = request.user, request.resolver_match
        # A story of its own: reading a form writes into its row.
        content = self.unsaved(posted, self.get_queryset(request).get(pk=story.pk)).content
        beside = any(value.strip() for name, value in copy.fields if name.startswith(BESIDE))
        if _words(content) == _words(latest.content) and not beside:
            return None
        return Offer(copy.key, copy.title, copy.typed_at, count_words(content))


def _words(content):
    """Return a snapshot without the ids of its blocks: a new one gets another as it is saved."""
    blocks = [{name: value for name, value in block.items() if name != "id"} for block in content["blocks"]]
    return content | {"blocks": blocks}
