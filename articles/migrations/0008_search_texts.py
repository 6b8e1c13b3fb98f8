"""What rows are found by, normalised, in a column beside them; made now for the rows that there are."""

from django.db import migrations

from newsroom.search_fields import SearchTextField, fill


def fill_all(apps, schema_editor):
    """Make what the rows are found by."""
    for name in (
        "Contributor",
        "Credit",
        "Edition",
        "Embed",
        "FactBox",
        "Image",
        "ImageBlock",
        "PullQuote",
        "Section",
        "Story",
        "Tag",
        "TextBlock",
    ):
        fill(apps.get_model("articles", name), using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_changed_pictures"),
    ]

    operations = [
        migrations.AddField(
            model_name="contributor",
            name="search_text",
            field=SearchTextField(markup=(), sources=("name",)),
        ),
        migrations.AddField(
            model_name="credit",
            name="search_text",
            field=SearchTextField(markup=(), sources=("creator", "organisation")),
        ),
        migrations.AddField(
            model_name="edition",
            name="search_text",
            field=SearchTextField(markup=(), sources=("headline",)),
        ),
        migrations.AddField(
            model_name="embed",
            name="search_text",
            field=SearchTextField(markup=(), sources=("title", "description")),
        ),
        migrations.AddField(
            model_name="factbox",
            name="search_text",
            field=SearchTextField(markup=("html",), sources=("title",)),
        ),
        migrations.AddField(
            model_name="image",
            name="search_text",
            field=SearchTextField(markup=(), sources=("caption", "headline", "alt", "keywords")),
        ),
        migrations.AddField(
            model_name="imageblock",
            name="search_text",
            field=SearchTextField(markup=(), sources=("caption", "alt")),
        ),
        migrations.AddField(
            model_name="pullquote",
            name="search_text",
            field=SearchTextField(markup=(), sources=("quote", "attribution")),
        ),
        migrations.AddField(
            model_name="section",
            name="search_text",
            field=SearchTextField(markup=(), sources=("name",)),
        ),
        migrations.AddField(
            model_name="story",
            name="headline_search",
            field=SearchTextField(markup=(), sources=("headline",)),
        ),
        migrations.AddField(
            model_name="story",
            name="search_text",
            field=SearchTextField(markup=(), sources=("headline", "kicker", "standfirst", "slug")),
        ),
        migrations.AddField(
            model_name="tag",
            name="search_text",
            field=SearchTextField(markup=(), sources=("name",)),
        ),
        migrations.AddField(
            model_name="textblock",
            name="search_text",
            field=SearchTextField(markup=("html",), sources=()),
        ),
        migrations.RunPython(fill_all, migrations.RunPython.noop),
    ]
