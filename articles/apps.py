"""What we publish."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Stories, pictures, credits, revisions and editions."""

    name = "articles"
    verbose_name = _("Editorial")
