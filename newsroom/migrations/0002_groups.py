"""The groups, with the rights of their roles."""

from django.db import migrations

from newsroom.accounts.roles import ROLES, make_groups


def make(apps, schema_editor):
    """Make the groups."""
    make_groups(apps)


def unmake(apps, schema_editor):
    """Take the groups away; their members lose only what the groups gave them."""
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0001_stamps_and_tasks"),
        ("articles", "0001_stories_and_pictures"),
        ("comments", "0001_discussions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make, unmake)]
