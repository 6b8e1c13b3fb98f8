"""Django's lists of users and groups, with the desk's search."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from newsroom.admin.search import FoundAmongFew


class NewsroomUserAdmin(FoundAmongFew, UserAdmin):
    """Users."""


class NewsroomGroupAdmin(FoundAmongFew, GroupAdmin):
    """Groups."""


def register():
    """Replace Django's own."""
    for model, model_admin in ((User, NewsroomUserAdmin), (Group, NewsroomGroupAdmin)):
        admin.site.unregister(model)
        admin.site.register(model, model_admin)
