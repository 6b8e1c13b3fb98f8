"""A reader's own comment, and where it stands; what can be done there is in views/edit.py."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from comments import policy
from comments.forms import EditForm, PreferencesForm
from comments.live_story import language_of
from comments.mail import subscriptions
from comments.models import Comment, Decision, Edit, MailedLink, Status, Verb
from comments.posting import edit, post, receipts, remember
from comments.screening import verified_cookie
from comments.screening.checks.blocked import sentence as sentence_on_blocks
from comments.views.private import private
from newsroom.http.language import speak

# What the reader has just done, as the receipt's address says it after a redirect.
EDITED, WISHED, FORGOTTEN = "edited", "wished", "forgotten"


@private
@require_safe
def receipt(request: HttpRequest, token: str) -> TemplateResponse:
    return page(request, own(token), token)


def own(token: str) -> Comment:
    """Find the comment of a receipt, and speak its story's language; 404 where there is none."""
    comment = Comment.objects.for_receipt(receipts.public_id_in(token))
    if comment is None:
        raise Http404
    speak(language_of(comment.discussion.story_id, at=timezone.now()))
    return comment


def address_of(name: str, token: str) -> str:
    return reverse(f"comments:{name}", args=[token])


def done(token: str, what: str = "") -> HttpResponseRedirect:
    """Lead back to the receipt, which says what has just been done (EDITED, WISHED, FORGOTTEN)."""
    query = f"?done={what}" if what else ""
    return HttpResponseRedirect(address_of("receipt", token) + query, status=303)


def page(
    request: HttpRequest,
    comment: Comment,
    token: str,
    *,
    form: EditForm | None = None,
    sentence: str = "",
    status: int = 200,
) -> TemplateResponse:
    """Show the receipt; `form` is the edit as it was typed, `sentence` why something couldn't be done."""
    at = timezone.now()
    latest_edit, edition = comment.edits.first(), post.live_edition(comment.discussion.story_id, at=at)
    confirmed_at = _confirmed_at(request, comment)
    context = {
        "comment": comment,
        "token": token,
        "edition": edition,
        "is_shown": edition and not policy.stance(edition, comment.discussion, at=at).is_hidden,
        "sentence": sentence,
        "done": request.GET.get("done") if not sentence and not form else "",
        "edit": latest_edit,
        "reason": _reason(comment, latest_edit),
        "blocked": sentence_on_blocks(comment),
        "remembers": bool(remember.remembered(request)),
        "confirmed_at": confirmed_at,
        "muted_at": comment.commenter.muted_at if confirmed_at and comment.commenter else None,
        **_forms(comment, latest_edit, form, token, at, is_shown=edition is not None),
    }
    return TemplateResponse(request, "comments/receipt.html", context, status=status)


def _forms(
    comment: Comment, latest_edit: Edit | None, form: EditForm | None, token: str, at: datetime, *, is_shown: bool
) -> dict[str, Any]:
    """What can still be done: a form where it can, and the words that were typed where it no longer can."""
    is_open = edit.is_open(comment, at=at)
    words = latest_edit.body if latest_edit and latest_edit.state == Edit.State.WAITING else comment.body
    fresh = EditForm(initial={"body": words, "edits": comment.edits.count()}, action=address_of("edit", token))
    wanted = {"decision": comment.wants_decision, "replies": comment.wants_replies}
    preferences = PreferencesForm(initial=wanted, action=address_of("preferences", token))
    return {
        "is_open": is_open,
        "edit_form": (form or fresh) if is_open and is_shown else None,
        "typed": "" if (is_open and is_shown) or not form else form["body"].value(),
        "is_editing": form is not None,
        "wishes_form": preferences if subscriptions.is_possible(comment) else None,
        "ends_at": comment.created_at + edit.WINDOW,
    }


def _confirmed_at(request: HttpRequest, comment: Comment) -> datetime | None:
    """
    When the address was confirmed, where this receipt may tell; else None.

    Anybody may type another's address: of that nobody learns whether it is known here. It is told where a link asked
    for on this receipt was used, which its owner alone can, and to the browser in which the owner used one.
    """
    if comment.commenter_id is None:
        return None
    if link := MailedLink.objects.used_for(comment):
        return link.used_at
    shown = verified_cookie.shown_by(request)
    commenter = comment.commenter if shown else None
    return commenter.verified_at if commenter and shown == verified_cookie.fingerprint_of(commenter) else None


def _reason(comment: Comment, latest_edit: Edit | None) -> str:
    """The moderators' reason against the comment as it stands, or against its last edit; empty for none."""
    if comment.status in (Status.REJECTED, Status.REMOVED):
        verbs = [Verb.REJECT, Verb.REMOVE]
    elif latest_edit and latest_edit.state == Edit.State.REFUSED:
        verbs = [Verb.REFUSE_EDIT]
    else:
        return ""
    decision = Decision.objects.refusal_of(comment, *verbs)
    return decision.reason_in(get_language()) if decision else ""
