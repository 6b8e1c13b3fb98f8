"""A form that has been saved is remembered, so that words of it that arrive late are not kept again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_autosaves_of_forms")]

    operations = [
        migrations.AddField(
            model_name="autosave",
            name="is_saved",
            field=models.BooleanField(default=False, verbose_name="of a saved form"),
        ),
    ]
