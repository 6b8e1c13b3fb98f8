"""The project's own app, and its admin site."""

import mimetypes

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    """The building: it wires the two apps together."""

    name = "newsroom"

    def ready(self) -> None:
        """Register the system checks, and two content types that not every system knows."""
        from newsroom import checks  # noqa: F401 -- importing it registers them

        mimetypes.add_type("image/avif", ".avif")
        mimetypes.add_type("image/webp", ".webp")


class NewsroomAdminConfig(AdminConfig):
    """Django's admin, with our own site as the desk."""

    default_site = "newsroom.admin.site.NewsroomAdminSite"

    def ready(self) -> None:
        """
        Find the pages of every app, and put ours in the place of Django's own of users and groups.

        The rows of tasks have none: the desk has a page of its own for them (NewsroomAdminSite).
        """
        super().ready()
        from django.contrib import admin
        from django_tasks_db.models import DBTaskResult

        from newsroom.admin import users

        admin.site.unregister(DBTaskResult)
        users.register()
