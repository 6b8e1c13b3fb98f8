"""Moderators see addresses, which is logged, and answer for the newsroom; lead moderators lay down the rules."""

from django.db import migrations

from newsroom.roles import make_groups

PERMISSIONS = ("see_address", "answer_comment", "keep_rules", "erase_commenter")


def give(apps, schema_editor):
    """Give every group the permissions of its role again, the new ones among them."""
    make_groups(apps)


def take(apps, schema_editor):
    """Take the group away, and the new permissions from the moderators."""
    groups = apps.get_model("auth", "Group").objects
    groups.filter(name="Lead moderator").delete()
    moderators = groups.get(name="Moderator")
    moderators.permissions.remove(*moderators.permissions.filter(codename__in=PERMISSIONS))


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0005_pictures"), ("comments", "0003_reasons")]
    operations = [migrations.RunPython(give, take)]
