"""What somebody asks for by an address: the link to all that is kept under it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DataRequestQuerySet(models.QuerySet):
    """The questions asked about what was asked for."""

    def from_network(self, keys):
        """Return what was asked for from a network, known by its keys."""
        return self.filter(ip_key__in=keys)

    def since(self, moment):
        """Return what was asked for after this moment."""
        return self.filter(asked_at__gt=moment)

    def before(self, moment):
        """Return what was asked for by this moment."""
        return self.filter(asked_at__lte=moment)

    def naming(self, keys):
        """Return what waits and was asked for by an address with one of these keys."""
        found = models.Q(pk__in=[])
        for key in keys:
            found |= models.Q(keys__contains=key)
        return self.filter(found)

    def forget_address(self):
        """Keep that something was asked for, and from which network, without the address; return how many."""
        return self.update(keys="")

    forget_address.alters_data = True


class DataRequest(models.Model):
    """
    One time that somebody asked for the link to what is kept under an address, known here or not.

    `keys` are those of the address, with a space between, until the worker has looked under them: so that asking costs
    the same whether it is known or not, and no task holds anything of it. `ip_key` is the network that asked.
    """

    keys = models.TextField(_("address"), blank=True)
    language = models.CharField(_("language"), max_length=7, choices=settings.LANGUAGES)
    ip_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for the link to a reader’s data")
        verbose_name_plural = _("requests for the link to a reader’s data")

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
