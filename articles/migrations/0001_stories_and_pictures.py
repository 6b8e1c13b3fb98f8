"""What readers see and what the newsroom works on: stories, their blocks, versions and editions, pictures, the log."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import articles.models.image
import articles.models.story_fields
import newsroom.db.search_fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="slug")),
                ("search_text", newsroom.db.search_fields.SearchTextField(markup=(), sources=("name",))),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Contributor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="slug")),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "person"), ("agency", "agency")],
                        default="person",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("search_text", newsroom.db.search_fields.SearchTextField(markup=(), sources=("name",))),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "contributor",
                "verbose_name_plural": "contributors",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Byline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("author", "author"),
                            ("photographer", "photographer"),
                            ("illustrator", "illustrator"),
                            ("translator", "translator"),
                        ],
                        default="author",
                        max_length=15,
                        verbose_name="role",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "contributor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="articles.contributor",
                        verbose_name="contributor",
                    ),
                ),
            ],
            options={
                "verbose_name": "byline",
                "verbose_name_plural": "bylines",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "kind",
                    models.CharField(
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
                ("live_from", models.DateTimeField(verbose_name="live from")),
                ("live_until", models.DateTimeField(blank=True, null=True, verbose_name="live until")),
                ("replaced_until", models.DateTimeField(blank=True, editable=False, null=True)),
                ("first_published_at", models.DateTimeField(verbose_name="first published")),
                ("modified_at", models.DateTimeField(blank=True, null=True, verbose_name="modified")),
                ("published_at", models.DateTimeField(verbose_name="decided")),
                ("path", models.CharField(max_length=120, verbose_name="address")),
                (
                    "notice",
                    models.TextField(
                        blank=True,
                        help_text="Shown to readers in place of the story.",
                        verbose_name="notice of withdrawal",
                    ),
                ),
                ("headline", models.CharField(max_length=200, verbose_name="headline")),
                (
                    "kicker",
                    models.CharField(
                        blank=True, help_text="Short label above the headline.", max_length=60, verbose_name="kicker"
                    ),
                ),
                ("standfirst", models.TextField(blank=True, max_length=600, verbose_name="standfirst")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "French"), ("en", "English")],
                        default=articles.models.story_fields.site_language,
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "lead_caption",
                    models.CharField(
                        blank=True,
                        help_text="If left empty, the picture’s own caption is used.",
                        max_length=500,
                        verbose_name="caption of the lead picture",
                    ),
                ),
                (
                    "lead_alt",
                    models.CharField(
                        blank=True,
                        help_text="If left empty, the picture’s own alt text is used.",
                        max_length=500,
                        verbose_name="alt text of the lead picture",
                    ),
                ),
                ("notes", models.JSONField(blank=True, default=list, editable=False, verbose_name="notes to readers")),
                ("search_text", newsroom.db.search_fields.SearchTextField(markup=(), sources=("headline",))),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
            ],
            options={
                "verbose_name": "edition",
                "verbose_name_plural": "editions",
                "ordering": ["-live_from", "-number"],
            },
        ),
        migrations.CreateModel(
            name="EditionByline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("author", "author"),
                            ("photographer", "photographer"),
                            ("illustrator", "illustrator"),
                            ("translator", "translator"),
                        ],
                        default="author",
                        max_length=15,
                        verbose_name="role",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "contributor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="articles.contributor",
                        verbose_name="contributor",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bylines",
                        to="articles.edition",
                        verbose_name="edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "byline",
                "verbose_name_plural": "bylines",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Image",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "file",
                    models.ImageField(
                        height_field="height",
                        max_length=200,
                        upload_to=articles.models.image.unguessable_name,
                        verbose_name="file",
                        width_field="width",
                    ),
                ),
                ("width", models.PositiveIntegerField(editable=False, help_text="in pixels", verbose_name="width")),
                ("height", models.PositiveIntegerField(editable=False, help_text="in pixels", verbose_name="height")),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text=(
                            "What the picture shows, for people who can’t see it: neither the caption nor the credit."
                        ),
                        max_length=500,
                        verbose_name="alt text",
                    ),
                ),
                (
                    "decorative",
                    models.BooleanField(
                        default=False,
                        help_text="Adds nothing to the text: screen readers skip it.",
                        verbose_name="decorative",
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=500, verbose_name="caption")),
                ("headline", models.CharField(blank=True, max_length=200, verbose_name="headline")),
                ("keywords", models.JSONField(blank=True, default=list, verbose_name="keywords")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taken")),
                ("read", models.JSONField(blank=True, default=dict, editable=False, verbose_name="read from the file")),
                ("focal_x", models.PositiveSmallIntegerField(default=500, verbose_name="focal point, across")),
                ("focal_y", models.PositiveSmallIntegerField(default=500, verbose_name="focal point, down")),
                ("renditions", models.JSONField(blank=True, default=dict, editable=False, verbose_name="renditions")),
                ("rendered", models.CharField(blank=True, editable=False, max_length=32)),
                ("original", models.CharField(blank=True, editable=False, max_length=200)),
                ("placeholder", models.CharField(blank=True, editable=False, max_length=1000)),
                ("upload_digest", models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                (
                    "uploaded_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="uploaded"),
                ),
                (
                    "search_text",
                    newsroom.db.search_fields.SearchTextField(
                        markup=(), sources=("caption", "headline", "alt", "keywords")
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ["-uploaded_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="lead_image",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="led_editions",
                to="articles.image",
                verbose_name="lead picture",
            ),
        ),
        migrations.CreateModel(
            name="Credit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "creator",
                    models.CharField(help_text="The person who made it.", max_length=120, verbose_name="creator"),
                ),
                (
                    "organisation",
                    models.CharField(
                        blank=True,
                        help_text="The agency or the museum that supplies it.",
                        max_length=120,
                        verbose_name="organisation",
                    ),
                ),
                ("notice", models.CharField(blank=True, max_length=200, verbose_name="copyright notice")),
                ("licence", models.CharField(blank=True, max_length=200, verbose_name="licence")),
                ("usage_terms", models.CharField(blank=True, max_length=300, verbose_name="usage terms")),
                (
                    "single_use",
                    models.BooleanField(
                        default=False,
                        help_text="For one story only: ask before reusing it.",
                        verbose_name="single use",
                    ),
                ),
                (
                    "usable_from",
                    models.DateTimeField(
                        blank=True,
                        help_text="When the rights start.",
                        null=True,
                        verbose_name="usable from",
                    ),
                ),
                (
                    "usable_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="When the rights end.",
                        null=True,
                        verbose_name="usable until",
                    ),
                ),
                (
                    "search_text",
                    newsroom.db.search_fields.SearchTextField(markup=(), sources=("creator", "organisation")),
                ),
                (
                    "image",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="credit",
                        to="articles.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "credit",
                "verbose_name_plural": "credits",
            },
        ),
        migrations.CreateModel(
            name="ImageUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="image_uses",
                        to="articles.edition",
                        verbose_name="edition",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="articles.image",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "use of a picture",
                "verbose_name_plural": "uses of pictures",
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="saved")),
                (
                    "kind",
                    models.CharField(
                        choices=[("save", "save"), ("restore", "restore")],
                        default="save",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=100, verbose_name="name")),
                ("pinned", models.BooleanField(default=False, verbose_name="pinned")),
                ("content", models.JSONField(verbose_name="content")),
                ("words", models.PositiveIntegerField(default=0, verbose_name="word count")),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "version",
                "verbose_name_plural": "versions",
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="PreviewLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recipient",
                    models.CharField(
                        blank=True,
                        help_text="Only to recognise the link; never shown to readers.",
                        max_length=120,
                        verbose_name="recipient",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="created")),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="revoked")),
                ("uses", models.PositiveIntegerField(default=0, verbose_name="times opened")),
                ("used_at", models.DateTimeField(null=True, verbose_name="last opened")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="revoked by",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preview_links",
                        to="articles.revision",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "preview link",
                "verbose_name_plural": "preview links",
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="articles.revision",
                verbose_name="version",
            ),
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="slug")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Order in the navigation.", verbose_name="position"
                    ),
                ),
                ("search_text", newsroom.db.search_fields.SearchTextField(markup=(), sources=("name",))),
                (
                    "editors",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Editors named in a section work only in their own sections.",
                        related_name="edited_sections",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="section editors",
                    ),
                ),
            ],
            options={
                "verbose_name": "section",
                "verbose_name_plural": "sections",
                "ordering": ["position", "name"],
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="articles.section",
                verbose_name="section",
            ),
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("headline", models.CharField(max_length=200, verbose_name="headline")),
                (
                    "kicker",
                    models.CharField(
                        blank=True, help_text="Short label above the headline.", max_length=60, verbose_name="kicker"
                    ),
                ),
                ("standfirst", models.TextField(blank=True, max_length=600, verbose_name="standfirst")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The end of the story’s address. If left empty, it is made from the headline.",
                        max_length=80,
                        verbose_name="slug",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "French"), ("en", "English")],
                        default=articles.models.story_fields.site_language,
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "lead_caption",
                    models.CharField(
                        blank=True,
                        help_text="If left empty, the picture’s own caption is used.",
                        max_length=500,
                        verbose_name="caption of the lead picture",
                    ),
                ),
                (
                    "lead_alt",
                    models.CharField(
                        blank=True,
                        help_text="If left empty, the picture’s own alt text is used.",
                        max_length=500,
                        verbose_name="alt text of the lead picture",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("in_review", "in review"), ("approved", "approved")],
                        default="draft",
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When the story is due.",
                        null=True,
                        verbose_name="deadline",
                    ),
                ),
                (
                    "embargo_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="The story can’t be published before then.",
                        null=True,
                        verbose_name="embargo until",
                    ),
                ),
                (
                    "legal_hold",
                    models.BooleanField(
                        default=False,
                        help_text="Blocks publication while ticked.",
                        verbose_name="legal hold",
                    ),
                ),
                (
                    "needs_second_reader",
                    models.BooleanField(
                        default=False,
                        help_text=(
                            "Someone who didn’t start the story and isn’t in its byline must approve the version to be "
                            "published."
                        ),
                        verbose_name="second reading",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("headline_search", newsroom.db.search_fields.SearchTextField(markup=(), sources=("headline",))),
                (
                    "search_text",
                    newsroom.db.search_fields.SearchTextField(
                        markup=(), sources=("kicker", "headline", "standfirst", "slug")
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assigned_stories",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned to",
                    ),
                ),
                (
                    "contributors",
                    models.ManyToManyField(
                        related_name="stories", through="articles.Byline", to="articles.contributor"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="created_stories",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="started by",
                    ),
                ),
                (
                    "lead_image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_stories",
                        to="articles.image",
                        verbose_name="lead picture",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="articles.section",
                        verbose_name="section",
                    ),
                ),
                ("tags", models.ManyToManyField(blank=True, to="articles.tag", verbose_name="tags")),
            ],
            options={
                "verbose_name": "story",
                "verbose_name_plural": "stories",
                "ordering": ["-id"],
                "permissions": [
                    ("publish_story", "Can publish, schedule and withdraw stories"),
                    ("override_gate", "Can override the checks, with a reason"),
                    ("share_story", "Can share previews with people who have no account"),
                ],
            },
        ),
        migrations.AddField(
            model_name="revision",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="revisions",
                to="articles.story",
                verbose_name="story",
            ),
        ),
        migrations.CreateModel(
            name="RelatedStory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="articles.story",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pointers",
                        to="articles.story",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "related story",
                "verbose_name_plural": "related stories",
                "ordering": ["ordering"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PullQuote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                (
                    "quote",
                    models.TextField(
                        help_text="Word for word as in the text, without quotation marks.",
                        max_length=600,
                        verbose_name="quote",
                    ),
                ),
                ("attribution", models.CharField(blank=True, max_length=200, verbose_name="attribution")),
                ("search_text", newsroom.db.search_fields.SearchTextField(markup=(), sources=("quote", "attribution"))),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "pull quote",
                "verbose_name_plural": "pull quotes",
                "ordering": ["ordering"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since_at", models.DateTimeField(verbose_name="since")),
                ("seen_at", models.DateTimeField(verbose_name="last active")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="articles.story",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "presence",
                "verbose_name_plural": "presences",
            },
        ),
        migrations.CreateModel(
            name="ImageBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("caption", models.CharField(blank=True, max_length=500, verbose_name="caption")),
                ("alt", models.CharField(blank=True, max_length=500, verbose_name="alt text")),
                ("search_text", newsroom.db.search_fields.SearchTextField(markup=(), sources=("caption", "alt"))),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blocks",
                        to="articles.image",
                        verbose_name="picture",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture in the text",
                "verbose_name_plural": "pictures in the text",
                "ordering": ["ordering"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FactBox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("html", models.TextField(verbose_name="text")),
                ("search_text", newsroom.db.search_fields.SearchTextField(markup=("html",), sources=("title",))),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "fact box",
                "verbose_name_plural": "fact boxes",
                "ordering": ["ordering"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Embed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("url", models.URLField(max_length=500, verbose_name="address")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("description", models.TextField(blank=True, max_length=500, verbose_name="description")),
                ("search_text", newsroom.db.search_fields.SearchTextField(markup=(), sources=("title", "description"))),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "embed",
                "verbose_name_plural": "embeds",
                "ordering": ["ordering"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="articles.story",
                verbose_name="story",
            ),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("correction", "correction"),
                            ("clarification", "clarification"),
                            ("update", "update"),
                            ("editors_note", "editor’s note"),
                            ("retraction", "retraction"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="text")),
                ("public_from", models.DateTimeField(verbose_name="public from")),
                ("made_at", models.DateTimeField(verbose_name="written")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="articles.edition",
                        verbose_name="edition",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="articles.story",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "note to readers",
                "verbose_name_plural": "notes to readers",
                "ordering": ["-public_from", "-id"],
            },
        ),
        migrations.AddField(
            model_name="byline",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bylines",
                to="articles.story",
                verbose_name="story",
            ),
        ),
        migrations.CreateModel(
            name="Autosave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=22, verbose_name="key of the form")),
                ("is_new", models.BooleanField(default=False, verbose_name="of a new story")),
                ("is_saved", models.BooleanField(default=False, verbose_name="of a saved form")),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="beginning")),
                ("fields", models.JSONField(verbose_name="fields")),
                ("typed_at", models.DateTimeField(db_index=True, verbose_name="typed")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="typed by",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.story",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "autosave",
                "verbose_name_plural": "autosaves",
            },
        ),
        migrations.CreateModel(
            name="StoryAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("publish", "published"),
                            ("schedule", "scheduled"),
                            ("unschedule", "unscheduled"),
                            ("withdraw", "withdrawn"),
                            ("submit", "sent for review"),
                            ("approve", "approved"),
                            ("return", "sent back to draft"),
                            ("assign", "assigned"),
                            ("file", "filed"),
                            ("embargo", "put under embargo"),
                            ("lift", "embargo lifted"),
                            ("hold", "put under legal hold"),
                            ("release", "legal hold lifted"),
                            ("flag", "second reading requested"),
                            ("unflag", "second reading no longer required"),
                            ("restore", "earlier version restored"),
                            ("copy", "copied from another story"),
                            ("share", "preview shared"),
                            ("revoke", "preview link revoked"),
                            ("picture", "picture changed"),
                        ],
                        max_length=10,
                        verbose_name="action",
                    ),
                ),
                ("done_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("checks", models.JSONField(blank=True, default=list, verbose_name="checks")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="articles.edition",
                        verbose_name="edition",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="articles.revision",
                        verbose_name="version",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="articles.story",
                        verbose_name="story",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="to",
                    ),
                ),
            ],
            options={
                "verbose_name": "action",
                "verbose_name_plural": "actions",
                "ordering": ["-done_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="StoryPath",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=120, unique=True, verbose_name="address")),
                ("public_from", models.DateTimeField(verbose_name="public from")),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paths",
                        to="articles.story",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "address",
                "verbose_name_plural": "addresses",
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="tags",
            field=models.ManyToManyField(related_name="editions", to="articles.tag", verbose_name="tags"),
        ),
        migrations.CreateModel(
            name="TextBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                ("html", models.TextField(blank=True, verbose_name="text")),
                ("search_text", newsroom.db.search_fields.SearchTextField(markup=("html",), sources=())),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "text",
                "verbose_name_plural": "texts",
                "ordering": ["ordering"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="contributor",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="contributor_has_name",
                violation_error_message="A contributor needs a name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="editionbyline",
            constraint=models.UniqueConstraint(fields=("edition", "contributor", "role"), name="edition_byline_once"),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(("focal_x__lte", 1000), ("focal_y__lte", 1000)),
                name="image_focal_point_inside",
                violation_error_message="The focal point must be within the picture.",
            ),
        ),
        migrations.AddConstraint(
            model_name="credit",
            constraint=models.CheckConstraint(
                condition=models.Q(("creator", ""), _negated=True),
                name="credit_has_creator",
                violation_error_message="Name the person who made the picture.",
            ),
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
                violation_error_message="The rights end before they start: correct the dates.",
            ),
        ),
        migrations.AddConstraint(
            model_name="imageuse",
            constraint=models.UniqueConstraint(fields=("image", "edition"), name="image_use_once"),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("made_at"))), name="preview_link_expires_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(fields=("story", "number"), name="revision_number_once"),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("story", "user"), name="presence_once"),
        ),
        migrations.AddConstraint(
            model_name="embed",
            constraint=models.CheckConstraint(
                condition=models.Q(("url__startswith", "https://"), ("url__startswith", "http://"), _connector="OR"),
                name="embed_url_is_web",
                violation_error_message="The address of an embed must begin with https:// or http://.",
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(models.F("public_from"), name="correction_latest"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="correction_has_text",
                violation_error_message="Write the note to readers.",
            ),
        ),
        migrations.AddConstraint(
            model_name="byline",
            constraint=models.UniqueConstraint(
                fields=("story", "contributor", "role"),
                name="byline_once",
                violation_error_message="This contributor already has this role in the byline.",
            ),
        ),
        migrations.AddConstraint(
            model_name="autosave",
            constraint=models.UniqueConstraint(fields=("user", "key"), name="autosave_once_a_form"),
        ),
        migrations.AddConstraint(
            model_name="storyact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "verb__in",
                        [
                            "publish",
                            "schedule",
                            "unschedule",
                            "withdraw",
                            "submit",
                            "approve",
                            "return",
                            "assign",
                            "file",
                            "embargo",
                            "lift",
                            "hold",
                            "release",
                            "flag",
                            "unflag",
                            "restore",
                            "copy",
                            "share",
                            "revoke",
                            "picture",
                        ],
                    )
                ),
                name="act_verb_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.UniqueConstraint(
                condition=models.Q(("slug", ""), _negated=True),
                fields=("slug",),
                name="story_slug_unique",
                violation_error_message="Another story already has this slug: choose another one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "in_review", "approved"])), name="story_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(("headline", ""), _negated=True),
                name="story_has_headline",
                violation_error_message="Give the story a headline, even a working one.",
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(models.F("first_published_at"), models.F("story"), name="edition_latest"),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                models.F("section"), models.F("first_published_at"), models.F("story"), name="edition_section_latest"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(fields=("story", "number"), name="edition_number_once"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("live_until__isnull", True)), fields=("story",), name="edition_one_open_ended"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("live_until__isnull", True), ("live_until__gte", models.F("live_from")), _connector="OR"
                ),
                name="edition_interval_forward",
            ),
        ),
    ]
