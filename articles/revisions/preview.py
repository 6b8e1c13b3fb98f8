"""What the public template shows before anything is public: a snapshot as an edition that is never saved."""

from articles.models import Contributor, Edition, EditionByline, Image, Section


def edition_of(content, at):
    """
    Return an edition with all that the story page reads of one, made of a snapshot alone and never saved.

    Pointers to what has been deleted since are left out. `at` stands for the moment of publication.
    """
    # A key that no row has, since Django gives lists to nothing that has none.
    edition = Edition(
        pk=0,
        section=Section.objects.filter(pk=content["section"]).first(),
        lead_image=Image.objects.select_related("credit").filter(pk=content["lead_image"]).first(),
        first_published_at=at,
        path="/",
        live_from=at,
        **Edition.copied(content),
    )
    edition._prefetched_objects_cache = {"bylines": list(_bylines(content))}
    return edition


def embargo_of(story, at):
    """Return the end of the embargo that the story is under at this moment, or None."""
    return story.embargo_until if story.embargo_until and story.embargo_until > at else None


def _bylines(content):
    people = Contributor.objects.in_bulk(line["contributor"] for line in content["bylines"])
    for line in content["bylines"]:
        if line["contributor"] in people:
            yield EditionByline(contributor=people[line["contributor"]], role=line["role"])
