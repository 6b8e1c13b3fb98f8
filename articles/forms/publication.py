"""The forms of what readers see: when and as what a story is published, and what they are told when it goes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Correction, Edition
from articles.publishing import corrections
from newsroom.db.datetime_fields import NewsroomDateTimeField

REASON = "reason-"  # how the names of the fields begin that ask for one
LONGEST_REASON = 300  # characters

# What an editor chooses: a kind of edition, where it says all; a kind of note, where the edition is a correction.
NOTED = [kind for kind in Correction.Kind if kind in corrections.TOLD[Edition.Kind.CORRECTION][0]]
# The note that goes with an edition that isn’t a correction, where there is one.
BESIDE: dict[str, str] = {
    Edition.Kind.UPDATE: Correction.Kind.UPDATE,
    Edition.Kind.RESTORED: Correction.Kind.EDITORS_NOTE,
}


def choices_for(kinds: Iterable[str]) -> list[tuple[str, Any]]:
    """A correction is offered as the kinds of note that it may carry."""
    plain = [(kind, Edition.Kind(kind).label) for kind in kinds if kind != Edition.Kind.CORRECTION]
    return plain + [(kind, kind.label) for kind in NOTED if Edition.Kind.CORRECTION in kinds]


class PublicationForm(forms.Form):
    """When, until when and as what a story is published, what readers are told; after a refusal, why all the same."""

    live_from = NewsroomDateTimeField(label=gettext_lazy("From"), required=False)
    live_until = NewsroomDateTimeField(label=gettext_lazy("Until"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of edition"))
    note = forms.CharField(
        label=gettext_lazy("Note to readers"),
        widget=forms.Textarea({"rows": 2}),
        max_length=Correction._meta.get_field("text").max_length,
        required=False,
        help_text=gettext_lazy(
            "What was wrong and what is right, or what is new. Shown with the story and on the corrections page."
        ),
    )
    # Ticked once the gate has refused: from then on the box shows what it finds.
    refused = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kinds: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"prefix": "publication"})
        kind: Any = self.fields["kind"]
        kind.choices = choices_for(kinds)
        if set(kinds) == {Edition.Kind.FIRST}:
            del self.fields["note"]
        start = self.add_prefix(REASON)
        self.ask_reasons(name.removeprefix(start) for name in self.data if name.startswith(start))

    def clean(self) -> dict[str, Any]:
        """Refuse a note that doesn’t go with what readers are to see, or none where there must be one."""
        super().clean()
        data = self.cleaned_data
        if (kind := self.edition_kind) and (sentence := corrections.misfit(kind, self.told)):
            self.add_error("note" if "note" in self.fields else None, sentence)
        return data

    @property
    def edition_kind(self) -> str | None:
        """What was chosen; None where no choice is valid."""
        kind = self.cleaned_data.get("kind")
        return Edition.Kind.CORRECTION if kind in NOTED else kind

    @property
    def told(self) -> corrections.Note | None:
        """None where no note was written."""
        kind, text = self.cleaned_data.get("kind", ""), self.cleaned_data.get("note", "").strip()
        return corrections.Note(kind if kind in NOTED else BESIDE.get(kind, kind), text) if text else None

    def ask_reasons(self, keys: Iterable[str]) -> None:
        """Add a field for the reason to publish over each of these findings."""
        for key in keys:
            label = _("Publish anyway – reason")
            self.fields[f"{REASON}{key}"] = forms.CharField(
                label=label, max_length=LONGEST_REASON, required=False, label_suffix=""
            )

    def reason(self, key: str) -> BoundField | None:
        return self[f"{REASON}{key}"] if f"{REASON}{key}" in self.fields else None

    @property
    def wishes(self) -> list[BoundField]:
        return [self[name] for name in ("live_from", "live_until", "kind", "note") if name in self.fields]

    @property
    def asked(self) -> dict[str, Any]:
        """What a valid form asks of articles.publishing.publish.publish, by the names that it has there."""
        reasons = {name: text for name, text in self.cleaned_data.items() if text and name.startswith(REASON)}
        return {
            "live_from": self.cleaned_data["live_from"],
            "live_until": self.cleaned_data["live_until"],
            "kind": self.edition_kind,
            "note": self.told,
            "overrides": {name.removeprefix(REASON): text for name, text in reasons.items()},
        }


class WithdrawalForm(forms.Form):
    """What readers are told where a withdrawn story stood."""

    notice = forms.CharField(
        label=gettext_lazy("Notice to readers"),
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "Shown at the story’s address from now on. If left empty, a standard sentence is shown."
        ),
    )
    retracted = forms.BooleanField(
        label=gettext_lazy("This is a retraction: also list the notice on the corrections page"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the notice where the paper takes the story back."""
        super().clean()
        data = self.cleaned_data
        if data.get("retracted") and not data.get("notice", "").strip():
            self.add_error("notice", _("A retraction needs a notice: tell readers why."))
        return data
