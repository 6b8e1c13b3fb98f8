"""What the tests of a story's versions share: the doors, an edit, and what a page shows."""

from django.urls import reverse

from articles.revisions import snapshot


def url(name, story):
    return reverse(f"admin:articles_story_{name}", args=[story.pk])


def page(response):
    """Return what a response shows, its runs of blanks as one."""
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def edit(story, html, *, by=None, **fields):
    """Change a story's first text and its fields, and return the version that this makes."""
    block = story.articles_textblock_set.first()
    block.html = html
    block.save()
    for name, value in fields.items():
        setattr(story, name, value)
    story.save()
    return snapshot.record(story, by=by)


def numbers(response):
    return [row.revision.number for row in response.context["rows"]]


def sentences(response):
    return " ".join(str(message) for message in response.context["messages"])
