"""
Readers and reports are known by the one form of their address from now on.

What is kept in plain gets its new key, and a block that was laid down on it goes along. Where two rows are one reader
now, both stay until `manage.py rekey_addresses` joins them.
"""

from django.db import migrations

from comments.models.commenter import address_keys


def make_anew(apps, _schema_editor):
    """Give new keys to whom no key of today finds."""
    commenters, reports, blocks = (apps.get_model("comments", name) for name in ("Commenter", "Report", "Block"))
    for row in commenters.objects.only("pk", "address", "address_key").iterator():
        keys = address_keys(row.address)
        if row.address_key in keys:
            continue
        _move_block(blocks, row.address_key, keys)
        if not commenters.objects.filter(address_key__in=keys).exists():
            commenters.objects.filter(pk=row.pk).update(address_key=keys[0])
    for row in reports.objects.exclude(address="").only("pk", "address", "address_key").iterator():
        keys = address_keys(row.address)
        if row.address_key not in keys:
            _move_block(blocks, row.address_key, keys)
            reports.objects.filter(pk=row.pk).update(address_key=keys[0])


def _move_block(blocks, old, keys):
    there = blocks.objects.filter(kind="address", lifted_at__isnull=True)
    if not there.filter(key__in=keys).exists():
        there.filter(key=old).update(key=keys[0])


class Migration(migrations.Migration):
    dependencies = [("comments", "0013_whole_details")]

    # Back: the code of before makes its keys of what is kept in plain with `manage.py rekey_addresses`.
    operations = [migrations.RunPython(make_anew, migrations.RunPython.noop)]
