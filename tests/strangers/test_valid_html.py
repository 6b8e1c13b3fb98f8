"""Every kind of reader's page, made at this odd moment, is valid HTML, in a paper in each language."""

import pytest
from django.urls import reverse

from articles.models import BLOCKS, Correction, Edition
from articles.publishing.corrections import Note
from articles.publishing.publish import withdraw
from articles.revisions.snapshot import record
from comments.mail import verification
from comments.models import MailedLink
from comments.posting.receipts import token_for, token_for_report
from tests.articles.links import share
from tests.articles.pictures import make_shown, show_in_text
from tests.comments.factories import (
    FROM_HERE,
    act,
    declining_tokens,
    make_comment,
    make_edit,
    make_link,
    make_report,
    prove,
    send,
)
from tests.factories import make_story, make_user, publish_story
from tests.strangers.validator import errors

pytestmark = [pytest.mark.django_db, pytest.mark.vnu]

OTHER = {"fr": "en", "en": "fr"}
QUOTE = "nobody minded"


def story_with_every_block(language):
    """Return a live edition that has every kind of block, a corrected text, and comments in a thread."""
    related = publish_story(language=OTHER[language]).story
    story = show_in_text(make_story(language=language, lead_image=make_shown()), make_shown(size=(1600, 2400)))
    rows = {
        "pull_quote": {"quote": QUOTE, "attribution": "Odile Brac"},
        "embed": {"url": "https://example.org/a?b=1&c=2", "title": "A <film>", "description": "Of the tide."},
        "fact_box": {"title": "In short", "html": "<ul><li>One</li><li>Two</li></ul>"},
        "related": {"story": related},
    }
    for ordering, (kind, fields) in enumerate(rows.items(), 50):
        BLOCKS[kind].objects.create(parent=story, region="body", ordering=ordering, **fields)
    record(story, by=None)
    edition = publish_story(story)
    assert {block["kind"] for block in edition.revision.content["blocks"]} == set(BLOCKS)
    note = Note(Correction.Kind.CORRECTION, "At noon.\n\nNot at one.")
    return publish_story(story, kind=Edition.Kind.CORRECTION, note=note)


def public_pages(client, edition):
    """Yield (name, answer) of what everybody sees."""
    root = make_comment(edition=edition, body="So it was.\n\nhttps://example.org/?a=1&b=2")
    reply = make_comment(to=root)
    act(root, "pick")
    act(make_comment(to=reply), "remove")
    for name, path in {
        "home": "/",
        "older": f"/?page={edition.pk}",
        "section": reverse("articles:section", args=[edition.section.slug]),
        "story": edition.path,
        "newest": f"{edition.path}?order=newest",
        "picks": f"{edition.path}?order=picks",
        "thread": f"{edition.path}?thread={root.public_id}",
        "corrections": "/corrections/",
        "missing": "/no/such/page/",
        "reply": f"/comments/{reply.public_id}/reply/",
        "report": f"/comments/{reply.public_id}/report/",
        "data_ask": "/comments/data/",
        "data_asked": "/comments/data/?asked",
    }.items():
        yield name, client.get(path)
    gone = publish_story(language=edition.language)
    withdraw(gone.story, by=make_user(), notice="It was wrong.")
    yield "gone", client.get(gone.path)
    yield "kept", send(client, gone.story_id)
    yield "form_wrong", send(client, edition.story_id, name="", address="nobody", body="")
    yield "answer_wrong", send(client, edition.story_id, body="", reply_to=root.public_id)
    yield "report_wrong", client.post(f"/comments/{reply.public_id}/report/", {}, **FROM_HERE)
    yield "data_wrong", client.post("/comments/data/", {"address": "x"}, **FROM_HERE)
    yield "reported", client.get(reverse("comments:reported", args=[token_for_report(make_report(reply))]))


def private_pages(client, edition):
    """Yield (name, answer) of what one reader sees."""
    comment = make_comment(edition=edition)
    receipt = reverse("comments:receipt", args=[token_for(comment)])
    yield "receipt", client.get(receipt)
    yield "receipt_asked", client.get(f"{receipt}?asked=verification&done=wished")
    yield "edit_wrong", client.post(f"{receipt}edit/", {"body": ""}, **FROM_HERE)
    make_edit(comment)
    yield "receipt_edited", client.get(receipt)
    link = make_link(MailedLink.Kind.VERIFICATION, comment=comment, language=edition.language)
    MailedLink.objects.update(comment=comment)
    proof = reverse("comments:verification", args=[verification.token_for(link)])
    yield "verification", client.get(proof)
    yield "proved", client.post(proof, **FROM_HERE)
    yield "proof_used", client.get(proof)
    yield "receipt_confirmed", client.get(receipt)
    yield "not_ours", client.get("/comments/verification/made-up/")
    for name, token in declining_tokens(comment).items():
        yield name, client.get(reverse(f"comments:{name}", args=[token]))
        yield f"{name}_done", client.post(reverse(f"comments:{name}", args=[token]))
    prove(comment)
    token = verification.token_for(make_link(MailedLink.Kind.DATA, comment=comment, language=edition.language))
    data = reverse("comments:data", args=[token])
    yield "data", client.get(data)
    yield "data_erase", client.get(f"{data}erase/")
    yield "data_erased", client.post(f"{data}erase/", **FROM_HERE)
    yield "data_ended", client.get(data)
    yield "receipt_erased", client.get(receipt)


def previews(client, edition):
    """Yield (name, answer) of what somebody without an account is shown."""
    path = reverse("articles:shared_preview", args=[share(edition.story).token])
    yield "preview_door", client.get(path)
    yield "preview", client.post(path)
    yield "preview_ended", client.get(reverse("articles:shared_preview", args=["made-up"]))


@pytest.mark.parametrize("paper", ["fr", "en"])
def test_no_page_has_an_error(client, settings, tmp_path, paper):
    settings.LANGUAGE_CODE = paper
    edition = story_with_every_block(OTHER[paper])
    for pages in (public_pages, private_pages, previews):
        for name, answer in pages(client, edition):
            assert answer["Content-Type"].startswith("text/html"), name
            (tmp_path / f"{name}.html").write_bytes(answer.content)
    assert len(list(tmp_path.iterdir())) > 35
    assert errors(tmp_path) == []


def test_the_checker_finds_what_is_wrong(tmp_path):
    page = '<!doctype html><html lang="en"><title>x</title><time datetime="2026-03-02T12:00:00.123456+01:00">x</time>'
    (tmp_path / "wrong.html").write_text(page)
    (found,) = errors(tmp_path)
    assert "datetime" in found
