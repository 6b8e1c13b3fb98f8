"""The field that a picture is uploaded by."""

from django import forms


class PictureField(forms.ImageField):
    """
    A picture's file, as it was sent: `make_master` judges it.

    Django's own look would open anything that Pillow knows, refuse by the name's ending, and answer with one sentence
    for a PDF, a broken file and one that is too large.
    """

    default_validators = []

    def to_python(self, data):
        """Return the upload; an empty one is let through too, to be refused in our words."""
        if data and not data.size:
            return data
        return forms.FileField.to_python(self, data)
