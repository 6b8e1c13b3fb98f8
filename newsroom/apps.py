"""The building, and its desk."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    """The building: settings, URLs, the desk, stamps; it wires the two apps together."""

    name = "newsroom"

    def ready(self):
        """Register the conventions of the house."""
        from newsroom import checks  # noqa: F401 -- importing it registers them


class DeskConfig(AdminConfig):
    """Django's admin, with our own site as the desk."""

    default_site = "newsroom.admin.DeskSite"
