"""Reporting somebody's comment, and where the report stands."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Edition
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
def report_comment(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the form to report a comment that stands on the page, and take the report in."""
    comment = Comment.objects.answerable(public_id)
    edition = policy.edition_shown(comment.discussion, at=timezone.now()) if comment else None
    form = ReportForm(request.POST if request.method == "POST" else None, public_id=public_id)
    if comment and edition:
        speak(edition.language)
        answer = _take if form.is_bound else _form_page
        return answer(request, form, comment, edition)
    if not form.is_bound:
        return comment_gone(request, public_id)
    # What was typed comes back in the language of the story that the comment was under.
    if hidden := Comment.objects.for_receipt(public_id):
        speak(language_of(hidden.discussion.story_id, at=timezone.now()))
    return TemplateResponse(request, "comments/report_kept.html", {"typed": form.typed}, status=404)


def _take(request: HttpRequest, form: ReportForm, comment: Comment, edition: Edition) -> HttpResponse:
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
def reported(request: HttpRequest, token: str) -> TemplateResponse:
    """Show where a report stands."""
    row = Report.objects.for_receipt(receipts.report_id_in(token))
    if row is None:
        raise Http404
    discussion = row.comment.discussion
    speak(language_of(discussion.story_id, at=timezone.now()))
    edition = post.live_edition(discussion.story_id, at=timezone.now())
    return TemplateResponse(request, "comments/reported.html", {"report": row, "edition": edition})


def _form_page(
    request: HttpRequest, form: ReportForm, comment: Comment, edition: Edition, *, status: int = 200
) -> TemplateResponse:
    context = {"form": form, "comment": comment, "edition": edition}
    return TemplateResponse(request, "comments/report.html", context, status=status)
