"""What pages hang on, failed log-ins, and what is known of the worker."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("queue", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("worker", models.CharField(max_length=32)),
                ("beat_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("key", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("acted_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="BackgroundTask",
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
        migrations.CreateModel(
            name="Flip",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100)),
                ("flips_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("key", "flips_at"), name="flip_once")],
            },
        ),
        migrations.CreateModel(
            name="LoginFailure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account_key", models.CharField(max_length=64)),
                ("network_key", models.CharField(max_length=64)),
                ("failed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(models.F("account_key"), models.F("failed_at"), name="login_failure_of_account"),
                    models.Index(models.F("network_key"), models.F("failed_at"), name="login_failure_of_network"),
                ],
            },
        ),
    ]
