"""Words that had two senses have one each: labels alone, no row changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_search_texts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="edition",
            name="kind",
            field=models.CharField(
                choices=[
                    ("first", "first publication"),
                    ("silent_fix", "silent fix"),
                    ("update", "update"),
                    ("correction", "correction"),
                    ("restored", "republished"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="revision",
            name="words",
            field=models.PositiveIntegerField(default=0, verbose_name="word count"),
        ),
    ]
