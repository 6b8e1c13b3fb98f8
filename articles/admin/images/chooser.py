"""The field that chooses a picture: an autocomplete field with thumbnails."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest

from articles.images.pick import thumbnail
from articles.models import Image


class PictureSelect(AutocompleteSelect):
    """Django's autocomplete field, with the thumbnail of the chosen picture."""

    known = None  # the picture that the form's row came with: it isn't asked for again

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """Return the empty choice, where there is one, and the chosen picture."""
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        for image in self._chosen([each for each in value if each.isdecimal()]):
            option = self.create_option(name, image.pk, str(image), True, len(options))
            option["attrs"]["data-thumbnail"] = thumbnail(image)
            options.append(option)
        return [(None, options, 0)]

    def _chosen(self, ids: list[str]) -> Iterable[Image]:
        if self.known and ids == [str(self.known.pk)]:
            return [self.known]
        return self.choices.queryset.filter(pk__in=ids) if ids else []


class PickingMixin(BaseModelAdmin):
    """Chooses pictures by PictureSelect."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Return the field."""
        if db_field.related_model is Image:
            kwargs["widget"] = PictureSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
