"""The reader's side of mails: asking for a link on the receipt, confirming an address, unsubscribe."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from comments.live_story import language_of
from comments.mail import unsubscribe, verification
from comments.models import Comment, MailedLink
from comments.models.commenter import ip_keys
from comments.posting import receipts
from comments.screening import verified_cookie
from comments.screening.origin import is_same_origin
from comments.views.private import pressed_elsewhere, private
from comments.views.receipt import own
from newsroom.http.language import speak
from newsroom.http.network import reader_ip
from newsroom.text.dates import moment

# As it stands in a token, before its end or where that was cut off.
LANGUAGE = re.compile(rf"\.({'|'.join(code for code, _name in settings.LANGUAGES)})(?::|$)")


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> TemplateResponse:
    return TemplateResponse(request, f"comments/{template}.html", context, status=status)


def ended(
    request: HttpRequest, end: verification.LinkEnded, token: str = "", *, at: datetime | None = None
) -> TemplateResponse:
    """
    Say what a link did that leads nowhere any more, or why it never led anywhere; in the language of its mail.

    A used one leads back to the receipt within its own time alone: later a forwarded mail would open it to anybody.
    """
    at = at or timezone.now()
    if end.signed is None:
        return not_ours(request, token)
    speak(end.signed.language)
    if end.is_erased:
        return erased(request)
    if end.signed.kind == MailedLink.Kind.VERIFICATION and end.link and end.link.used_at:
        sentence = _("You confirmed your address with this link on %(when)s: there is nothing more to do.")
        said = sentence % {"when": moment(end.link.used_at)}
        receipt = _receipt_of(end.link.comment) if at < end.link.expires_at else ""
        title = _("Your address is confirmed")
        return page(request, "mailed_confirmed", status=410, title=title, said=said, receipt=receipt)
    title, sentence = _("This link has expired"), _expiry(end.link)
    return page(request, "mailed_ended", status=410, title=title, sentence=sentence, kind=end.signed.kind)


def _expiry(link: MailedLink | None) -> str:
    if link is None:
        return _("It is no longer valid.")
    words = {"when": moment(link.expires_at)}
    if link.kind == MailedLink.Kind.VERIFICATION:
        return _("It could be used to confirm your address until %(when)s, and was not used.") % words
    return _("It led to your personal data until %(when)s.") % words


def _receipt_of(comment: Comment | None) -> str:
    """The URL of the comment's receipt, for the reader of its address's mail; "" without a comment."""
    return reverse("comments:receipt", args=[receipts.token_for(comment)]) if comment else ""


def not_ours(request: HttpRequest, token: str) -> TemplateResponse:
    """Say that an address is not a link of ours, in the language that stands in what is left of its token."""
    if language := LANGUAGE.search(token):
        speak(language[1])
    sentence = _("This link isn’t valid. Your email program may have cut it: copy the whole link.")
    return page(request, "mailed_ended", status=404, title=_("This link isn’t valid"), sentence=sentence)


def erased(request: HttpRequest) -> TemplateResponse:
    """Say that what a link was about is erased, and nothing of what may have been written under the address since."""
    said = _("Since this email was sent, all data linked to your address has been erased.")
    sentence = _("If you have commented here since, you can ask for a new link to your current data.")
    title = _("Data erased")
    return page(request, "mailed_ended", status=410, title=title, said=said, sentence=sentence, kind="data")


@private
@csrf_exempt  # is_same_origin stands in for the token, which would need a cookie
@require_POST
def ask_verification(request: HttpRequest, token: str) -> HttpResponse:
    """Have a link mailed by which the comment's address is confirmed."""
    return _ask(request, token, MailedLink.Kind.VERIFICATION)


@private
@csrf_exempt
@require_POST
def ask_my_data(request: HttpRequest, token: str) -> HttpResponse:
    """Have a link mailed to all that is kept under the comment's address."""
    return _ask(request, token, MailedLink.Kind.DATA)


def _ask(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    comment, asked = own(token), "elsewhere"
    if is_same_origin(request):
        asked, networks = kind, ip_keys(reader_ip(request))
        verification.ask(kind, comment.commenter_id, language=get_language(), comment=comment, networks=networks)
    address = reverse("comments:receipt", args=[token])
    return HttpResponseRedirect(f"{address}?asked={asked}#mailing", status=303)


@private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that confirms an address; pressed, it does, once."""
    at = timezone.now()
    try:
        link = verification.followed(MailedLink.Kind.VERIFICATION, token, at=at)
    except verification.LinkEnded as end:
        return ended(request, end, token, at=at)
    speak(link.language)
    title, problem = _("Confirm your address"), ""
    if request.method == "POST":
        if is_same_origin(request):
            return _verified(request, link, at)
        problem = pressed_elsewhere()
    sentence = _("Someone used your email address to comment here. Was it you?")
    button = _("Yes, confirm my address")
    status = 403 if problem else 200
    return page(request, "mailed_button", status=status, title=title, problem=problem, sentence=sentence, button=button)


def _verified(request: HttpRequest, link: MailedLink, at: datetime) -> HttpResponse:
    try:
        verification.confirm(link, at=at)
    except verification.LinkEnded as end:
        return ended(request, end, at=at)
    title, said = _("Your address is confirmed"), _("Thank you. You will now receive the emails you asked for.")
    if link.commenter.muted_at:
        said = _(
            "Thank you. You asked to receive no more emails, so none will be sent. To resume them, ask for a "
            "link to your data."
        )
    response = page(request, "mailed_confirmed", title=title, said=said, receipt=_receipt_of(link.comment))
    link.commenter.refresh_from_db(fields=["verified_at"])
    verified_cookie.give(response, link.commenter)
    return response


# A mail program presses these buttons for its reader, without cookie or origin (RFC 8058): the token is all it has.
@private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_reader(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that declines mails about one comment; pressed, it does."""
    comment, is_reader_kept = unsubscribe.comment_in(token)
    if comment is None:
        return not_ours(request, token)
    speak(language_of(comment.discussion.story_id, at=timezone.now()))
    if not is_reader_kept:
        return erased(request)
    if request.method == "POST":
        unsubscribe.stop(comment)
    elif comment.wants_decision or comment.wants_replies:
        return _button(request, _("Stop emails about this comment?"))
    return page(
        request, "mailed_base", title=_("Unsubscribe"), said=_("You will receive no more emails about this comment.")
    )


@private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def mute(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that declines all mails; pressed, it does."""
    commenter, language = unsubscribe.commenter_in(token)
    if language is None:
        return not_ours(request, token)
    speak(language)
    if commenter is None:
        return erased(request)
    said = _("You will receive no more emails from us, except a link to your data if you ask for one.")
    if request.method == "POST":
        unsubscribe.mute(commenter)
    elif commenter.muted_at:
        sentence = _(
            "You asked on %(when)s to receive no more emails. Since then, we only send you a link to your data "
            "if you ask for one."
        )
        said = sentence % {"when": moment(commenter.muted_at)}
    else:
        return _button(request, _("Stop all emails from us?"))
    return page(request, "mailed_base", title=_("Unsubscribe"), said=said)


def _button(request: HttpRequest, sentence: str) -> TemplateResponse:
    return page(request, "mailed_button", title=_("Unsubscribe"), sentence=sentence, button=_("Unsubscribe"))
