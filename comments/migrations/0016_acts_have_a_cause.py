"""No row of the log is nobody's: it names somebody of the newsroom, or a cause."""

from importlib import import_module

from django.db import migrations, models

SOMEBODYS = import_module("comments.migrations.0015_who_erased").SOMEBODYS


class Migration(migrations.Migration):
    # Apart from 0015: PostgreSQL adds no constraint to rows that were written in the same transaction.
    dependencies = [("comments", "0015_who_erased")]

    operations = [
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(condition=SOMEBODYS, name="decision_is_somebodys_or_has_a_cause"),
        ),
        migrations.AddConstraint(
            model_name="dataact",
            constraint=models.CheckConstraint(condition=SOMEBODYS, name="data_act_is_somebodys_or_has_a_cause"),
        ),
    ]
