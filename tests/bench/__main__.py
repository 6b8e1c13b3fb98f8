"""Builds a database of its own, measures, prints a table, and says how busy the machine was: half the answer."""

import gc
import os


def main():
    """Measure on an empty database that is gone afterwards: SQLite, or PostgreSQL where TEST_DATABASE_URL names one."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        _measure()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _measure():
    # What imports models can only be imported now.
    from django.utils import timezone

    from tests.bench import comments, measuring, stock
    from tests.factories import make_user

    editor = make_user("editor", groups=["Editor"])
    print(
        f"Building a story of {stock.BLOCK_COUNT} blocks and {stock.VERSION_COUNT} versions, "
        f"and {stock.ARCHIVE:,} more stories.",
        flush=True,
    )
    story = stock.long_story(editor)
    stock.archive(editor, timezone.now())
    print(f"Building {comments.COMMENTS:,} comments, {comments.UNDER_ONE:,} of them under one story.", flush=True)
    busiest = comments.build(timezone.now())
    _let_the_database_look()
    moderator = make_user("moderator", groups=["Moderator"])
    # What was built isn't looked through for garbage while a page is made: no server has it in its memory.
    gc.collect()
    gc.freeze()
    _say_how_busy()
    print(f"\n{'Server time, in milliseconds':<30}{'median':>9}{'p90':>9}{'CPU':>9}{'ceiling':>9}{'ratio':>9}")
    for figure in measuring.figures(story, editor):
        print(_row(figure), flush=True)
    for figure in comments.figures(busiest, moderator):
        print(_row(figure), flush=True)
    _say_how_busy()


def _let_the_database_look():
    """Do what PostgreSQL does by itself within a minute of so many new rows; SQLite does nothing of the kind."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _row(figure):
    row = f"{figure.name:<30}{figure.middle:>9.1f}{figure.slow:>9.1f}{figure.cpu:>9.1f}"
    return f"{row}{figure.ceiling:>9}{figure.middle / figure.ceiling:>9.2f}" if figure.ceiling else row


def _say_how_busy():
    load = ", ".join(f"{number:.2f}" for number in os.getloadavg())
    print(f"\nLoad average: {load} on {os.cpu_count()} cores.")


if __name__ == "__main__":
    main()
