"""Discussions, comments, their private half, what moderators decide, and what of it is logged."""

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import comments.models.fields
import comments.models.flag
import newsroom.db.search_fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("articles", "0001_stories_and_pictures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("keys", models.TextField(blank=True, verbose_name="address")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "French"), ("en", "English")], max_length=7, verbose_name="language"
                    ),
                ),
                ("ip_key", models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked")),
            ],
            options={
                "verbose_name": "request for the link to a reader’s data",
                "verbose_name_plural": "requests for the link to a reader’s data",
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "batch",
                "verbose_name_plural": "batches",
                "ordering": ["-decided_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("address", "email address"),
                            ("network", "network"),
                            ("domain", "linked domain"),
                            ("phrase", "words"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=200)),
                ("label", models.CharField(max_length=200, verbose_name="blocked item")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="ends")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("lifted_at", models.DateTimeField(editable=False, null=True, verbose_name="lifted")),
                ("search_text", newsroom.db.search_fields.SearchTextField(markup=(), sources=("label", "reason"))),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lifted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "block",
                "verbose_name_plural": "blocks",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=comments.models.fields.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="name")),
                ("body", models.TextField(blank=True, max_length=5000, verbose_name="comment")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("approved", "approved"),
                            ("rejected", "rejected"),
                            ("spam", "spam"),
                            ("removed", "removed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="pending",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="version")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="written"),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published")),
                ("held_at", models.DateTimeField(editable=False, null=True, verbose_name="set aside")),
                ("picked_at", models.DateTimeField(editable=False, null=True, verbose_name="picked")),
                ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited")),
                ("erased_at", models.DateTimeField(editable=False, null=True, verbose_name="erased")),
                (
                    "badge",
                    models.CharField(
                        blank=True,
                        choices=[("newsroom", "Newsroom"), ("author", "Author")],
                        editable=False,
                        max_length=10,
                        verbose_name="badge",
                    ),
                ),
                ("masks", models.JSONField(default=list, editable=False, verbose_name="masked")),
                ("weight", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="weight")),
                ("text_key", models.CharField(blank=True, editable=False, max_length=64)),
                ("fingerprint", models.BigIntegerField(editable=False, null=True)),
                ("search_text", newsroom.db.search_fields.SearchTextField(markup=(), sources=("name", "body"))),
                (
                    "wants_decision",
                    models.BooleanField(default=False, editable=False, verbose_name="notify of the decision"),
                ),
                (
                    "wants_replies",
                    models.BooleanField(default=False, editable=False, verbose_name="notify of replies"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="staff",
                    ),
                ),
                (
                    "reply_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="comments.comment",
                        verbose_name="in reply to",
                    ),
                ),
                (
                    "root",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="comments.comment",
                        verbose_name="thread",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["-created_at", "-id"],
                "permissions": [
                    ("moderate_comment", "Can moderate comments and discussions"),
                    ("see_address", "Can view a reader’s address and network (logged)"),
                    ("answer_comment", "Can reply to readers for the newsroom"),
                    ("keep_rules", "Can block readers and set policies and reasons"),
                    ("erase_commenter", "Can export and erase a reader’s data"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AddressAccess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("accessed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
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
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="address_accesses",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "address viewed",
                "verbose_name_plural": "addresses viewed",
                "ordering": ["-accessed_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Commenter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.EmailField(max_length=254, verbose_name="address")),
                ("address_key", models.CharField(editable=False, max_length=64, unique=True)),
                ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                ("muted_at", models.DateTimeField(blank=True, null=True, verbose_name="wants no emails")),
                ("first_seen_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="first seen")),
            ],
            options={
                "verbose_name": "commenter",
                "verbose_name_plural": "commenters",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("address", ""), _negated=True),
                        name="commenter_has_address",
                        violation_error_message="Enter an address.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="comment",
            name="commenter",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="comments",
                to="comments.commenter",
                verbose_name="commenter",
            ),
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reader", "the reader"),
                            ("rules", "the system"),
                            ("retention", "the retention period"),
                            ("replay", "the list of erasures, after a backup was restored"),
                        ],
                        max_length=10,
                        verbose_name="cause",
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("approve", "approved"),
                            ("admit", "published automatically"),
                            ("reject", "rejected"),
                            ("mark_spam", "marked as spam"),
                            ("hold", "set aside"),
                            ("remove", "removed"),
                            ("restore", "restored"),
                            ("send_back", "returned to the queue"),
                            ("pick", "picked"),
                            ("unpick", "unpicked"),
                            ("mask", "masked in part"),
                            ("unmask", "shown in full again"),
                            ("edit", "edited by the reader"),
                            ("take_edit", "edit approved"),
                            ("refuse_edit", "edit rejected"),
                            ("withdraw", "withdrawn"),
                            ("erase", "erased"),
                            ("undo", "undone"),
                        ],
                        max_length=12,
                        verbose_name="decision",
                    ),
                ),
                (
                    "from_status",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("approved", "approved"),
                            ("rejected", "rejected"),
                            ("spam", "spam"),
                            ("removed", "removed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                        verbose_name="before",
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("approved", "approved"),
                            ("rejected", "rejected"),
                            ("spam", "spam"),
                            ("removed", "removed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                        verbose_name="after",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("before", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                ("search_text", newsroom.db.search_fields.SearchTextField(markup=(), sources=("reason",))),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="comments.batch",
                        verbose_name="batch",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="comments.decision",
                        verbose_name="undoes",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["comment", "version"],
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("waiting", models.PositiveIntegerField(default=0, verbose_name="waiting comments")),
                ("claimed_until", models.DateTimeField(null=True, verbose_name="being emailed until")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="emailed")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="moderator",
                    ),
                ),
            ],
            options={
                "verbose_name": "moderator digest",
                "verbose_name_plural": "moderator digests",
            },
        ),
        migrations.CreateModel(
            name="Discussion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "policy",
                    models.CharField(
                        choices=[
                            ("inherit", "as for the section"),
                            ("pre", "open, pre-moderated"),
                            ("post", "open, post-moderated for known readers"),
                            ("closed", "closed"),
                            ("hidden", "hidden"),
                        ],
                        default="inherit",
                        max_length=10,
                        verbose_name="moderation policy",
                    ),
                ),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="closes")),
                (
                    "approved_count",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="approved comments"),
                ),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discussion",
                        to="articles.story",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "discussion",
                "verbose_name_plural": "discussions",
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="comment",
            name="discussion",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="comments.discussion",
                verbose_name="discussion",
            ),
        ),
        migrations.CreateModel(
            name="DiscussionAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "from_policy",
                    models.CharField(
                        choices=[
                            ("inherit", "as for the section"),
                            ("pre", "open, pre-moderated"),
                            ("post", "open, post-moderated for known readers"),
                            ("closed", "closed"),
                            ("hidden", "hidden"),
                        ],
                        max_length=10,
                        verbose_name="before",
                    ),
                ),
                (
                    "to_policy",
                    models.CharField(
                        choices=[
                            ("inherit", "as for the section"),
                            ("pre", "open, pre-moderated"),
                            ("post", "open, post-moderated for known readers"),
                            ("closed", "closed"),
                            ("hidden", "hidden"),
                        ],
                        max_length=10,
                        verbose_name="after",
                    ),
                ),
                ("closes_at", models.DateTimeField(null=True, verbose_name="closes")),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
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
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="comments.discussion",
                        verbose_name="discussion",
                    ),
                ),
            ],
            options={
                "verbose_name": "action on a discussion",
                "verbose_name_plural": "actions on discussions",
                "ordering": ["-decided_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Edit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.TextField(max_length=5000, verbose_name="comment")),
                ("was", models.TextField(verbose_name="before")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("taken", "approved"),
                            ("refused", "rejected"),
                            ("overtaken", "superseded"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="written")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="edits",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "edit",
                "verbose_name_plural": "edits",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(choices=comments.models.flag.flag_names, max_length=20, verbose_name="flag")),
                ("weight", models.PositiveSmallIntegerField(verbose_name="weight")),
                ("detail", models.TextField(blank=True, verbose_name="detail")),
                ("spans", models.JSONField(default=list, verbose_name="places")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="flags",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "edit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="flags",
                        to="comments.edit",
                        verbose_name="edit",
                    ),
                ),
            ],
            options={
                "verbose_name": "flag",
                "verbose_name_plural": "flags",
                "ordering": ["-weight", "name"],
            },
        ),
        migrations.CreateModel(
            name="JoinedCommenter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was", models.BigIntegerField(unique=True)),
                (
                    "commenter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="joined",
                        to="comments.commenter",
                        verbose_name="commenter",
                    ),
                ),
            ],
            options={
                "verbose_name": "merged commenter",
                "verbose_name_plural": "merged commenters",
            },
        ),
        migrations.CreateModel(
            name="MailedLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=comments.models.fields.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("verification", "address confirmation"), ("data", "data")],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked for")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="emailed")),
                ("expires_at", models.DateTimeField(verbose_name="ends")),
                ("used_at", models.DateTimeField(null=True, verbose_name="used")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "French"), ("en", "English")],
                        default="fr",
                        max_length=7,
                        verbose_name="language",
                    ),
                ),
                ("ip_key", models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                (
                    "comment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="links",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "commenter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="comments.commenter",
                        verbose_name="commenter",
                    ),
                ),
            ],
            options={
                "verbose_name": "emailed link",
                "verbose_name_plural": "emailed links",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ModerationPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "policy",
                    models.CharField(
                        choices=[
                            ("inherit", "as for the section"),
                            ("pre", "open, pre-moderated"),
                            ("post", "open, post-moderated for known readers"),
                            ("closed", "closed"),
                            ("hidden", "hidden"),
                        ],
                        default="inherit",
                        max_length=10,
                        verbose_name="moderation policy",
                    ),
                ),
                (
                    "closes_after",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="closes after (days)"),
                ),
                ("holds_until", models.DateTimeField(blank=True, null=True, verbose_name="hold all comments until")),
                (
                    "moderators",
                    models.ManyToManyField(
                        blank=True, related_name="moderated", to=settings.AUTH_USER_MODEL, verbose_name="moderators"
                    ),
                ),
                (
                    "section",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.section",
                        verbose_name="section",
                    ),
                ),
            ],
            options={
                "verbose_name": "moderation policy",
                "verbose_name_plural": "moderation policies",
                "ordering": ["section"],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("decision", "decision"), ("reply", "reply")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="send after")),
                ("claimed_until", models.DateTimeField(null=True, verbose_name="being emailed until")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                ("cancelled_at", models.DateTimeField(null=True, verbose_name="cancelled")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "commenter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to="comments.commenter",
                        verbose_name="commenter",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to="comments.decision",
                        verbose_name="decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "notification",
                "verbose_name_plural": "notifications",
                "ordering": ["due_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="PrivacyAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verb",
                    models.CharField(
                        choices=[("export", "exported"), ("erase", "erased")], max_length=6, verbose_name="action"
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reader", "the reader"),
                            ("rules", "the system"),
                            ("retention", "the retention period"),
                            ("replay", "the list of erasures, after a backup was restored"),
                        ],
                        max_length=10,
                        verbose_name="cause",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="comments")),
                ("done_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "personal data request",
                "verbose_name_plural": "requests for readers’ data",
                "ordering": ["-done_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Reason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.PositiveSmallIntegerField(blank=True, null=True, unique=True, verbose_name="key")),
                ("title_fr", models.CharField(max_length=60, verbose_name="title, in French")),
                ("title_en", models.CharField(max_length=60, verbose_name="title, in English")),
                ("text_fr", models.CharField(max_length=500, verbose_name="text for the reader, in French")),
                ("text_en", models.CharField(max_length=500, verbose_name="text for the reader, in English")),
            ],
            options={
                "verbose_name": "reason for rejection",
                "verbose_name_plural": "reasons for rejection",
                "ordering": ["key", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("key__isnull", True), ("key__range", (1, 9)), _connector="OR"),
                        name="reason_key_from_1_to_9",
                        violation_error_message="The key must be a digit from 1 to 9.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="canned",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="comments.reason",
                verbose_name="reason",
            ),
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=comments.models.fields.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("insult", "insult or personal attack"),
                            ("hate", "hatred or incitement to violence"),
                            ("private", "invasion of privacy"),
                            ("false", "false information"),
                            ("spam", "advertising"),
                            ("other", "something else"),
                        ],
                        max_length=10,
                        verbose_name="category",
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=1000, verbose_name="explanation")),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="address")),
                ("address_key", models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ("ip_key", models.CharField(blank=True, editable=False, max_length=64)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="reported")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="resolved")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to="comments.decision",
                        verbose_name="decision",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="resolved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="RuleChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("create", "created"),
                            ("change", "changed"),
                            ("lift", "lifted"),
                            ("drop", "deleted"),
                        ],
                        max_length=10,
                        verbose_name="action",
                    ),
                ),
                ("about", models.CharField(max_length=300, verbose_name="rule")),
                (
                    "changes",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="changes"
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                ("search_text", newsroom.db.search_fields.SearchTextField(markup=(), sources=("reason", "about"))),
                (
                    "block",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="acts",
                        to="comments.block",
                        verbose_name="block",
                    ),
                ),
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
                    "canned",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="acts",
                        to="comments.reason",
                        verbose_name="reason",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="acts",
                        to="comments.moderationpolicy",
                        verbose_name="moderation policy",
                    ),
                ),
            ],
            options={
                "verbose_name": "action on a rule",
                "verbose_name_plural": "actions on rules",
                "ordering": ["-decided_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Trace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ip", models.GenericIPAddressField(null=True, verbose_name="IP address")),
                ("ip_key", models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ("user_agent", models.CharField(blank=True, max_length=300, verbose_name="browser")),
                ("purge_after", models.DateTimeField(verbose_name="erase after")),
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trace",
                        to="comments.comment",
                        verbose_name="comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "connection data",
                "verbose_name_plural": "connection data",
            },
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.CheckConstraint(condition=models.Q(("key", ""), _negated=True), name="block_has_key"),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="block_has_reason",
                violation_error_message="Give a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at__isnull", True)), fields=("kind", "key"), name="block_once"
            ),
        ),
        migrations.AddIndex(
            model_name="addressaccess",
            index=models.Index(models.F("accessed_at"), name="address_access_by_age"),
        ),
        migrations.AddConstraint(
            model_name="discussion",
            constraint=models.CheckConstraint(
                condition=models.Q(("policy__in", ["inherit", "pre", "post", "closed", "hidden"])),
                name="discussion_policy_known",
                violation_error_message="A discussion is open, closed or hidden.",
            ),
        ),
        migrations.AddConstraint(
            model_name="discussion",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_count__gte", 0)),
                name="discussion_count_not_negative",
                violation_error_message="The number of comments can’t be negative.",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(models.F("status"), models.F("created_at"), name="comment_queue"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(models.F("discussion"), models.F("created_at"), name="comment_in_discussion"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                models.F("discussion"),
                models.F("created_at"),
                models.F("id"),
                condition=models.Q(("published_at__isnull", False), ("root__isnull", True)),
                name="comment_threads",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                django.db.models.functions.comparison.Cast(
                    django.db.models.functions.comparison.Coalesce("root_id", "id"), models.BigIntegerField()
                ),
                name="comment_thread",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["status", "-weight", "created_at"], name="comment_priority"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(models.F("created_at"), name="comment_by_age"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                models.F("published_at"), condition=models.Q(("status", "approved")), name="comment_newest"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                models.F("discussion"),
                models.F("created_at"),
                condition=models.Q(("picked_at__isnull", False)),
                name="comment_picks_of_discussion",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                models.F("text_key"), condition=models.Q(("text_key", ""), _negated=True), name="comment_same_text"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(models.F("created_at"), models.F("fingerprint"), name="comment_alike"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                models.F("commenter"), models.F("status"), models.F("created_at"), name="comment_of_commenter"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                models.F("root"),
                models.F("status"),
                condition=models.Q(("root__isnull", False)),
                name="comment_replies",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["pending", "approved", "rejected", "spam", "removed", "withdrawn"])),
                name="comment_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), ("erased_at__isnull", False), _connector="OR"
                ),
                name="comment_has_name",
                violation_error_message="Enter a name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body", ""), _negated=True), ("erased_at__isnull", False), _connector="OR"
                ),
                name="comment_has_body",
                violation_error_message="Write your comment.",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.LessThanOrEqual(
                    django.db.models.functions.text.Length("body"), 5000
                ),
                name="comment_body_not_too_long",
                violation_error_message="5,000 characters at most.",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reply_to__isnull", True), ("root__isnull", True)),
                    models.Q(("reply_to__isnull", False), ("root__isnull", False)),
                    _connector="OR",
                ),
                name="comment_reply_has_root",
                violation_error_message="A reply must answer a comment of its thread.",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "approved"), _negated=True), ("published_at__isnull", False), _connector="OR"
                ),
                name="comment_approved_is_published",
                violation_error_message="An approved comment needs a publication date.",
            ),
        ),
        migrations.AddIndex(
            model_name="discussionact",
            index=models.Index(models.F("decided_at"), name="discussion_act_by_age"),
        ),
        migrations.AddConstraint(
            model_name="discussionact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_policy__in", ["inherit", "pre", "post", "closed", "hidden"]),
                    ("to_policy__in", ["inherit", "pre", "post", "closed", "hidden"]),
                ),
                name="discussion_act_policies_known",
            ),
        ),
        migrations.AddIndex(
            model_name="edit",
            index=models.Index(models.F("created_at"), condition=models.Q(("state", "waiting")), name="edit_queue"),
        ),
        migrations.AddConstraint(
            model_name="edit",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "taken", "refused", "overtaken"])), name="edit_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="edit",
            constraint=models.CheckConstraint(condition=models.Q(("body", ""), _negated=True), name="edit_has_body"),
        ),
        migrations.AddConstraint(
            model_name="edit",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.LessThanOrEqual(
                    django.db.models.functions.text.Length("body"), 5000
                ),
                name="edit_body_not_too_long",
            ),
        ),
        migrations.AddConstraint(
            model_name="edit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")), fields=("comment",), name="edit_waits_once"
            ),
        ),
        migrations.AddIndex(
            model_name="flag",
            index=models.Index(models.F("name"), name="flag_by_name"),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("edit__isnull", True)), fields=("comment", "name"), name="flag_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("edit__isnull", False)), fields=("edit", "name"), name="flag_once_an_edit"
            ),
        ),
        migrations.AddConstraint(
            model_name="moderationpolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("policy__in", ["inherit", "pre", "post", "closed", "hidden"])),
                name="moderation_policy_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="moderationpolicy",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Coalesce("section", models.Value(0)),
                name="moderation_policy_once_a_section",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                models.F("due_at"),
                condition=models.Q(("cancelled_at__isnull", True), ("sent_at__isnull", True)),
                name="notification_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_at__isnull", True), ("cancelled_at__isnull", True), _connector="OR"),
                name="notification_sent_or_cancelled",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.UniqueConstraint(fields=("kind", "commenter", "decision"), name="notification_once"),
        ),
        migrations.AddConstraint(
            model_name="privacyact",
            constraint=models.CheckConstraint(
                condition=models.Q(("verb__in", ["export", "erase"])), name="privacy_act_verb_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="privacyact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by__isnull", False), ("cause", "")),
                    models.Q(("by__isnull", True), ("cause__in", ["reader", "rules", "retention", "replay"])),
                    _connector="OR",
                ),
                name="privacy_act_is_somebodys_or_has_a_cause",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(models.F("decided_at"), models.F("id"), name="decision_by_age"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(models.F("by"), models.F("decided_at"), name="decision_by_person"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("comment", "version"), name="decision_once_a_version"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "verb__in",
                        [
                            "approve",
                            "admit",
                            "reject",
                            "mark_spam",
                            "hold",
                            "remove",
                            "restore",
                            "send_back",
                            "pick",
                            "unpick",
                            "mask",
                            "unmask",
                            "edit",
                            "take_edit",
                            "refuse_edit",
                            "withdraw",
                            "erase",
                            "undo",
                        ],
                    )
                ),
                name="decision_verb_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_status__in", ["pending", "approved", "rejected", "spam", "removed", "withdrawn"]),
                    ("to_status__in", ["pending", "approved", "rejected", "spam", "removed", "withdrawn"]),
                ),
                name="decision_states_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_status", models.F("to_status")), _negated=True),
                    (
                        "verb__in",
                        [
                            "hold",
                            "pick",
                            "unpick",
                            "mask",
                            "unmask",
                            "edit",
                            "take_edit",
                            "refuse_edit",
                            "erase",
                            "undo",
                        ],
                    ),
                    _connector="OR",
                ),
                name="decision_changes_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("by__isnull", False), ("verb__in", ["admit", "edit", "withdraw", "erase"]), _connector="OR"
                ),
                name="decision_has_somebody_behind_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by__isnull", False), ("cause", "")),
                    models.Q(("by__isnull", True), ("cause__in", ["reader", "rules", "retention", "replay"])),
                    _connector="OR",
                ),
                name="decision_is_somebodys_or_has_a_cause",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verb__in", ["reject", "restore"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="decision_has_its_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undoes__isnull", False), ("verb", "undo")),
                    models.Q(models.Q(("verb", "undo"), _negated=True), ("undoes__isnull", True)),
                    _connector="OR",
                ),
                name="decision_undoes_another",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                models.F("created_at"), condition=models.Q(("settled_at__isnull", True)), name="report_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(models.F("ip_key"), models.F("created_at"), name="report_by_network"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at__isnull", True), models.Q(("ip_key", ""), _negated=True)),
                fields=("comment", "ip_key"),
                name="report_once_a_network",
            ),
        ),
        migrations.AddIndex(
            model_name="rulechange",
            index=models.Index(models.F("decided_at"), name="rule_change_by_age"),
        ),
        migrations.AddConstraint(
            model_name="rulechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("verb__in", ["create", "change", "lift", "drop"])), name="rule_change_verb_known"
            ),
        ),
    ]
