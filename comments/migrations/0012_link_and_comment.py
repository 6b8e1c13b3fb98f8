"""A link by which an address is confirmed knows the comment on whose receipt it was asked for."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0011_one_sense_a_word")]

    operations = [
        migrations.AddField(
            model_name="mailedlink",
            name="comment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="links",
                to="comments.comment",
                verbose_name="comment",
            ),
        ),
    ]
