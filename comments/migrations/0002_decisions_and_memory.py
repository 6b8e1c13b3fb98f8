"""Verbs beyond yes and no, edits, reports, blocks, reasons, policies, letters; a comment may lose its commenter."""

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import comments.models.comment


def give_reasons(apps, schema_editor):
    """Say of old rejections that had no reason that they had none: from now on each has one."""
    decisions = apps.get_model("comments", "Decision").objects
    decisions.filter(verb="reject", reason="").update(reason="–")


def weigh(apps, schema_editor):
    """Give the comments that wait the weight of their clues."""
    comments = apps.get_model("comments", "Comment").objects.filter(status="pending")
    for comment in comments.annotate(total=models.Sum("clues__weight")).exclude(total=None):
        comment.weight = comment.total
        comment.save(update_fields=["weight"])


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_pictures"),
        ("comments", "0001_discussions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="comment",
            options={
                "ordering": ["-created_at", "-id"],
                "permissions": [
                    ("moderate_comment", "Can decide on comments and discussions"),
                    ("see_address", "Can see a reader’s address and network, which is logged"),
                    ("answer_comment", "Can answer readers for the newsroom"),
                    ("keep_rules", "Can block readers and lay down policies and reasons"),
                    ("erase_commenter", "Can export and erase what is kept of a reader"),
                ],
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
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
                            ("address", "e-mail address"),
                            ("network", "network"),
                            ("domain", "domain that is linked to"),
                            ("phrase", "words"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=200)),
                ("label", models.CharField(max_length=200, verbose_name="what")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="ends")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="set up"),
                ),
                ("lifted_at", models.DateTimeField(editable=False, null=True, verbose_name="lifted")),
            ],
            options={
                "verbose_name": "block",
                "verbose_name_plural": "blocks",
                "ordering": ["-created_at", "-id"],
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
                            ("refused", "refused"),
                            ("overtaken", "overtaken"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="written")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
            ],
            options={
                "verbose_name": "edit",
                "verbose_name_plural": "edits",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="HousePolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "policy",
                    models.CharField(
                        choices=[
                            ("inherit", "as the section has it"),
                            ("pre", "open, comments wait for approval"),
                            ("post", "open, known readers’ comments appear at once"),
                            ("closed", "closed"),
                            ("hidden", "hidden"),
                        ],
                        default="inherit",
                        max_length=10,
                        verbose_name="policy",
                    ),
                ),
                (
                    "closes_after",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="closes after (days)"),
                ),
                ("holds_until", models.DateTimeField(blank=True, null=True, verbose_name="holds everything until")),
            ],
            options={
                "verbose_name": "policy",
                "verbose_name_plural": "policies",
                "ordering": ["section"],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("decision", "decision"), ("reply", "reply")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                ("cancelled_at", models.DateTimeField(null=True, verbose_name="cancelled")),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
                "ordering": ["due_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("looked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
            ],
            options={
                "verbose_name": "look at an address",
                "verbose_name_plural": "looks at addresses",
                "ordering": ["-looked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MailedLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=comments.models.comment.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("proof", "proof of the address"), ("data", "data")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="mailed")),
                ("expires_at", models.DateTimeField(verbose_name="ends")),
                ("used_at", models.DateTimeField(null=True, verbose_name="used")),
            ],
            options={
                "verbose_name": "mailed link",
                "verbose_name_plural": "mailed links",
                "ordering": ["-created_at", "-id"],
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
                "verbose_name": "reason for a refusal",
                "verbose_name_plural": "reasons for refusals",
                "ordering": ["key", "id"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=comments.models.comment.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("insult", "insults somebody"),
                            ("hate", "calls for hatred or violence"),
                            ("private", "tells private things of somebody"),
                            ("false", "says what isn’t true"),
                            ("spam", "is advertising"),
                            ("other", "something else"),
                        ],
                        max_length=10,
                        verbose_name="category",
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=1000, verbose_name="in words")),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="address")),
                ("ip_key", models.CharField(blank=True, editable=False, max_length=64)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="reported")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="settled")),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="clue",
            name="clue_once",
        ),
        migrations.RemoveConstraint(
            model_name="clue",
            name="clue_name_known",
        ),
        migrations.RemoveConstraint(
            model_name="comment",
            name="comment_has_name",
        ),
        migrations.RemoveConstraint(
            model_name="comment",
            name="comment_has_body",
        ),
        migrations.RemoveConstraint(
            model_name="commenter",
            name="commenter_standing_known",
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_verb_known",
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_changes_something",
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_has_somebody_behind_it",
        ),
        migrations.RemoveConstraint(
            model_name="discussion",
            name="discussion_policy_known",
        ),
        migrations.RemoveConstraint(
            model_name="discussionact",
            name="discussion_act_policies_known",
        ),
        migrations.RemoveField(
            model_name="commenter",
            name="standing",
        ),
        migrations.AddField(
            model_name="clue",
            name="spans",
            field=models.JSONField(default=list, verbose_name="places"),
        ),
        migrations.AddField(
            model_name="comment",
            name="badge",
            field=models.CharField(
                blank=True,
                choices=[("newsroom", "Newsroom"), ("author", "Author of the story")],
                editable=False,
                max_length=10,
                verbose_name="badge",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="staff",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited"),
        ),
        migrations.AddField(
            model_name="comment",
            name="erased_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="erased"),
        ),
        migrations.AddField(
            model_name="comment",
            name="fingerprint",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="held_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="held"),
        ),
        migrations.AddField(
            model_name="comment",
            name="masks",
            field=models.JSONField(default=list, editable=False, verbose_name="masked"),
        ),
        migrations.AddField(
            model_name="comment",
            name="picked_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="picked"),
        ),
        migrations.AddField(
            model_name="comment",
            name="text_key",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="comment",
            name="wants_decision",
            field=models.BooleanField(default=False, editable=False, verbose_name="wants to be told of the decision"),
        ),
        migrations.AddField(
            model_name="comment",
            name="wants_replies",
            field=models.BooleanField(default=False, editable=False, verbose_name="wants to be told of replies"),
        ),
        migrations.AddField(
            model_name="comment",
            name="weight",
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="weight"),
        ),
        migrations.AddField(
            model_name="commenter",
            name="muted_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="wants no mail"),
        ),
        migrations.AddField(
            model_name="decision",
            name="before",
            field=models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
        ),
        migrations.AddField(
            model_name="decision",
            name="undoes",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="comments.decision",
                verbose_name="undoes",
            ),
        ),
        migrations.AlterField(
            model_name="clue",
            name="name",
            field=models.CharField(
                choices=[
                    ("honeypot", "a field was filled that people don’t see"),
                    ("links", "links in the text"),
                    ("no_browser", "doesn’t look like a browser"),
                    ("check_failed", "a check failed"),
                    ("too_fast", "sent faster than anybody types"),
                    ("cross_site", "sent from another site"),
                    ("script", "another script than the story’s"),
                    ("capitals", "written in capitals"),
                    ("personal", "an address or a telephone number in the text"),
                    ("staff_name", "the name looks like one of the staff’s"),
                    ("duplicate", "the same text was sent before"),
                    ("near_duplicate", "nearly the same text was sent before"),
                    ("throw_away", "a throw-away address"),
                    ("words", "words on the list"),
                    ("flood", "a great many comments in a short time"),
                    ("refused_before", "comments of this reader were refused lately"),
                    ("heat", "the discussion is heated"),
                    ("blocked", "blocked by a moderator"),
                    ("house", "everything is held at the moment"),
                ],
                max_length=20,
                verbose_name="clue",
            ),
        ),
        migrations.AlterField(
            model_name="comment",
            name="body",
            field=models.TextField(blank=True, max_length=5000, verbose_name="comment"),
        ),
        migrations.AlterField(
            model_name="comment",
            name="commenter",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="comments",
                to="comments.commenter",
                verbose_name="commenter",
            ),
        ),
        migrations.AlterField(
            model_name="comment",
            name="name",
            field=models.CharField(blank=True, max_length=60, verbose_name="name"),
        ),
        migrations.AlterField(
            model_name="decision",
            name="verb",
            field=models.CharField(
                choices=[
                    ("approve", "approved"),
                    ("admit", "published by the rules"),
                    ("hold", "held"),
                    ("reject", "rejected"),
                    ("mark_spam", "marked as spam"),
                    ("send_back", "sent back"),
                    ("remove", "removed"),
                    ("restore", "put back"),
                    ("pick", "picked"),
                    ("unpick", "picked no more"),
                    ("mask", "masked in part"),
                    ("unmask", "unmasked"),
                    ("edit", "edited by the reader"),
                    ("take_edit", "edit approved"),
                    ("refuse_edit", "edit refused"),
                    ("withdraw", "withdrawn"),
                    ("erase", "erased"),
                    ("undo", "undone"),
                ],
                max_length=12,
                verbose_name="decision",
            ),
        ),
        migrations.AlterField(
            model_name="discussion",
            name="policy",
            field=models.CharField(
                choices=[
                    ("inherit", "as the section has it"),
                    ("pre", "open, comments wait for approval"),
                    ("post", "open, known readers’ comments appear at once"),
                    ("closed", "closed"),
                    ("hidden", "hidden"),
                ],
                default="inherit",
                max_length=10,
                verbose_name="policy",
            ),
        ),
        migrations.AlterField(
            model_name="discussionact",
            name="from_policy",
            field=models.CharField(
                choices=[
                    ("inherit", "as the section has it"),
                    ("pre", "open, comments wait for approval"),
                    ("post", "open, known readers’ comments appear at once"),
                    ("closed", "closed"),
                    ("hidden", "hidden"),
                ],
                max_length=10,
                verbose_name="before",
            ),
        ),
        migrations.AlterField(
            model_name="discussionact",
            name="to_policy",
            field=models.CharField(
                choices=[
                    ("inherit", "as the section has it"),
                    ("pre", "open, comments wait for approval"),
                    ("post", "open, known readers’ comments appear at once"),
                    ("closed", "closed"),
                    ("hidden", "hidden"),
                ],
                max_length=10,
                verbose_name="after",
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
                models.F("text_key"), condition=models.Q(("text_key", ""), _negated=True), name="comment_same_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), ("erased_at__isnull", False), _connector="OR"
                ),
                name="comment_has_name",
                violation_error_message="A comment is signed with a name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body", ""), _negated=True), ("erased_at__isnull", False), _connector="OR"
                ),
                name="comment_has_body",
                violation_error_message="A comment has a text.",
            ),
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
            model_name="discussionact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_policy__in", ["inherit", "pre", "post", "closed", "hidden"]),
                    ("to_policy__in", ["inherit", "pre", "post", "closed", "hidden"]),
                ),
                name="discussion_act_policies_known",
            ),
        ),
        migrations.AddField(
            model_name="batch",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="batch",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="comments.batch",
                verbose_name="batch",
            ),
        ),
        migrations.AddField(
            model_name="block",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="block",
            name="lifted_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="lifted by",
            ),
        ),
        migrations.AddField(
            model_name="edit",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="edits",
                to="comments.comment",
                verbose_name="comment",
            ),
        ),
        migrations.AddField(
            model_name="clue",
            name="edit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="clues",
                to="comments.edit",
                verbose_name="edit",
            ),
        ),
        migrations.AddIndex(
            model_name="clue",
            index=models.Index(models.F("name"), name="clue_by_name"),
        ),
        migrations.AddConstraint(
            model_name="clue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "name__in",
                        [
                            "honeypot",
                            "links",
                            "no_browser",
                            "check_failed",
                            "too_fast",
                            "cross_site",
                            "script",
                            "capitals",
                            "personal",
                            "staff_name",
                            "duplicate",
                            "near_duplicate",
                            "throw_away",
                            "words",
                            "flood",
                            "refused_before",
                            "heat",
                            "blocked",
                            "house",
                        ],
                    )
                ),
                name="clue_name_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="clue",
            constraint=models.UniqueConstraint(
                condition=models.Q(("edit__isnull", True)), fields=("comment", "name"), name="clue_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="clue",
            constraint=models.UniqueConstraint(
                condition=models.Q(("edit__isnull", False)), fields=("edit", "name"), name="clue_once_an_edit"
            ),
        ),
        migrations.AddField(
            model_name="housepolicy",
            name="moderators",
            field=models.ManyToManyField(
                blank=True, related_name="moderated", to=settings.AUTH_USER_MODEL, verbose_name="moderators"
            ),
        ),
        migrations.AddField(
            model_name="housepolicy",
            name="section",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.section",
                verbose_name="section",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letters",
                to="comments.comment",
                verbose_name="comment",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="commenter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letters",
                to="comments.commenter",
                verbose_name="commenter",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letters",
                to="comments.decision",
                verbose_name="decision",
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="looks",
                to="comments.comment",
                verbose_name="comment",
            ),
        ),
        migrations.AddField(
            model_name="mailedlink",
            name="commenter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="links",
                to="comments.commenter",
                verbose_name="commenter",
            ),
        ),
        migrations.AddConstraint(
            model_name="reason",
            constraint=models.CheckConstraint(
                condition=models.Q(("key__isnull", True), ("key__range", (1, 9)), _connector="OR"),
                name="reason_key_from_1_to_9",
                violation_error_message="The key is a number from 1 to 9.",
            ),
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
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "verb__in",
                        [
                            "approve",
                            "admit",
                            "hold",
                            "reject",
                            "mark_spam",
                            "send_back",
                            "remove",
                            "restore",
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
                    models.Q(("from_status", models.F("to_status")), _negated=True),
                    (
                        "verb__in",
                        (
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
                        ),
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
                    ("by__isnull", False), ("verb__in", ("admit", "edit", "withdraw", "erase")), _connector="OR"
                ),
                name="decision_has_somebody_behind_it",
            ),
        ),
        migrations.RunPython(give_reasons, migrations.RunPython.noop),
        migrations.RunPython(weigh, migrations.RunPython.noop),
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
        migrations.AddField(
            model_name="report",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="comments.comment",
                verbose_name="comment",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="decision",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="reports",
                to="comments.decision",
                verbose_name="decision",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="settled by",
            ),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["address", "network", "domain", "phrase"])), name="block_kind_known"
            ),
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
                violation_error_message="A block has a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at__isnull", True)), fields=("kind", "key"), name="block_once"
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
        migrations.AddConstraint(
            model_name="housepolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("policy__in", ["inherit", "pre", "post", "closed", "hidden"])),
                name="house_policy_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="housepolicy",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Coalesce("section", models.Value(0)), name="house_policy_once"
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                models.F("due_at"),
                condition=models.Q(("cancelled_at__isnull", True), ("sent_at__isnull", True)),
                name="letter_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["decision", "reply"])), name="letter_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_at__isnull", True), ("cancelled_at__isnull", True), _connector="OR"),
                name="letter_sent_or_cancelled",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(fields=("kind", "commenter", "decision"), name="letter_once"),
        ),
        migrations.AddConstraint(
            model_name="mailedlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["proof", "data"])), name="mailed_link_kind_known"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                models.F("created_at"), condition=models.Q(("settled_at__isnull", True)), name="report_queue"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("category__in", ["insult", "hate", "private", "false", "spam", "other"])),
                name="report_category_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at__isnull", True), models.Q(("ip_key", ""), _negated=True)),
                fields=("comment", "ip_key"),
                name="report_once_a_network",
            ),
        ),
    ]
