"""The forms of what stories are filed under and signed by, and the slug as somebody types it."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.text.slugs import free_slug, slug_of

SLUG = re.compile(r"[-_]*[^\W_][-\w]*", re.ASCII)  # a letter or a digit at least


class TypedSlugField(forms.SlugField):
    """A slug; what is typed as words becomes one, what is one already stays as it is."""

    def to_python(self, value: Any) -> str:
        """Nothing in the words may be able to stand in a slug: it is empty then."""
        value = super().to_python(value)
        return value if SLUG.fullmatch(value) else slug_of(value)


class FiledForm(forms.ModelForm):
    """A section, a tag or a contributor: the slug is made from the name where none is given."""

    class Meta:
        field_classes = {"slug": TypedSlugField}
        help_texts = {"slug": _("If left empty, it is made from the name.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:  # who may only look at the row has no field
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        """Make a slug where none was given."""
        super().clean()
        data = self.cleaned_data
        if not data.get("slug") and "slug" not in self.errors and data.get("name"):
            data["slug"] = free_slug(data["name"], of=self.instance)
        return data
