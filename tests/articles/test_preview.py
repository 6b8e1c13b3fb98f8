"""The preview: the form as it stands, through the public template; nothing is saved, nobody else's is shown."""

import re

import pytest
from django.urls import reverse

from articles.models import BLOCKS, Edition, Revision, Story, Tag
from tests.factories import make_contributor, make_image, make_section, make_story, make_user, publish_story
from tests.forms import block, posted

pytestmark = pytest.mark.django_db

TEXT, IMAGE, QUOTE, RELATED = (
    f"articles_{kind}_set" for kind in ("textblock", "imageblock", "pullquote", "relatedstory")
)


@pytest.fixture
def lea():
    return make_user("lea", groups=["Journalist"])


@pytest.fixture
def journalist(client, lea):
    client.force_login(lea)
    return client


def form_of(client, story=None):
    name, args = ("change", [story.pk]) if story else ("add", [])
    return posted(client.get(reverse(f"admin:articles_story_{name}", args=args)))


def preview(client, data, story=None):
    name, args = ("preview", [story.pk]) if story else ("preview_new", [])
    return client.post(reverse(f"admin:articles_story_{name}", args=args), data)


def rows():
    return [list(model.objects.values()) for model in (Story, Revision, Edition, Tag, *BLOCKS.values())]


def test_a_new_story_is_shown_as_it_is_typed_and_nothing_is_saved(journalist):
    data = form_of(journalist) | {"headline": "Just typed", "standfirst": "In two lines.", "section": make_section().pk}
    data |= {f"{TEXT}-TOTAL_FORMS": 1, f"{IMAGE}-TOTAL_FORMS": 1, f"{QUOTE}-TOTAL_FORMS": 1}
    data |= block(TEXT, 0, region="body", ordering=20, html="<p>Second.</p>")
    data |= block(QUOTE, 0, region="body", ordering=10, quote="First")
    data |= block(IMAGE, 0, region="body", ordering=30, image=make_image(caption="Third").pk)
    data |= block("bylines", 0, contributor=make_contributor().pk, role="author", position=0)
    before = rows()
    page = preview(journalist, data).content.decode()
    assert rows() == before
    for words in ("Just typed", "In two lines.", "By Lena Corvest"):
        assert words in page
    assert page.index("First") < page.index("Second.") < page.index("Third")


def test_a_live_story_shows_what_is_typed_and_readers_what_was_published(journalist, lea):
    edition = publish_story(headline="Published", created_by=lea)
    data = form_of(journalist, edition.story) | {"headline": "Typed since"}
    assert "Typed since" in preview(journalist, data, edition.story).content.decode()
    assert "Typed since" not in journalist.get(edition.path).content.decode()


@pytest.mark.parametrize("field", ["headline", "section", "language"])
def test_a_form_that_could_not_be_saved_is_shown_as_far_as_it_goes(journalist, lea, field):
    story = make_story(created_by=lea)
    data = form_of(journalist, story) | {field: "", f"{IMAGE}-TOTAL_FORMS": 1, f"{TEXT}-0-html": "<p>Still here.</p>"}
    data |= block(IMAGE, 0, region="body", ordering=20, caption="A caption without its picture")
    response = preview(journalist, data, story)
    assert response.status_code == 200
    assert "Still here." in response.content.decode()


def test_a_block_ticked_for_deletion_is_not_shown(journalist, lea):
    story = make_story(created_by=lea, html="<p>Going away.</p>")
    data = form_of(journalist, story) | {f"{TEXT}-0-DELETE": "on"}
    assert "Going away." not in preview(journalist, data, story).content.decode()


def test_what_is_previewed_is_what_is_published(journalist, lea, client):
    story = make_story(
        created_by=lea,
        kicker="Port",
        lead_image=make_image(),
        html="<p>One.</p><h2>Two</h2><p>«\u202fThree\u202f».</p>",
    )
    previewed = article(preview(journalist, form_of(journalist, story), story))
    assert previewed == article(client.get(publish_story(story).path))


def test_markup_is_cleaned_before_it_is_shown(journalist, lea):
    story = make_story(created_by=lea)
    data = form_of(journalist, story) | {f"{TEXT}-0-html": "<p>x<script>alert(1)</script></p><img src=x onerror=y>"}
    page = preview(journalist, data, story).content.decode()
    assert "<script" not in page
    assert "onerror" not in page


def test_another_journalists_draft_is_neither_previewed_nor_shown_through_a_pointer(journalist, lea):
    draft, own = make_story("The mayor’s other harbour"), make_story(created_by=lea)
    assert preview(journalist, form_of(journalist, own), draft).status_code == 404
    data = form_of(journalist, own) | {f"{RELATED}-TOTAL_FORMS": 1}
    data |= block(RELATED, 0, region="body", ordering=90, story=draft.pk)
    assert "other harbour" not in preview(journalist, data, own).content.decode()


@pytest.mark.parametrize("group", ["Moderator", ""])
def test_who_may_not_write_may_not_preview(client, group):
    client.force_login(make_user("mo", groups=[group]))
    assert preview(client, {}).status_code == 403
    assert preview(client, {}, make_story()).status_code == 403


def test_a_preview_is_kept_by_nobody(journalist):
    response = preview(journalist, form_of(journalist))
    assert "no-store" in response["Cache-Control"]
    assert 'name="robots" content="noindex"' in response.content.decode()


def article(response):
    """Return the story's part of a page, its dates aside."""
    html = response.content.decode()
    html = html[html.index('<header class="story-head">') : html.index("</article>")]
    return re.sub(r'<p class="dates".*?</p>', "", html, flags=re.DOTALL)
