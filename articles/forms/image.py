"""The forms of pictures: one by itself, several that have just come, several that get the same credit."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms.picture import PictureField
from articles.images import intake
from articles.images.describe import CREDIT, describe, put_together
from articles.images.metadata.read import credit_as_written
from articles.models import Credit, Image
from articles.models.act import Refused
from newsroom.db.datetime_fields import NewsroomDateTimeField
from newsroom.text.hrefs import mended

MOST_AT_ONCE = 100  # files in one upload, which is Django's limit too, and pictures on the page that describes several


class KeywordsField(forms.CharField):
    """Keywords in one line, with commas between them."""

    def __init__(self, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {
            "label": gettext_lazy("Keywords"),
            "help_text": gettext_lazy("Separated by commas."),
            "required": False,
            "widget": forms.TextInput({"class": "vTextField"}),
        }
        super().__init__(**defaults | kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return put_together([], [word.strip() for word in super().clean(value).split(",") if word.strip()])

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def _of(model: type[models.Model], name: str, **options: Any) -> forms.Field:
    field: Any = model._meta.get_field(name)
    return field.formfield(required=False, **options)


class ImageForm(forms.ModelForm):
    """A picture; its file is checked and cleaned, and a new one replaces it everywhere."""

    keywords = KeywordsField()
    focal_x, focal_y = (_of(Image, name, max_value=1000) for name in ("focal_x", "focal_y"))

    class Meta:
        model = Image
        fields = ["file", "focal_x", "focal_y", "alt", "decorative", "caption", "headline", "keywords", "place"]
        field_classes = {"file": PictureField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "file" in self.fields:
            self.fields["file"].help_text = _("The new file replaces this one in every story that uses it.")

    def clean_file(self) -> Any:
        """Make the clean master of a new upload; an unchanged file stays as it is."""
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            intake.read_in(self.instance, file)
            return self.instance.file
        return file

    def clean(self) -> dict[str, Any]:
        """Leave the focal point where it is if its fields are empty."""
        super().clean()
        data = self.cleaned_data
        points = {name: data[name] for name in ("focal_x", "focal_y") if name in data}
        return data | {name: getattr(self.instance, name) if at is None else at for name, at in points.items()}


def _moment(name: str) -> NewsroomDateTimeField:
    field: Any = Credit._meta.get_field(name)
    return NewsroomDateTimeField(label=capfirst(field.verbose_name), help_text=field.help_text, required=False)


def _with_the_file(fields: Mapping[str, forms.Field], image: Image) -> None:
    """Show under creator and organisation what the file says, with a button that restores it."""
    for name, written in credit_as_written(image.read).items():
        told = {"help": fields[name].help_text, "written": written}
        fields[name].help_text = render_to_string("admin/articles/image/as_written.html", told)


class _Licensed(forms.BaseForm):
    def clean_licence(self) -> str:
        """An address gets its https://, by which the page and the file know it for one."""
        licence = self.cleaned_data["licence"]
        is_address = "/" in licence or licence.lower().startswith("www.")
        return (is_address and mended(licence)) or licence


class OneCreditForm(_Licensed, forms.ModelForm):
    """The credit of one picture, beside what its file says, with when the right to show it begins and ends."""

    usable_from = _moment("usable_from")
    usable_until = _moment("usable_until")

    class Meta:
        model = Credit
        fields = [*CREDIT, "usage_terms", "single_use", "usable_from", "usable_until"]

    def __init__(self, *args: Any, image: Image | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if image:
            _with_the_file(self.fields, image)


class OneCreditFormSet(forms.BaseInlineFormSet):
    """The one credit of a picture, whose file has a by-line of its own."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Tell the form which picture it credits."""
        return super().get_form_kwargs(index) | {"image": self.instance}


class CreditForm(_Licensed, forms.Form):
    """The credit that several pictures get; what is left empty stays as it is."""

    creator, organisation, notice, licence = (_of(Credit, name) for name in CREDIT)

    def parts(self) -> dict[str, str]:
        """What was filled in of the credit, by the names of its fields."""
        return {name: self.cleaned_data[name] for name in CREDIT if self.cleaned_data[name]}


class CreditAndKeywordsForm(CreditForm):
    """What several pictures get at once: their credit, and keywords besides those that they have."""

    keywords = KeywordsField(label=gettext_lazy("Keywords to add"))

    def apply(self, image: Image, *, by: User) -> None:
        """Write it down of one picture; raises as `describe` does."""
        describe(
            image, by=by, credit=self.parts(), keywords=put_together(image.keywords, self.cleaned_data["keywords"])
        )


class DescriptionForm(forms.ModelForm):
    """What one picture shows, and who made it: a row of the page on which those are asked of several."""

    creator = _of(Credit, "creator")
    organisation = _of(Credit, "organisation")

    class Meta:
        model = Image
        fields = ["alt", "decorative", "caption"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if hasattr(self.instance, "credit"):
            credit = self.instance.credit
            self.initial.update({name: getattr(credit, name) for name in ("creator", "organisation")})
        _with_the_file(self.fields, self.instance)


class _Descriptions(forms.BaseModelFormSet):
    shared: CreditForm  # of the same page

    def clean(self) -> None:
        """Refuse a credit without a creator, at its picture."""
        super().clean()
        for form in self.forms:
            parts = self.credit_of(form)
            had = hasattr(form.instance, "credit")
            if (had or any(parts.values())) and not parts["creator"]:
                form.add_error("creator", ValidationError(_("Name the person who made the picture.")))

    def credit_of(self, form: forms.ModelForm) -> dict[str, str]:
        """What stands at the picture itself, else what stands there for all."""
        own = {name: form.cleaned_data.get(name, "") for name in ("creator", "organisation")}
        both = self.shared.parts() if self.shared.is_valid() else {}
        return both | {name: text or both.get(name, "") for name, text in own.items()}

    def apply(self, *, by: User) -> list[tuple[Image, Refused]]:
        """Save all that this person may change; return what was refused."""
        refused = []
        for form in self.forms:
            words = {name: form.cleaned_data[name] for name in form.Meta.fields}
            try:
                describe(form.instance, by=by, credit=self.credit_of(form), **words)
            except Refused as refusal:
                refused.append((form.instance, refusal))
        return refused


Descriptions = forms.modelformset_factory(
    Image, DescriptionForm, formset=_Descriptions, extra=0, max_num=MOST_AT_ONCE, absolute_max=MOST_AT_ONCE
)
