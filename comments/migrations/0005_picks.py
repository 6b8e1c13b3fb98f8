"""The picks of a discussion and the reports from a network are found without reading all the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0004_what_came_before")]
    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                "discussion",
                "created_at",
                condition=models.Q(picked_at__isnull=False),
                name="comment_picks_of_discussion",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index("ip_key", "created_at", name="report_by_network"),
        ),
    ]
