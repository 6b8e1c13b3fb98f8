"""What a story's page costs, with everything on it: a fixed number of queries, whatever the number of comments."""

import pytest

from articles.models import ImageBlock, RelatedStory
from tests.comments.factories import make_comment, make_many
from tests.factories import make_image, make_story, publish_story

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8


@pytest.mark.parametrize("comments", [0, 50, 5_000])
def test_a_story_with_pictures_and_pointers_costs_at_most_eight_queries(
    client, comments, django_assert_max_num_queries
):
    story = make_story(lead_image=make_image())
    where = {"parent": story, "region": "body"}
    ImageBlock.objects.create(**where, ordering=20, image=make_image())
    RelatedStory.objects.create(**where, ordering=30, story=publish_story().story)
    edition = publish_story(story)
    if comments:
        make_comment(to=make_comment(edition=edition))
        make_many(edition, comments - 2)
    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(edition.path)
    assert response.status_code == 200
    assert f">{comments:,} comments</h2>" in response.content.decode()


def test_a_reader_with_a_fresh_copy_costs_three_queries(client, django_assert_num_queries):
    edition = publish_story()
    tag = client.get(edition.path)["ETag"]
    with django_assert_num_queries(3):
        assert client.get(edition.path, headers={"if-none-match": tag}).status_code == 304
