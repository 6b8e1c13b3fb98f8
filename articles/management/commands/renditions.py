"""Make the files of pictures anew; see `Command`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.images import files
from articles.models import Image


class Command(BaseCommand):
    """Make them here and now, not by the worker; a picture that can't be made is named, and the others go on."""

    help = "Makes the files that pictures are shown by anew, of all pictures or of those that lack some."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --missing."""
        parser.add_argument("--missing", action="store_true", help="only where files are missing")

    def handle(self, *args: Any, missing: bool, **options: Any) -> None:
        """Make them; raises CommandError where some couldn't be made."""
        made, failed = 0, []
        for image in files.missing() if missing else Image.objects.with_credit().one_by_one():
            try:
                files.make_again(image)
            except Exception as error:  # the storage's or the picture's own; it is named below
                failed.append(f"{image.pk} ({type(error).__name__})")
            else:
                made += 1
        self.stdout.write(f"Pictures whose files were made anew: {made}.")
        if failed:
            raise CommandError(f"These pictures failed: {', '.join(failed)}.")
