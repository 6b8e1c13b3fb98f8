"""What programs that others have written read of the demonstration paper, from the bytes that our server gives."""

import json
import re
import warnings
from datetime import datetime

import feedparser
import trafilatura
from django.utils import timezone
from lxml.html import fromstring

from articles.models.people import Role
from comments.models import Comment, Decision, Discussion
from tests.newsroom.loaded import LoadedPaper

with warnings.catch_warnings():  # newspaper4k's, that it has no nltk: for summaries, which nobody asks it for
    warnings.simplefilter("ignore")
    import newspaper


def without_space(text):
    return re.sub(r"\s+", "", text)


def parts(content):
    """Return every paragraph, crosshead and list item of a snapshot's body, those of its fact boxes included."""
    markup = "".join(block["html"] for block in content["blocks"] if block["kind"] in ("text", "fact_box"))
    texts = [each.text_content() for each in fromstring(f"<div>{markup}</div>").iter("p", "h2", "h3", "li")]
    return [text for text in texts if text.strip()]


def by_newspaper(html, url, language):
    """Return what newspaper4k reads of a page: {title, authors, date, picture, text}."""
    page = newspaper.Article(url, language=language, fetch_images=False)
    with warnings.catch_warnings():  # of the libraries beneath it
        warnings.simplefilter("ignore")
        page.download(input_html=html)
        page.parse()
    read = {"title": page.title, "authors": page.authors, "date": str(page.publish_date)[:10]}
    return read | {"picture": page.top_image, "text": page.text}


def by_trafilatura(html, url, language):
    """Return what trafilatura reads of a page: {title, authors, date, picture, text}."""
    page = trafilatura.bare_extraction(html, url=url, with_metadata=True)
    read = {"title": page.title, "authors": (page.author or "").split("; "), "date": page.date}
    return read | {"picture": page.image, "text": page.text}


PROGRAMS = (by_newspaper, by_trafilatura)


class StoriesRead(LoadedPaper):
    """Each story of the demonstration, by each program; and the feeds."""

    def wrong(self, edition, program):
        """Yield what a program reads otherwise than it stands in the story."""
        html = self.client.get(edition.path).text
        read = program(html, f"http://testserver{edition.path}", edition.language)
        authors = [line.contributor.name for line in edition.bylines.all() if line.role == Role.AUTHOR]
        true = {
            "title": edition.headline,
            "authors": authors,
            "date": f"{timezone.localtime(edition.first_published_at):%Y-%m-%d}",
        }
        for name, value in true.items():
            said = read[name]
            same = without_space(said) == without_space(value) if name == "title" else said == value
            if not same:
                yield name, said, value
        if edition.lead_image and edition.lead_image.file.name.rpartition("/")[0] not in (read["picture"] or ""):
            yield "picture", read["picture"]
        text = without_space(read["text"])
        yield from (("text", part) for part in parts(edition.revision.content) if without_space(part) not in text)

    def test_they_read_every_story_whole(self):
        found = [
            (program.__name__, edition.story.slug, *wrong)
            for edition in self.live
            for program in PROGRAMS
            for wrong in self.wrong(edition, program)
        ]
        assert found == []

    def test_no_feed_puzzles_a_reader_of_feeds(self):
        section = self.live.first().section.slug
        story = Discussion.objects.order_by("approved_count").last()
        paths = ["/feed/", f"/section/{section}/feed/", "/comments/feed/", f"/comments/on/{story.story_id}/feed/"]
        for path in paths:
            read = feedparser.parse(self.client.get(path).content)
            assert not read.bozo, (path, read.get("bozo_exception"))
            assert read.feed.title
            assert read.entries
            assert all(entry.authors and entry.id and entry.link and entry.updated for entry in read.entries), path

    def test_a_search_engine_reads_the_same_moments_as_people(self):
        for edition in self.live:
            html = self.client.get(edition.path).text
            told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
            moment = datetime.fromisoformat(told["datePublished"])
            assert moment == edition.first_published_at.replace(microsecond=0)
            assert f'datetime="{told["datePublished"]}"' in html

    def test_nobody_acts_at_a_round_moment(self):
        moments = [
            *(edition.first_published_at for edition in self.live if edition.first_published_at == edition.live_from),
            *Comment.objects.values_list("created_at", flat=True),
            *Decision.objects.values_list("decided_at", flat=True),
        ]
        round_ones = [moment for moment in moments if not moment.microsecond]
        assert len(round_ones) < len(moments) / 100
        assert len({moment.second for moment in moments}) > 30

    def test_no_page_tells_a_machine_more_of_a_moment_than_html_allows(self):
        for edition in self.live:
            told = re.findall(r'datetime="([^"]*)"', self.client.get(edition.path).text)
            assert told
            for moment in told:
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", moment)
