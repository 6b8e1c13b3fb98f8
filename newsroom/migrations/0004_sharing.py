"""Editors may show a story to somebody without an account."""

from django.db import migrations

from newsroom.roles import make_groups


def give(apps, schema_editor):
    """Give every group the permissions of its role again, the new one among them."""
    make_groups(apps)


def take(apps, schema_editor):
    """Take the new permission away, from everybody who has it."""
    permissions = apps.get_model("auth", "Permission").objects
    permissions.filter(content_type__app_label="articles", codename="share_story").delete()


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0003_roles"), ("articles", "0005_corrections_sharing_and_deadlines")]
    operations = [migrations.RunPython(give, take)]
