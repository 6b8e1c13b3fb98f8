"""The two tables behind the page cache: see newsroom/pagecache.py."""

from django.db import models
from django.utils import timezone


class Stamp(models.Model):
    """
    A key and a number: whatever changes a page adds one to its stamp, in the same transaction.

    `acted_at` is when the last of these acts took effect, by the clock of whoever did it.
    """

    key = models.CharField(max_length=100, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    acted_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.key} {self.number}"


class Flip(models.Model):
    """A moment at which the clock alone changes the pages of a stamp: an edition goes live, or ends."""

    key = models.CharField(max_length=100)
    flips_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "flips_at"], name="flip_once")]

    def __str__(self):
        return f"{self.key} {self.flips_at:%Y-%m-%d %H:%M:%S}"
