"""The reader's side of mails: asking for a link on the receipt, confirming an address, declining."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from comments import declining, proof_cookie, proving, receipts
from comments.models import Comment, MailedLink
from comments.models.commenter import ip_keys
from comments.origin import is_same_origin
from comments.views.private import from_elsewhere, private
from newsroom.network import reader_ip


def speaking(language, view, *arguments, **options):
    """Return what a view answers, in this language to the last word."""
    with translation.override(language or settings.LANGUAGE_CODE):
        response = view(*arguments, **options)
        return response.render() if hasattr(response, "render") else response


def page(request, template, *, status=200, **context):
    """Return one of the pages that mails lead to."""
    return TemplateResponse(request, f"comments/{template}.html", context, status=status)


def ended(request, kind, end):
    """Say that a link leads nowhere, and why."""
    link = end.link
    if link is None:
        sentence = _("This isn’t a link of ours. A mail program may have cut it in two: copy the whole of it.")
    elif link.used_at and kind == MailedLink.Kind.PROOF:
        sentence = _("Your address has been confirmed with this link already: there is nothing left to do.")
    else:
        sentence = _("This link has ended.")
    title = _("This link leads nowhere")
    return page(request, "mailed_ended", status=410 if link else 404, title=title, sentence=sentence, kind=kind)


@private
@csrf_exempt  # is_same_origin stands in for the token, which would need a cookie
@require_POST
def ask_proof(request, token):
    """Have a link mailed by which the comment's address is confirmed."""
    return _ask(request, token, MailedLink.Kind.PROOF)


@private
@csrf_exempt
@require_POST
def ask_my_data(request, token):
    """Have a link mailed to all that is kept under the comment's address."""
    return _ask(request, token, MailedLink.Kind.DATA)


def _ask(request, token, kind):
    comment = _own(token)
    if not is_same_origin(request):
        return _back(token, "elsewhere")
    language, networks = comment.discussion.story.language, ip_keys(reader_ip(request))
    proving.ask(kind, comment.commenter_id, language=language, networks=networks)
    return _back(token, kind)


@private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request, token):
    """Show the button that confirms an address; pressed, it does, once."""
    at = timezone.now()
    try:
        link = proving.followed(MailedLink.Kind.PROOF, token, at=at)
    except proving.LinkEnded as end:
        return speaking(end.link and end.link.language, ended, request, MailedLink.Kind.PROOF, end)
    return speaking(link.language, _proof, request, link, at)


def _proof(request, link, at):
    title, problem = _("Confirm your address"), ""
    if request.method == "POST":
        if is_same_origin(request):
            return _proved(request, link, at)
        problem = from_elsewhere()
    sentence = _("Somebody commented here with the address that this link was mailed to. Was that you?")
    button = _("Yes, confirm my address")
    status = 403 if problem else 200
    return page(request, "mailed_button", status=status, title=title, problem=problem, sentence=sentence, button=button)


def _proved(request, link, at):
    try:
        proving.confirm(link, at=at)
    except proving.LinkEnded as end:
        return ended(request, MailedLink.Kind.PROOF, end)
    title, said = _("Your address is confirmed"), _("Thank you. From now on we write to you about what you tick.")
    response = page(request, "mailed_base", title=title, said=said)
    link.commenter.refresh_from_db(fields=["proved_at"])
    proof_cookie.give(response, link.commenter)
    return response


# A mail program presses these buttons for its reader, without cookie or origin (RFC 8058): the token is all it has.
@private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """Show the button that declines mails about one comment; pressed, it does."""
    comment = declining.comment_in(token)
    if comment is None:
        return speaking(None, _nobody, request)
    if request.method == "POST":
        declining.stop(comment)
    return speaking(comment.discussion.story.language, _declining_one, request)


@private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def mute(request, token):
    """Show the button that declines all mails; pressed, it does."""
    commenter, language = declining.commenter_in(token)
    if commenter is None:
        return speaking(language, _nobody, request)
    if request.method == "POST":
        declining.mute(commenter)
    return speaking(language, _declining_all, request)


def _own(token):
    comment = Comment.objects.for_receipt(receipts.public_id_in(token))
    if comment is None:
        raise Http404
    return comment


def _back(token, asked):
    address = reverse("comments:receipt", args=[token])
    return HttpResponseRedirect(f"{address}?asked={asked}#mailing", status=303)


def _declining_one(request):
    if request.method == "POST":
        return page(
            request, "mailed_base", title=_("No more mails"), said=_("You get no more mails about this comment.")
        )
    sentence = _("Do you want no more mails about this comment?")
    return page(request, "mailed_button", title=_("No more mails"), sentence=sentence, button=_("No more mails"))


def _declining_all(request):
    if request.method == "POST":
        said = _("You get no more mails from us, but for a link to your data if you ask for one.")
        return page(request, "mailed_base", title=_("No more mails"), said=said)
    sentence = _("Do you want no more mails from us, whatever you ticked?")
    return page(request, "mailed_button", title=_("No more mails"), sentence=sentence, button=_("No more mails"))


def _nobody(request):
    sentence = _(
        "This link is about nothing that we keep any more, or a mail program has cut it in two. "
        "If you still get mails, copy the whole of the link."
    )
    return page(request, "mailed_ended", status=404, title=_("This link leads nowhere"), sentence=sentence)
