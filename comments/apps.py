"""What readers say."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """Discussions, comments, and the private identities behind them."""

    name = "comments"
    verbose_name = _("Readers")

    def ready(self) -> None:
        """Register what has to hold for what is kept of readers."""
        from comments import checks  # noqa: F401 -- importing it registers them
