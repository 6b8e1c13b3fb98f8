"""Each open form has an autosave of its own; what was kept before gets a key, and is offered as before."""

import django.db.models.deletion
from django.db import migrations, models
from django.utils.crypto import get_random_string


def give_keys(apps, schema_editor):
    """Give each row a key, and the beginning of what is in it."""
    autosaves = apps.get_model("articles", "Autosave").objects.using(schema_editor.connection.alias)
    for row in autosaves.all():
        headline = next((value for name, value in row.fields if name == "headline"), "")
        autosaves.filter(pk=row.pk).update(key=get_random_string(22), is_new=row.story_id is None, title=headline[:120])


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_one_sense_a_word")]

    operations = [
        migrations.RemoveConstraint(model_name="autosave", name="autosave_once_a_story"),
        migrations.RemoveConstraint(model_name="autosave", name="autosave_one_new_story"),
        migrations.AlterField(
            model_name="autosave",
            name="story",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.story",
                verbose_name="story",
            ),
        ),
        migrations.AddField(
            model_name="autosave",
            name="key",
            field=models.CharField(default="", max_length=22, verbose_name="key of the form"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="autosave",
            name="is_new",
            field=models.BooleanField(default=False, verbose_name="of a new story"),
        ),
        migrations.AddField(
            model_name="autosave",
            name="title",
            field=models.CharField(blank=True, default="", max_length=120, verbose_name="beginning"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="autosave",
            name="typed_at",
            field=models.DateTimeField(db_index=True, verbose_name="typed"),
        ),
        # Backwards the rows keep their new columns' values until these go: nothing is to undo.
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="autosave",
            constraint=models.UniqueConstraint(fields=["user", "key"], name="autosave_once_a_form"),
        ),
    ]
