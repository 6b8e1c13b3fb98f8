"""A mail is marked when it has gone: until then a worker has claimed it, and a link's time hasn't begun."""

import django.utils.timezone
from django.db import migrations, models
from django.db.models import F


def take_for_sent(apps, schema_editor):
    """Take the links of before for sent when they were asked for: nobody knows better."""
    apps.get_model("comments", "MailedLink").objects.update(sent_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("comments", "0008_private_half")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="claimed_until",
            field=models.DateTimeField(null=True, verbose_name="being mailed until"),
        ),
        migrations.AddField(
            model_name="digest",
            name="claimed_until",
            field=models.DateTimeField(null=True, verbose_name="being mailed until"),
        ),
        migrations.AddField(
            model_name="mailedlink",
            name="sent_at",
            field=models.DateTimeField(null=True, verbose_name="mailed"),
        ),
        migrations.AlterField(
            model_name="mailedlink",
            name="created_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked for"),
        ),
        migrations.RunPython(take_for_sent, migrations.RunPython.noop),
    ]
