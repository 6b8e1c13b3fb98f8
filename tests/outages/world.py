"""
A paper in a database of its own, for the servers that lose a backing service: `python -m tests.outages.world STORIES`.

Prints what its pages are known by, as JSON.
"""

import json
import sys

import django


def make(stories):
    """Lay out the tables, and return the addresses and keys of a story, a comment and an editor; the stories' ids."""
    from django.core.management import call_command
    from django.test import Client

    from comments.posting.receipts import token_for
    from tests.comments.factories import make_comment
    from tests.factories import make_user, publish_story

    call_command("migrate", verbosity=0)
    edition = publish_story(headline="Low water")
    others = [publish_story().story_id for _ in range(stories - 1)]
    comment = make_comment(edition=edition, status="approved")
    waiting = make_comment(edition=edition)
    desk = Client()
    desk.force_login(make_user("tom", groups=["Editor", "Moderator"]))
    return {
        "story": edition.path,
        "story_id": edition.story_id,
        "stories": [edition.story_id, *others],
        "comment": comment.public_id,
        "receipt": token_for(waiting),
        "session": desk.cookies["sessionid"].value,
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(make(int(sys.argv[1]))))
