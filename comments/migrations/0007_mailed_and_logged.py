"""A mailed link knows its language and where it was asked for; what is done with a reader's data is logged."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0006_rules_and_trail"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="mailedlink",
            name="ip_key",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="mailedlink",
            name="language",
            field=models.CharField(
                choices=[("fr", "French"), ("en", "English")], default="fr", max_length=7, verbose_name="language"
            ),
        ),
        migrations.CreateModel(
            name="DataAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verb",
                    models.CharField(
                        choices=[("export", "exported"), ("erase", "erased")], max_length=6, verbose_name="what"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="comments")),
                ("done_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for a reader’s data",
                "verbose_name_plural": "readers’ data",
                "ordering": ["-done_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verb__in", ["export", "erase"])), name="data_act_verb_known"
                    )
                ],
            },
        ),
    ]
