"""What readers say."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """Discussions, comments, and the private identities behind them."""

    name = "comments"
    verbose_name = _("Readers")
