"""
A comment sent twice is known by what it says, a report by the key of its address; who asks for a link is noted.

Until now a digest led to a comment's receipt for ever, and reports were looked for by an address as it was typed.
"""

import django.utils.timezone
from django.db import migrations, models

from comments.models.commenter import address_key


def key_reports(apps, schema_editor):
    """Give the reports the keys of their addresses."""
    Report = apps.get_model("comments", "Report")
    for report in Report.objects.exclude(address="").only("address").iterator(chunk_size=500):
        Report.objects.filter(pk=report.pk).update(address_key=address_key(report.address))


class Migration(migrations.Migration):
    dependencies = [("comments", "0007_mailed_and_logged")]

    operations = [
        migrations.RemoveField(model_name="comment", name="submission_id"),
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("keys", models.TextField(blank=True, verbose_name="address")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "French"), ("en", "English")], max_length=7, verbose_name="language"
                    ),
                ),
                ("ip_key", models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked")),
            ],
            options={
                "verbose_name": "request for the link to a reader’s data",
                "verbose_name_plural": "requests for the link to a reader’s data",
            },
        ),
        migrations.AddField(
            model_name="report",
            name="address_key",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64),
        ),
        migrations.RunPython(key_reports, migrations.RunPython.noop),
    ]
