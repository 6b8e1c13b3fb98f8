"""An erased comment keeps its place without name or words, or stays without a name, as the paper chooses."""

import pytest

from comments.mail import verification
from comments.models import Comment, Commenter, Decision, Edit, Flag, MailedLink, PrivacyAct, Report, Trace
from comments.models.comment.transition import erase as erase_comment
from comments.posting.receipts import token_for
from comments.privacy import personal_data
from tests.comments.factories import FROM_HERE, act, declining_tokens, make_comment, make_link, make_report
from tests.comments.readers import ADDRESS, BODY, DATA, IP, NAME, commented, link_to
from tests.factories import publish_story

pytestmark = pytest.mark.django_db


class TestErasing:
    """By the reader, on the page behind the link."""

    def erased(self, client, comment):
        path = link_to(comment, "erase/")
        assert "This can’t be undone" in client.get(path).text
        assert Comment.objects.get(pk=comment.pk).body == BODY
        answer = client.post(path, **FROM_HERE)
        assert "has been erased" in answer.text
        return Comment.objects.get(pk=comment.pk), path

    def test_nothing_is_left_of_the_reader(self, client):
        comment = commented(status="pending")
        act(comment, "mask")
        act(comment, "approve")
        make_report(make_comment(), words=f"{BODY}?", address=ADDRESS)
        Decision.objects.filter(verb="mask").update(before={"body": BODY, "name": NAME, "held_at": None})
        key = comment.commenter.address_key
        self.erased(client, comment)
        assert not Commenter.objects.filter(address_key=key).exists()
        assert not Trace.objects.filter(comment=comment).exists()
        told = repr([list(model.objects.values()) for model in (Comment, Flag, Edit, Decision, Report, PrivacyAct)])
        for mark in ("zymurgy", "Zenobie", ADDRESS, IP, "MarkerBrowser", key):
            assert mark not in told

    def test_its_place_stays_on_the_page_where_it_was_answered(self, client):
        edition = publish_story()
        comment = commented(edition=edition)
        make_comment(to=comment)
        stored, _path = self.erased(client, comment)
        assert (stored.status, stored.name, stored.body, stored.commenter) == ("withdrawn", "", "", None)
        page = client.get(edition.path).text
        assert "This comment is no longer available." in page
        assert "zymurgy" not in page
        assert NAME not in page

    @pytest.mark.parametrize("is_erased", [True, False])
    def test_its_words_come_again_as_new_ones(self, is_erased):
        words = "The lock keeper told us at dawn that no barge had passed since the storm broke the northern gate."
        comment = make_comment(body=words)
        if is_erased:
            erase_comment(comment)
        for body in (words, f"{words} 7"):
            found = make_comment(body=body).flags.filter(name__in=["duplicate", "near_duplicate"])
            assert found.exists() is not is_erased
            Comment.objects.exclude(pk=comment.pk).update(text_key="", fingerprint=None)

    def test_the_count_and_the_log_follow(self, client):
        comment = commented()
        self.erased(client, comment)
        comment.discussion.refresh_from_db()
        assert comment.discussion.approved_count == 0
        last = Decision.objects.filter(comment=comment).latest("version")
        assert (last.verb, last.by, last.before) == ("erase", None, {})
        assert list(PrivacyAct.objects.values_list("verb", "by", "number")) == [("erase", None, 1)]

    def test_every_link_of_before_says_afterwards_that_all_is_erased(self, client):
        comment = commented()
        proof = verification.token_for(make_link(MailedLink.Kind.VERIFICATION, comment=comment))
        tokens = declining_tokens(comment)
        _comment, path = self.erased(client, comment)
        links = [f"/comments/{name}/{token}/" for name, token in {**tokens, "verification": proof}.items()]
        for link in (path, *links):
            for answer in (client.get(link), client.post(link, **FROM_HERE)):
                assert answer.status_code == 410
                assert "all data linked to your address has been erased" in answer.text
                assert "link isn’t valid" not in answer.text

    def test_a_link_that_is_only_old_says_nothing_of_an_erasure(self, client):
        link = make_link(DATA, comment=commented())
        MailedLink.objects.all().delete()
        answer = client.get(f"/comments/data/{verification.token_for(link)}/")
        assert answer.status_code == 410
        assert "This link has expired" in answer.text
        assert "erased" not in answer.text

    def test_one_erased_comment_of_two_is_not_all(self, client):
        comment, other = commented(), commented(body="So it was, twice.")
        tokens = declining_tokens(comment)
        erase_comment(comment)
        assert other.commenter_id
        answer = client.get(f"/comments/unsubscribe/{tokens['unsubscribe']}/")
        assert (answer.status_code, "is kept under" in answer.text) == (200, False)

    def test_the_receipt_says_what_happened(self, client):
        comment = commented()
        self.erased(client, comment)
        receipt = client.get(f"/comments/receipt/{token_for(comment)}/").text
        assert "have been erased" in receipt
        assert 'id="mailing"' not in receipt

    def test_a_paper_may_keep_what_readers_see_signed_by_nobody(self, client, settings):
        settings.ERASURE = "anonymise"
        edition = publish_story()
        public = commented(edition=edition)
        refused = commented(status="rejected", body=f"{BODY} refused")
        make_comment(to=public, edition=edition)
        stored, _path = self.erased(client, public)
        assert (stored.status, stored.name, stored.body, stored.commenter) == ("approved", "", BODY, None)
        page = client.get(edition.path).text
        assert "Anonymous" in page
        assert "in reply to Anonymous" in page
        assert BODY in page
        refused.refresh_from_db()
        assert (refused.status, refused.body) == ("withdrawn", "")

    def test_others_comments_stay(self, client):
        other = make_comment(body="Not mine")
        self.erased(client, commented())
        other.refresh_from_db()
        assert other.body == "Not mine"
        assert other.commenter

    @pytest.mark.parametrize("status", ["pending", "approved", "rejected", "spam", "removed", "withdrawn"])
    def test_whatever_state_it_is_in(self, status):
        comment = commented(status=status)
        personal_data.erase(comment.commenter)
        comment.refresh_from_db()
        assert (comment.status, comment.body) == ("withdrawn", "")

    def test_a_decision_at_the_same_moment_is_no_obstacle(self, monkeypatch):
        comment, tries = commented(status="pending"), []

        def race(row, **options):
            tries.append(row)
            if len(tries) == 1:
                act(Comment.objects.get(), "approve")
            return erase_comment(row, **options)

        monkeypatch.setattr(personal_data, "erase_comment", race)
        assert personal_data.erase(comment.commenter) == 1
        assert len(tries) == 2
        assert Comment.objects.get().body == ""
