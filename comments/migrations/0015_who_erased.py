"""
The log says who or what is behind an act where nobody of the newsroom is.

Of an erasure of before it knows only what the log of readers' data says of the same moment; of the others, nothing.
"""

from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery

CAUSES = [
    ("reader", "the reader"),
    ("rules", "the rules"),
    ("retention", "the retention period"),
    ("replay", "the list of erasures, after a backup was restored"),
    ("unknown", "somebody who wasn’t noted down"),
]
SOMEBODYS = Q(by__isnull=False, cause="") | Q(by__isnull=True, cause__in=[value for value, _label in CAUSES])


def tell(apps, _schema_editor):
    """Say of each row that names nobody what is known of it."""
    decisions, acts = (apps.get_model("comments", name).objects for name in ("Decision", "DataAct"))
    acts.filter(by__isnull=True).update(cause="reader")
    nobodys = decisions.filter(by__isnull=True)
    nobodys.filter(verb="admit").update(cause="rules")
    nobodys.filter(verb__in=["edit", "withdraw"]).update(cause="reader")
    erasures, told = nobodys.filter(verb="erase"), acts.filter(verb="erase")
    erasures.update(cause="unknown")
    # An erasure of all that is kept of a reader is one moment in both logs.
    by_readers, by_staff = told.filter(by__isnull=True), told.filter(by__isnull=False)
    erasures.filter(decided_at__in=by_readers.values("done_at")).update(cause="reader")
    who = by_staff.filter(done_at=OuterRef("decided_at")).values("by")
    erasures.filter(decided_at__in=by_staff.values("done_at")).update(by=Subquery(who[:1]), cause="")


def name_nobody(apps, _schema_editor):
    """Let erasures name nobody, as before."""
    apps.get_model("comments", "Decision").objects.filter(verb="erase").update(by=None, cause="unknown")


class Migration(migrations.Migration):
    dependencies = [("comments", "0014_address_keys"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="cause",
            field=models.CharField(blank=True, choices=CAUSES, default="", max_length=10, verbose_name="cause"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="dataact",
            name="cause",
            field=models.CharField(blank=True, choices=CAUSES, default="", max_length=10, verbose_name="cause"),
            preserve_default=False,
        ),
        migrations.RunPython(tell, name_nobody),
    ]
