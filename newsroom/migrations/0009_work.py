"""The desk sees what the worker does; tasks that wait already get a lane."""

from django.db import migrations, models


def give_lanes(apps, schema_editor):
    """Put the tasks of before into the lane that does their kind now."""
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects.filter(queue_name="default")
    tasks.filter(task_path__startswith="articles.").update(queue_name="pictures")
    tasks.filter(queue_name="default").update(queue_name="mail")


def take_lanes(apps, schema_editor):
    """Put all tasks into the only queue there was."""
    apps.get_model("django_tasks_database", "DBTaskResult").objects.update(queue_name="default")


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0008_login_failures"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("lane", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("worker", models.CharField(max_length=32)),
                ("beat_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Work",
            fields=[],
            options={
                "permissions": [("see_tasks", "Can see background tasks and retry them")],
                "proxy": True,
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
            bases=("django_tasks_database.dbtaskresult",),
        ),
        migrations.RunPython(give_lanes, take_lanes),
    ]
