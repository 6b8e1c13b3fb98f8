"""Users and groups in Django's own lists, found as all else at the desk."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from newsroom.admin.search import FoundAmongFew


class PeopleAdmin(FoundAmongFew, UserAdmin):
    """Who works at the desk."""


class GroupsAdmin(FoundAmongFew, GroupAdmin):
    """What they may do there."""


def register():
    """Put these in the place of Django's own."""
    for model, desk in ((User, PeopleAdmin), (Group, GroupsAdmin)):
        admin.site.unregister(model)
        admin.site.register(model, desk)
