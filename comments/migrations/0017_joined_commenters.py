"""The links in the mails of a reader who was kept twice still lead to them once the two are joined."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0016_acts_have_a_cause")]

    operations = [
        migrations.CreateModel(
            name="JoinedCommenter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was", models.BigIntegerField(unique=True)),
                (
                    "commenter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="joined",
                        to="comments.commenter",
                        verbose_name="commenter",
                    ),
                ),
            ],
            options={"verbose_name": "joined commenter", "verbose_name_plural": "joined commenters"},
        ),
    ]
