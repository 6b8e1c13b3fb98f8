"""Pictures know what their files said, their focal point, their renditions and where they are shown."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def note_uses(apps, schema_editor):
    """Note the pictures of the editions that there are: their snapshots name them, where the database can't see."""
    images = set(apps.get_model("articles", "Image").objects.values_list("pk", flat=True))
    use = apps.get_model("articles", "ImageUse")
    for edition in apps.get_model("articles", "Edition").objects.select_related("revision").iterator():
        content = edition.revision.content
        shown = {block["image"] for block in content["blocks"] if block["kind"] == "image"} | {content["lead_image"]}
        use.objects.bulk_create(use(edition=edition, image_id=pk) for pk in sorted(shown & images))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_corrections_sharing_and_deadlines"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImageUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "verbose_name": "use of a picture",
                "verbose_name_plural": "uses of pictures",
            },
        ),
        migrations.AddField(
            model_name="credit",
            name="single_use",
            field=models.BooleanField(
                default=False,
                help_text="May be shown with one story only: ask before another one has it.",
                verbose_name="single use",
            ),
        ),
        migrations.AddField(
            model_name="credit",
            name="usable_from",
            field=models.DateTimeField(
                blank=True,
                help_text="When the right to show the picture begins.",
                null=True,
                verbose_name="usable from",
            ),
        ),
        migrations.AddField(
            model_name="credit",
            name="usage_terms",
            field=models.CharField(blank=True, max_length=300, verbose_name="usage terms"),
        ),
        migrations.AddField(
            model_name="image",
            name="focal_x",
            field=models.PositiveSmallIntegerField(default=500, verbose_name="focal point, across"),
        ),
        migrations.AddField(
            model_name="image",
            name="focal_y",
            field=models.PositiveSmallIntegerField(default=500, verbose_name="focal point, down"),
        ),
        migrations.AddField(
            model_name="image",
            name="headline",
            field=models.CharField(blank=True, max_length=200, verbose_name="headline"),
        ),
        migrations.AddField(
            model_name="image",
            name="keywords",
            field=models.JSONField(blank=True, default=list, verbose_name="keywords"),
        ),
        migrations.AddField(
            model_name="image",
            name="place",
            field=models.CharField(blank=True, max_length=200, verbose_name="place"),
        ),
        migrations.AddField(
            model_name="image",
            name="placeholder",
            field=models.CharField(blank=True, editable=False, max_length=1000),
        ),
        migrations.AddField(
            model_name="image",
            name="read",
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name="read from the file"),
        ),
        migrations.AddField(
            model_name="image",
            name="original",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="image",
            name="rendered",
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="image",
            name="renditions",
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name="renditions"),
        ),
        migrations.AddField(
            model_name="image",
            name="taken_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="taken"),
        ),
        migrations.AddField(
            model_name="image",
            name="upload_digest",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="credit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("usable_from__isnull", True),
                    ("usable_until__isnull", True),
                    ("usable_from__lt", models.F("usable_until")),
                    _connector="OR",
                ),
                name="credit_rights_forward",
                violation_error_message="The right to show the picture would end before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(("focal_x__lte", 1000), ("focal_y__lte", 1000)),
                name="image_focal_point_inside",
                violation_error_message="The focal point lies within the picture.",
            ),
        ),
        migrations.AddField(
            model_name="imageuse",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="image_uses",
                to="articles.edition",
                verbose_name="edition",
            ),
        ),
        migrations.AddField(
            model_name="imageuse",
            name="image",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uses",
                to="articles.image",
                verbose_name="picture",
            ),
        ),
        migrations.AddConstraint(
            model_name="imageuse",
            constraint=models.UniqueConstraint(fields=("image", "edition"), name="image_use_once"),
        ),
        migrations.RunPython(note_uses, migrations.RunPython.noop),
    ]
