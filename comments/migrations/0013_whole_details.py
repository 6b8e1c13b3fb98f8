"""What a clue found is kept whole: by the hosts of all its links a comment is found again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0012_link_and_comment")]

    operations = [
        migrations.AlterField(
            model_name="clue",
            name="detail",
            field=models.TextField(blank=True, verbose_name="detail"),
        ),
    ]
