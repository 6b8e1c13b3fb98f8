"""The tables behind the page cache (newsroom/pagecache.py), and of failed log-ins (newsroom/login.py)."""

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


class LoginFailureQuerySet(models.QuerySet):
    """The questions that the log-in asks."""

    def between(self, since, until):
        """Return what failed in (since, until]."""
        return self.filter(failed_at__gt=since, failed_at__lte=until)

    def before(self, moment):
        """Return what failed by this moment."""
        return self.filter(failed_at__lte=moment)

    def forget(self, attempt):
        """Take back an attempt that was a success."""
        self.filter(pk=attempt.pk).delete()


class LoginFailure(models.Model):
    """A log-in that failed: of which account and from which network, as keys that tell neither."""

    account_key = models.CharField(max_length=64)
    network_key = models.CharField(max_length=64)
    failed_at = models.DateTimeField()

    objects = LoginFailureQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("account_key", "failed_at", name="login_failure_of_account"),
            models.Index("network_key", "failed_at", name="login_failure_of_network"),
        ]

    def __str__(self):
        return f"login failure {self.pk}"
