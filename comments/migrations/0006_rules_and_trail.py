"""The log of the rules, what moderators were mailed, and the indexes of the audit trail and the feeds."""

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0005_picks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("waiting", models.PositiveIntegerField(default=0, verbose_name="waiting comments")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="mailed")),
            ],
            options={
                "verbose_name": "digest for a moderator",
                "verbose_name_plural": "digests for moderators",
            },
        ),
        migrations.CreateModel(
            name="RuleAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("lay_down", "laid down"),
                            ("change", "changed"),
                            ("lift", "lifted"),
                            ("drop", "taken away"),
                        ],
                        max_length=10,
                        verbose_name="what",
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
            ],
            options={
                "verbose_name": "act on a rule",
                "verbose_name_plural": "acts on rules",
                "ordering": ["-decided_at", "-id"],
            },
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                models.F("published_at"), condition=models.Q(("status", "approved")), name="comment_newest"
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
        migrations.AddIndex(
            model_name="discussionact",
            index=models.Index(models.F("decided_at"), name="discussion_act_by_age"),
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(models.F("looked_at"), name="look_by_age"),
        ),
        migrations.AddField(
            model_name="digest",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="moderator",
            ),
        ),
        migrations.AddField(
            model_name="ruleact",
            name="block",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="acts",
                to="comments.block",
                verbose_name="block",
            ),
        ),
        migrations.AddField(
            model_name="ruleact",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="ruleact",
            name="canned",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="acts",
                to="comments.reason",
                verbose_name="reason",
            ),
        ),
        migrations.AddField(
            model_name="ruleact",
            name="policy",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="acts",
                to="comments.housepolicy",
                verbose_name="policy",
            ),
        ),
        migrations.AddIndex(
            model_name="ruleact",
            index=models.Index(models.F("decided_at"), name="rule_act_by_age"),
        ),
        migrations.AddConstraint(
            model_name="ruleact",
            constraint=models.CheckConstraint(
                condition=models.Q(("verb__in", ["lay_down", "change", "lift", "drop"])), name="rule_act_verb_known"
            ),
        ),
    ]
