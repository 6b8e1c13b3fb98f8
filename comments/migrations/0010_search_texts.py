"""What rows are found by, normalised, in a column beside them; made now for the rows that there are."""

from django.db import migrations

from newsroom.search_fields import SearchTextField, fill


def fill_all(apps, schema_editor):
    """Make what the rows are found by."""
    for name in ("Block", "Comment", "Decision", "RuleAct"):
        fill(apps.get_model("comments", name), using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0009_mails_gone"),
    ]

    operations = [
        migrations.AddField(
            model_name="block",
            name="search_text",
            field=SearchTextField(markup=(), sources=("label", "reason")),
        ),
        migrations.AddField(
            model_name="comment",
            name="search_text",
            field=SearchTextField(markup=(), sources=("name", "body")),
        ),
        migrations.AddField(
            model_name="decision",
            name="search_text",
            field=SearchTextField(markup=(), sources=("reason",)),
        ),
        migrations.AddField(
            model_name="ruleact",
            name="search_text",
            field=SearchTextField(markup=(), sources=("reason", "about")),
        ),
        migrations.RunPython(fill_all, migrations.RunPython.noop),
    ]
