"""The desk's forms."""

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.images.master import make_master
from articles.models import Edition, Image, Revision, Story
from articles.slugs import free_slug
from newsroom.dates import moment

REASON = "reason-"  # how the names of the fields begin that ask for one
LONGEST_REASON = 300  # characters


class StoryForm(forms.ModelForm):
    """
    The working copy, with the number of the revision that the form was opened at.

    A save over somebody else's later one is refused once, with who and when; what was typed stays in the form,
    and saving again puts it in the other's place, which the history keeps.
    """

    opened_at = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # When the words in it were typed, in a form that is given back after a crash; see articles/admin/autosave.py.
    recovered = None

    class Meta:
        model = Story
        fields = [
            "kicker",
            "headline",
            "standfirst",
            "section",
            "language",
            "tags",
            "slug",
            "lead_image",
            "lead_caption",
            "lead_alt",
            "assigned_to",
            "embargo_until",
            "legal_hold",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.latest = Revision.objects.latest_of(self.instance) if self.instance.pk else None
        self.initial["opened_at"] = self.latest.number if self.latest else 0

    def clean(self):
        """Make a slug where none was given, and refuse a stale save."""
        data = super().clean()
        if not data.get("slug") and "slug" not in self.errors and data.get("headline"):
            data["slug"] = self.instance.slug = free_slug(data["headline"], story=self.instance)
        self._refuse_stale(data.get("opened_at") or 0)
        if self.recovered:
            sentence = _("This is what you had typed, kept on %(when)s. It isn’t saved yet: save it or leave the page.")
            self.add_error(None, sentence % {"when": self.recovered})
        return data

    def _refuse_stale(self, opened_at):
        if self.latest is None or opened_at >= self.latest.number:
            return
        by = self.latest.saved_by
        self.add_error(
            None,
            _(
                "%(who)s saved this story on %(when)s, after you had opened it. Nothing of yours is lost: it is in "
                "the form below, not saved yet. Save again to put it in the place of the other version, which "
                "stays in the story’s history."
            )
            % {
                "who": (by.get_full_name() or by.get_username()) if by else _("Somebody"),
                "when": moment(self.latest.saved_at),
            },
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("opened_at")] = self.latest.number


class BlockFormSet(BaseInlineFormSet):
    """
    A story's blocks of one kind; a block that a colleague has deleted meanwhile comes back as a new one.

    A new block that was deleted again before it was saved is left out: its form could not show that it is deleted.
    """

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        if self.is_bound and self.management_form.is_valid():
            self._put_in_order()

    def _put_in_order(self):
        """Renumber what was posted: first the blocks that are still there, then the new ones and the lost ones."""
        id_name = self.model._meta.pk.name
        known = {str(pk) for pk in self.get_queryset().values_list("pk", flat=True)}
        posted = [self._posted(number) for number in range(self.total_form_count())]
        initial, new = posted[: self.initial_form_count()], posted[self.initial_form_count() :]
        kept = [fields for fields in initial if fields.get(id_name) in known]
        new = [fields for fields in new if not fields.get("DELETE")]
        if len(kept + new) == len(posted):
            return
        lost = [fields | {id_name: ""} for fields in initial if fields.get(id_name) not in known]
        lost = [fields for fields in lost if "DELETE" not in fields]
        self.data = self.data.copy()
        for number, fields in enumerate(kept + new + lost):
            for name in fields | posted[number]:
                self.data[f"{self.add_prefix(number)}-{name}"] = fields.get(name, "")
        self.data[f"{self.prefix}-INITIAL_FORMS"] = len(kept)
        self.data[f"{self.prefix}-TOTAL_FORMS"] = len(kept + new + lost)
        del self.management_form

    def _posted(self, number):
        start = f"{self.add_prefix(number)}-"
        return {key.removeprefix(start): value for key, value in self.data.items() if key.startswith(start)}


class ImageForm(forms.ModelForm):
    """A picture: the file is checked and cleaned before it is kept."""

    class Meta:
        model = Image
        fields = ["file", "alt", "caption"]

    def clean_file(self):
        """Return the clean master of a new upload; an unchanged file as it is."""
        file = self.cleaned_data["file"]
        return make_master(file) if "file" in self.changed_data and file else file


class PublicationForm(forms.Form):
    """When, until when and as what kind of edition a story is published; after a refusal, why all the same."""

    live_from = forms.DateTimeField(label=gettext_lazy("From"), required=False)
    live_until = forms.DateTimeField(label=gettext_lazy("Until"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Readers see it as"))
    # Ticked once the gate has refused: from then on the box shows what it finds.
    refused = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, prefix="publication", **kwargs)
        self.fields["kind"].choices = [(kind, Edition.Kind(kind).label) for kind in kinds]
        for name in ("live_from", "live_until"):
            self.fields[name].widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        start = self.add_prefix(REASON)
        self.ask_reasons(name.removeprefix(start) for name in self.data if name.startswith(start))

    def ask_reasons(self, keys):
        """Add a field for the reason to publish over each of these findings of the gate."""
        for key in keys:
            label = _("Publish all the same because …")
            self.fields[f"{REASON}{key}"] = forms.CharField(
                label=label, max_length=LONGEST_REASON, required=False, label_suffix=""
            )

    def reason(self, key):
        """Return the bound field for the reason to publish over this finding; None where it isn't asked for."""
        return self[f"{REASON}{key}"] if f"{REASON}{key}" in self.fields else None

    @property
    def wishes(self):
        """Return the bound fields that are always there to see."""
        return [self[name] for name in ("live_from", "live_until", "kind")]

    @property
    def overrides(self):
        """Return the reasons that were given, as `articles.publish.publish` takes them: {key: reason}."""
        names = (name for name in self.cleaned_data if name.startswith(REASON))
        return {name.removeprefix(REASON): self.cleaned_data[name] for name in names if self.cleaned_data[name]}


class WithdrawalForm(forms.Form):
    """What readers are told where a withdrawn story stood."""

    notice = forms.CharField(
        label=gettext_lazy("Notice to readers"),
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Stands at the story’s address from now on. Left empty, a neutral sentence does."),
    )
