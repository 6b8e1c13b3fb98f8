"""The field that a picture is uploaded by."""

from typing import Any

from django import forms


class PictureField(forms.ImageField):
    """
    A picture's file as sent; `make_master` checks it.

    Django's own check opens all formats that Pillow knows, refuses by the file's extension, and has one sentence for a
    PDF, a broken file and a large one.
    """

    default_validators = []

    def to_python(self, data: Any) -> Any:
        """An empty upload is taken too: `make_master` refuses it in our words."""
        if data and not data.size:
            return data
        return forms.FileField.to_python(self, data)
