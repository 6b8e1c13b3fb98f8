"""Indexes by which a new comment is compared with those before it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0003_reasons")]
    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(models.F("created_at"), models.F("fingerprint"), name="comment_alike"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                models.F("commenter"), models.F("status"), models.F("created_at"), name="comment_of_commenter"
            ),
        ),
        # The index above begins with it.
        migrations.AlterField(
            model_name="comment",
            name="commenter",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="comments",
                to="comments.commenter",
                verbose_name="commenter",
            ),
        ),
    ]
