"""Reporting somebody's comment, and where the report stands."""

from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from comments import policy
from comments.forms import ReportForm
from comments.live_story import language_of
from comments.models import Comment, Report
from comments.posting import post, receipts, report
from comments.screening.origin import is_same_origin
from comments.views.gone import comment_gone
from comments.views.private import from_elsewhere, private
from newsroom.http.language import speak
from newsroom.http.network import reader_ip


@private
@csrf_exempt  # as in views/post.py
@require_http_methods(["GET", "HEAD", "POST"])
def report_comment(request, public_id):
    """Show the form to report a comment that stands on the page, and take the report in."""
    comment = Comment.objects.answerable(public_id)
    edition = _edition(comment)
    if request.method != "POST":
        if edition is None:
            return comment_gone(request, public_id)
        speak(edition.language)
        return _form_page(request, ReportForm(public_id=public_id), comment, edition)
    form = ReportForm(request.POST, public_id=public_id)
    if edition is None:
        _speak_as_it_did(public_id)
        return TemplateResponse(request, "comments/report_kept.html", {"typed": form.typed}, status=404)
    speak(edition.language)
    return _take(request, form, comment, edition)


def _take(request, form, comment, edition):
    if not is_same_origin(request):
        form.add_error(None, from_elsewhere())
        return _form_page(request, form, comment, edition, status=403)
    if not form.is_valid():
        return _form_page(request, form, comment, edition, status=422)
    words = {name: form.cleaned_data[name] for name in ("category", "words", "address")}
    try:
        taken = report.report(comment, ip=reader_ip(request), **words)
    except report.ReportedAlready as already:
        context = {"sentence": str(already), "edition": edition, "typed": form.typed}
        return TemplateResponse(request, "comments/reported.html", context)
    except report.TooManyReports as refusal:
        form.add_error(None, str(refusal))
        response = _form_page(request, form, comment, edition, status=429)
        response["Retry-After"] = int(report.WINDOW.total_seconds())
        return response
    address = reverse("comments:reported", args=[receipts.token_for_report(taken)])
    return HttpResponseRedirect(address, status=303)


@private
@require_safe
def reported(request, token):
    """Show where a report stands."""
    row = Report.objects.for_receipt(receipts.report_id_in(token))
    if row is None:
        raise Http404
    discussion = row.comment.discussion
    speak(language_of(discussion.story_id, at=timezone.now()))
    edition = post.live_edition(discussion.story_id, at=timezone.now())
    return TemplateResponse(request, "comments/reported.html", {"report": row, "edition": edition})


def _speak_as_it_did(public_id):
    """Speak the language of the story that a comment stood under which readers don't see any more."""
    if comment := Comment.objects.for_receipt(public_id):
        speak(language_of(comment.discussion.story_id, at=timezone.now()))


def _edition(comment):
    """Return the story that the comment can be seen under; None where it can't be seen."""
    return comment and policy.edition_shown(comment.discussion, at=timezone.now())


def _form_page(request, form, comment, edition, *, status=200):
    context = {"form": form, "comment": comment, "edition": edition}
    return TemplateResponse(request, "comments/report.html", context, status=status)
