"""Editors may delete a picture that no story shows."""

from django.db import migrations

from newsroom.roles import make_groups


def give(apps, schema_editor):
    """Give every group the permissions of its role again, the new one among them."""
    make_groups(apps)


def take(apps, schema_editor):
    """Take the permission away from the editors; it is Django's own, and others may have been given it."""
    group = apps.get_model("auth", "Group").objects.get(name="Editor")
    group.permissions.remove(*group.permissions.filter(content_type__app_label="articles", codename="delete_image"))


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0004_sharing"), ("articles", "0006_pictures")]
    operations = [migrations.RunPython(give, take)]
