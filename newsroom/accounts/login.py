"""The desk's log-in, which limits failed attempts by account and by network and logs each failure."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from newsroom.db.locks import lock
from newsroom.http.network import network_of, reader_ip
from newsroom.models import LoginFailure

WINDOW = timedelta(minutes=10)
# Failures in one window. The low limit counts an account from one network, so that five attempts by a stranger don't
# lock the owner out.
OF_ACCOUNT_FROM_NETWORK = 5
OF_ACCOUNT = 50
FROM_NETWORK = 30

log = logging.getLogger(__name__)


class LoginForm(AdminAuthenticationForm):
    """Django's, which checks no password after too many attempts."""

    error_messages = AdminAuthenticationForm.error_messages | {
        "too_many": _("Too many attempts. Wait ten minutes, then try again."),
    }

    request: HttpRequest

    def clean(self) -> dict[str, Any]:
        """Check name and password; an attempt is recorded before it is made, so that many at once all count."""
        username = self.cleaned_data.get("username") or ""
        attempt = begin(username, reader_ip(self.request), at=timezone.now())
        if attempt is None:
            log.warning("A log-in as %s was refused: too many attempts.", _known(username))
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        try:
            cleaned = super().clean()
        except ValidationError:
            log.warning("A log-in as %s failed.", _known(username))
            raise
        LoginFailure.objects.forget(attempt)
        return cleaned


@transaction.atomic
def begin(username: str, ip: str | None, *, at: datetime) -> LoginFailure | None:
    """Record the attempt, which counts as a failure until it is forgotten; None where there were too many before."""
    account, network = _key("account", username.casefold()), _key("network", network_of(ip) if ip else "")
    lock(account, network)
    lately = LoginFailure.objects.between(at - WINDOW, at + WINDOW)
    of_account, from_network = lately.filter(account_key=account), lately.filter(network_key=network)
    if (
        of_account.filter(network_key=network).count() >= OF_ACCOUNT_FROM_NETWORK
        or of_account.count() >= OF_ACCOUNT
        or from_network.count() >= FROM_NETWORK
    ):
        return None
    return LoginFailure.objects.create(account_key=account, network_key=network, failed_at=at)


def forget_old(at: datetime) -> None:
    """Delete the failures that no longer count."""
    LoginFailure.objects.before(at - WINDOW).delete()


def _key(purpose: str, value: str) -> str:
    return salted_hmac(f"newsroom.accounts.login.{purpose}", value, algorithm="sha256").hexdigest()


def _known(username: str) -> str:
    """The name for the log where there is such an account: people type passwords into the wrong field."""
    exists = get_user_model().objects.filter(**{get_user_model().USERNAME_FIELD: username}).exists()
    return repr(username) if exists else "somebody unknown"
