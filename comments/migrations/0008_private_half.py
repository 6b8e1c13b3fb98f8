"""A comment sent twice is known by what it says, not by a digest that leads to its receipt for ever."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("comments", "0007_mailed_and_logged")]

    operations = [migrations.RemoveField(model_name="comment", name="submission_id")]
