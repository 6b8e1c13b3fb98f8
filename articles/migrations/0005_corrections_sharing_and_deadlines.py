import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_overriding"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                "verbose_name": "note to readers",
                "verbose_name_plural": "notes to readers",
                "ordering": ["-public_from", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since_at", models.DateTimeField(verbose_name="since")),
                ("seen_at", models.DateTimeField(verbose_name="last seen")),
            ],
            options={
                "verbose_name": "presence",
                "verbose_name_plural": "presences",
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
                        help_text="A name to know the link by, never shown to readers.",
                        max_length=120,
                        verbose_name="for whom",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made")),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="revoked")),
                ("uses", models.PositiveIntegerField(default=0, verbose_name="times opened")),
                ("used_at", models.DateTimeField(null=True, verbose_name="last opened")),
            ],
            options={
                "verbose_name": "preview link",
                "verbose_name_plural": "preview links",
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.AlterModelOptions(
            name="story",
            options={
                "ordering": ["-id"],
                "permissions": [
                    ("publish_story", "Can publish, schedule and withdraw stories"),
                    ("override_gate", "Can publish over what the gate finds, with a reason"),
                    ("share_story", "Can show a story to somebody without an account"),
                ],
                "verbose_name": "story",
                "verbose_name_plural": "stories",
            },
        ),
        migrations.RemoveConstraint(
            model_name="storyact",
            name="act_verb_known",
        ),
        migrations.AddField(
            model_name="credit",
            name="usable_until",
            field=models.DateTimeField(
                blank=True, help_text="When the right to show the picture ends.", null=True, verbose_name="usable until"
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="notes",
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name="notes to readers"),
        ),
        migrations.AddField(
            model_name="image",
            name="decorative",
            field=models.BooleanField(
                default=False,
                help_text="Says nothing that the text doesn’t: it is passed over for those who can’t see it.",
                verbose_name="decorative",
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="due_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When the desk expects the story: later than that, it is late.",
                null=True,
                verbose_name="due",
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="needs_second_reader",
            field=models.BooleanField(
                default=False,
                help_text="Somebody who neither began nor signs the story must approve the very text that is published.",
                verbose_name="second reader",
            ),
        ),
        migrations.AddField(
            model_name="storyact",
            name="revision",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acts",
                to="articles.revision",
                verbose_name="version",
            ),
        ),
        migrations.AddField(
            model_name="storyact",
            name="to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="to",
            ),
        ),
        migrations.AlterField(
            model_name="storyact",
            name="verb",
            field=models.CharField(
                choices=[
                    ("publish", "published"),
                    ("schedule", "scheduled"),
                    ("unschedule", "unscheduled"),
                    ("withdraw", "withdrawn"),
                    ("submit", "sent to review"),
                    ("approve", "approved"),
                    ("return", "sent back to draft"),
                    ("assign", "assigned"),
                    ("file", "filed"),
                    ("embargo", "put under embargo"),
                    ("lift", "embargo lifted"),
                    ("hold", "put under legal hold"),
                    ("release", "legal hold lifted"),
                    ("flag", "second reader asked for"),
                    ("unflag", "second reader no longer asked for"),
                    ("restore", "earlier version restored"),
                    ("copy", "copied from another story"),
                    ("share", "preview shared"),
                    ("revoke", "preview link revoked"),
                ],
                max_length=10,
                verbose_name="act",
            ),
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
                        ],
                    )
                ),
                name="act_verb_known",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="articles.edition",
                verbose_name="edition",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="written by",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="articles.story",
                verbose_name="story",
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="presences",
                to="articles.story",
                verbose_name="story",
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="previewlink",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="made by",
            ),
        ),
        migrations.AddField(
            model_name="previewlink",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="preview_links",
                to="articles.revision",
                verbose_name="version",
            ),
        ),
        migrations.AddField(
            model_name="previewlink",
            name="revoked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="revoked by",
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(models.F("public_from"), name="correction_latest"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["correction", "clarification", "update", "editors_note", "retraction"])
                ),
                name="correction_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="correction_has_text",
                violation_error_message="Say what readers need to know.",
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("story", "user"), name="presence_once"),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("made_at"))), name="preview_link_expires_later"
            ),
        ),
    ]
