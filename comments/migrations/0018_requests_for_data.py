"""The log of readers' data counts requests: its rows are called so."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("comments", "0017_joined_commenters")]

    operations = [
        migrations.AlterModelOptions(
            name="dataact",
            options={
                "ordering": ["-done_at", "-id"],
                "verbose_name": "request for a reader’s data",
                "verbose_name_plural": "requests for readers’ data",
            },
        ),
    ]
