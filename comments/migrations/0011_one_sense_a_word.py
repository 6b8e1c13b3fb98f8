"""Words that had two senses have one each: labels alone, no row changes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0010_search_texts"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="housepolicy",
            options={
                "ordering": ["section"],
                "verbose_name": "moderation policy",
                "verbose_name_plural": "moderation policies",
            },
        ),
        migrations.AlterField(
            model_name="block",
            name="label",
            field=models.CharField(max_length=200, verbose_name="blocked item"),
        ),
        migrations.AlterField(
            model_name="dataact",
            name="verb",
            field=models.CharField(
                choices=[("export", "exported"), ("erase", "erased")], max_length=6, verbose_name="action"
            ),
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
                    ("restore", "restored"),
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
                verbose_name="moderation policy",
            ),
        ),
        migrations.AlterField(
            model_name="edit",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "waiting"),
                    ("taken", "approved"),
                    ("refused", "rejected"),
                    ("overtaken", "overtaken"),
                ],
                default="waiting",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="housepolicy",
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
                verbose_name="moderation policy",
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="due_at",
            field=models.DateTimeField(verbose_name="send after"),
        ),
        migrations.AlterField(
            model_name="ruleact",
            name="policy",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="acts",
                to="comments.housepolicy",
                verbose_name="moderation policy",
            ),
        ),
        migrations.AlterField(
            model_name="ruleact",
            name="verb",
            field=models.CharField(
                choices=[("lay_down", "laid down"), ("change", "changed"), ("lift", "lifted"), ("drop", "taken away")],
                max_length=10,
                verbose_name="action",
            ),
        ),
    ]
