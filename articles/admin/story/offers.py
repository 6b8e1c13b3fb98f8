"""Which of the words that somebody typed and didn't save are offered where their story's form is opened anew."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.forms import BaseInlineFormSet, ModelForm
from django.forms.models import InlineForeignKeyField
from django.http import QueryDict

from articles.models import Autosave, Story
from newsroom.text.html import to_plain

# Words of the form that are no part of a version.
BESIDE = ("held_because", "desk-note", "publication-note", "publication-reason")
# What says where a row of the form is, not what it says. A new one gets an id as it is saved.
PLACE = {"id", "DELETE", "ordering", "position"}


class Offer(NamedTuple):
    """One kept form: how it begins, and how many words its texts have where that is known."""

    key: str
    title: str
    typed_at: datetime
    words: int | None = None

    @property
    def copy(self) -> str:
        return f"{self.key} {self.typed_at.isoformat()}"


def offers(
    user: User,
    story: Story | None,
    form: ModelForm,
    formsets: Sequence[BaseInlineFormSet],
    *,
    since: datetime | None = None,
) -> list[Offer]:
    """
    Return an Offer for each kept form of the story, the latest first, but those that say what is saved by now.

    With `since`, a moment, only what was typed after it. `form` and `formsets` are what the page shows. They are
    asked field by field, so that no copy costs a query.
    """
    kept = Autosave.objects.of(user, story)
    kept = kept.typed_after(since) if since else kept
    if story is None:
        return [Offer(copy.key, copy.title, copy.typed_at) for copy in kept.defer("fields")]
    pairs = [(copy, querydict(copy.fields)) for copy in kept]
    return [
        Offer(copy.key, copy.title, copy.typed_at, _count_words(typed))
        for copy, typed in pairs
        if not _is_saved(typed, form, formsets)
    ]


def querydict(fields: Iterable[Sequence[str]]) -> QueryDict:
    """Read what was kept, a list of [name, value], as it was posted."""
    typed = QueryDict(mutable=True)
    for name, value in fields:
        typed.appendlist(name, value)
    return typed


def _is_saved(typed: QueryDict, form: ModelForm, formsets: Sequence[BaseInlineFormSet]) -> bool:
    if any(str(typed[name]).strip() for name in typed if name.startswith(BESIDE)):
        return False
    rows = sorted(row for formset in formsets for row in _typed_rows(typed, formset))
    shown = [(_order(row), formset.prefix, row) for formset in formsets for row in formset.initial_forms]
    shown.sort(key=lambda one: one[:2])
    return (
        not _differs(form, typed, "")
        and [prefix for _order, prefix, _row in rows] == [prefix for _order, prefix, _row in shown]
        and not any(_differs(saved, typed, f"{row}-") for (*_, row), (*_, saved) in zip(rows, shown, strict=True))
    )


def _typed_rows(typed: QueryDict, formset: BaseInlineFormSet) -> Iterator[tuple[int, str | None, str]]:
    """Yield (order, prefix of the formset, prefix of the row) of what isn't deleted or left empty."""
    total, blank = _number(typed, f"{formset.prefix}-TOTAL_FORMS"), formset.empty_form
    for index in range(total):
        row = f"{formset.prefix}-{index}"
        if not typed.get(f"{row}-DELETE") and (typed.get(f"{row}-id") or _differs(blank, typed, f"{row}-")):
            yield _number(typed, f"{row}-ordering") or _number(typed, f"{row}-position"), formset.prefix, row


def _order(form: ModelForm) -> int:
    return getattr(form.instance, "ordering", None) or getattr(form.instance, "position", 0) or 0


def _number(typed: QueryDict, name: str) -> int:
    value = typed.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 0


def _differs(form: ModelForm, typed: QueryDict, prefix: str) -> bool:
    """Return whether the fields typed under this prefix say something else than the form shows."""
    return any(
        field.has_changed(
            form.get_initial_for_field(field, name), field.widget.value_from_datadict(typed, {}, prefix + name)
        )
        for name, field in form.fields.items()
        if name not in PLACE and not field.disabled and not isinstance(field, InlineForeignKeyField)
    )


def _count_words(typed: QueryDict) -> int:
    texts = [name for name in typed if name.endswith("-html") and not typed.get(f"{name.removesuffix('html')}DELETE")]
    return sum(len(to_plain(typed.get(name)).split()) for name in texts)
