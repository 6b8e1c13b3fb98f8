"""The forms of a story and of its blocks."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db import models
from django.forms.formsets import TOTAL_FORM_COUNT
from django.forms.models import BaseInlineFormSet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms.taxonomy import TypedSlugField
from articles.models import Revision, Story, rights
from articles.models.story_fields import FIELDS
from articles.publishing import holds
from articles.text.slugs import free_slug
from newsroom.text.dates import moment

MOST_TAGS = 50


class VersionNumber(forms.IntegerField):
    """The number of a version that a form carries along; no change to what the form is about."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """The admin's log names the fields that have changed: this is none."""
        return False


class StoryForm(forms.ModelForm):
    """
    The working copy, with the number of the revision that the form was opened at.

    A save over somebody else's later one is refused, with who and when, and what was typed stays in the form. It is
    refused again and again until its writer chooses to save over the other version, which the history keeps: that
    button posts, as `over`, the number of the version that they were told of, so that a third save in between is
    refused like the first.
    """

    opened_version = VersionNumber(required=False)
    over = VersionNumber(required=False)
    held_because = forms.CharField(
        label=gettext_lazy("reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Required to lift an embargo or a legal hold. Recorded in the story’s log."),
    )
    # The revision that a save was refused over.
    newer = None
    # Why a form that is only shown again isn't saved, in a sentence: see show_form (admin/story/unsaved.py).
    recovered = None
    # Who decides on the story with this very save: publishes it, assigns it; None where it is only saved.
    decided_by = None

    class Meta:
        model = Story
        fields = [*(field.name for field in FIELDS if field.name != "bylines"), *holds.Held._fields]
        field_classes = {"slug": TypedSlugField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = Revision.objects.latest_of(self.instance) if self.instance.pk else None
        self.initial["opened_version"] = self.latest.number if self.latest else 0
        for name in self.fields.keys() & set(holds.Held._fields):
            self.fields[name].show_hidden_initial = True  # what a colleague changes meanwhile isn't this form's change

    def clean(self) -> dict[str, Any]:
        """Make a slug where none was given, and refuse a stale save."""
        super().clean()
        data = self.cleaned_data
        if not data.get("slug") and "slug" not in self.errors and data.get("headline"):
            data["slug"] = self.instance.slug = free_slug(data["headline"], of=self.instance)
        self._hold(data)
        self._refuse_decision(data)
        self._refuse_stale(data)
        if self.recovered:
            self.add_error(None, forms.ValidationError(self.recovered, "recovered"))
        return data

    def clean_tags(self) -> Iterable[models.Model]:
        """Refuse more tags than a story can have."""
        tags = self.cleaned_data["tags"]
        if len(tags) > MOST_TAGS:
            raise forms.ValidationError(_("The limit is %(most)d tags per story: remove some.") % {"most": MOST_TAGS})
        return tags

    def _refuse_decision(self, data: dict[str, Any]) -> None:
        """Refuse to decide on a story in the save that puts it into a section that isn't theirs, or out of one."""
        before = {self.initial["section"]} if self.instance.pk else set()
        if self.decided_by is None or "section" in self.errors or (before and "section" not in self.changed_data):
            return
        sections = before | {data["section"] and data["section"].pk}
        if not all(rights.may(self.decided_by, rights.PUBLISHING, Story(section_id=each)) for each in sections):
            sentence = _(
                "Not saved yet: publishing and assigning are for the editors of the story’s section. "
                "Save it, then ask one of them."
            )
            self.add_error("section", forms.ValidationError(sentence, "decision"))

    def _hold(self, data: dict[str, Any]) -> None:
        """Note what holds the story back, `before` and as `wanted`: what this form doesn't change stays as it is."""
        self.before = holds.held(self.instance)
        changed = {name: data[name] for name in self.before._fields if name in self.changed_data and name in data}
        self.wanted = self.before._replace(**changed)
        if holds.lifts(self.before, self.wanted, timezone.now()) and not data.get("held_because", "").strip():
            self.add_error("held_because", holds.why_lifted())

    @property
    def opened_number(self) -> int:
        """The number of the revision that the form was opened at; 0 where the story had none."""
        return (self.cleaned_data.get("opened_version") if self.is_bound else self.initial["opened_version"]) or 0

    @property
    def replaced(self) -> Revision | None:
        """The colleague’s version whose place a valid form takes: its writer has been told of it."""
        is_known = self.latest and self.opened_number != self.latest.number == self.cleaned_data.get("over")
        return self.latest if is_known else None

    def _refuse_stale(self, data: dict[str, Any]) -> None:
        if self.latest is None or self.latest.number in (self.opened_number, data.get("over")):
            return
        self.newer, by = self.latest, self.latest.saved_by
        sentence = _(
            "%(who)s saved this story on %(when)s, after you opened it. Your text is in the form below, not saved yet."
        ) % {
            "who": (by.get_full_name() or by.get_username()) if by else _("Someone"),
            "when": moment(self.latest.saved_at),
        }
        self.add_error(None, forms.ValidationError(sentence, "stale"))


class KnownRow(forms.ModelChoiceField):
    """The id of a row that the formset has found already: it isn't asked of the database again, row by row."""

    def __init__(self, row: models.Model, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, **kwargs)
        self.row = row

    def to_python(self, value: Any) -> models.Model | None:
        return self.row if self.row.pk else None


class BlockForm(forms.ModelForm):
    """A block: the field that its picture is chosen with knows the one that came with it, and doesn't ask again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "image" in self.fields:
            self.fields["image"].widget.widget.known = self.instance.image


class BlockFormSet(BaseInlineFormSet):
    """
    A story's blocks of one kind; a block that a colleague has deleted meanwhile comes back as a new one.

    A new block that was deleted again before it was saved is left out: its form could not show that it is deleted.
    Where `replaces` is set, somebody saves theirs over a colleague's: blocks that aren't in the form go. However many
    forms are said to be there, none is made beyond the last that was posted; with more than `max_num`, it isn't valid.
    """

    data: Any
    _should_delete_form: Callable[[forms.ModelForm], bool]
    replaces = False
    # Whether something was posted beyond the forms that are made at most.
    is_cut = False

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        if self.is_bound and self.management_form.is_valid():
            self._put_in_order()

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """The row’s id is known already: no query asks for it."""
        super().add_fields(form, index)
        name = self.model._meta.pk.name
        field: Any = form.fields[name]
        form.fields[name] = KnownRow(form.instance, queryset=field.queryset, initial=field.initial)

    def clean(self) -> None:
        """Refuse more rows than a story can have; all of them stay in the form."""
        super().clean()
        staying = [form for form in self.forms if not (self.can_delete and self._should_delete_form(form))]
        number = sum(form.has_changed() or form.instance.pk is not None for form in staying)
        if self.is_cut or number > self.max_num:
            sentence = _("The limit is %(most)d per story: remove some. What is below isn’t saved yet.")
            raise forms.ValidationError(sentence % {"most": self.max_num}, "too_many_forms")

    def save(self, commit: bool = True) -> list[models.Model]:
        """Delete a colleague's blocks too, where this save replaces theirs."""
        saved = super().save(commit)
        if self.replaces:
            kept = [form.instance.pk for form in self.forms]
            self.model._default_manager.filter(**{self.fk.name: self.instance}).exclude(pk__in=kept).delete()
        return saved

    def _put_in_order(self) -> None:
        """Renumber what was posted: first the blocks that are still there, then the new ones and the lost ones."""
        id_name = self.model._meta.pk.name
        known = {str(pk) for pk in self.get_queryset().values_list("pk", flat=True)}
        sent = self._posted()
        posted = self._recognised(sent)
        kept = [fields for fields in posted if fields.get(id_name) in known]
        initial, new = posted[: self.initial_form_count()], posted[self.initial_form_count() :]
        lost = [fields | {id_name: ""} for fields in initial if fields.get(id_name) not in known]
        lost = [fields for fields in lost if "DELETE" not in fields]
        new = [fields for fields in new if not (fields.get("DELETE") or fields.get(id_name) in known)]
        if kept + new == sent and len(sent) == self.management_form.cleaned_data[TOTAL_FORM_COUNT]:
            return
        self.data = self.data.copy()
        for number, fields in enumerate(kept + new + lost):
            for name in fields | sent[number]:
                self.data[f"{self.add_prefix(number)}-{name}"] = fields.get(name, "")
        self.data[f"{self.prefix}-INITIAL_FORMS"] = len(kept)
        self.data[f"{self.prefix}-TOTAL_FORMS"] = len(kept + new + lost)
        del self.management_form

    def _recognised(self, posted: list[dict[str, str]]) -> list[dict[str, str]]:
        """Put each row under the id by which it is known."""
        return posted

    def _posted(self) -> list[dict[str, str]]:
        """{name of the field: value} of each form, up to the last of which anything was posted."""
        rows: dict[int, dict[str, Any]] = {}
        most = self.total_form_count()
        row = re.compile(rf"{re.escape(str(self.prefix))}-(\d{{1,9}})-(.+)", re.ASCII | re.DOTALL)
        for key, value in self.data.items():
            if found := row.fullmatch(key):
                rows.setdefault(int(found[1]), {})[found[2]] = value
        self.is_cut = any(number >= self.absolute_max for number in rows)
        return [rows.get(number, {}) for number in range(min(most, max(rows, default=-1) + 1))]


class BylineFormSet(BlockFormSet):
    """A story's bylines; one that a colleague has meanwhile put there again, or too, is the one that is there."""

    def _recognised(self, posted: list[dict[str, str]]) -> list[dict[str, str]]:
        taken = {fields.get("id") for fields in posted}
        lines = self.get_queryset().values_list("pk", "contributor", "role")
        twins = {(str(person), role): str(pk) for pk, person, role in lines if str(pk) not in taken}
        return [fields | _twin(fields, twins) for fields in posted]


def _twin(fields: dict[str, str], twins: dict[Any, str]) -> dict[str, str]:
    twin = twins.pop((fields.get("contributor"), fields.get("role")), None)
    return {"id": twin} if twin else {}
