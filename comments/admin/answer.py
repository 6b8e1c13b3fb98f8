"""The page on which the newsroom answers a reader."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from comments.admin.moderated import ModeratedAdmin
from comments.forms.fields import PlainTextField
from comments.models import BODY_MAX, Refused, rights
from comments.models.refusals import name_of
from comments.posting.answer import answer
from newsroom.types import StaffRequest


class AnswerForm(forms.Form):
    """What the newsroom says to a reader: plain text, as readers write it."""

    body = PlainTextField(
        label=pgettext_lazy("noun", "Reply"),
        limit=BODY_MAX,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Published at once under the comment, with your name and the newsroom’s badge."),
        error_messages={"required": gettext_lazy("The text is empty: write something.")},
    )


def answer_view(modeladmin: ModeratedAdmin, request: StaffRequest, pk: int) -> HttpResponse:
    """Show the comment with a form to answer it; put the answer on the page."""
    if not rights.may(request.user, rights.ANSWERING):
        raise PermissionDenied
    comment = modeladmin.row_for_act(request, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            answer(comment, by=request.user, body=form.cleaned_data["body"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            modeladmin.message_user(request, _("Your reply is published."), messages.SUCCESS)
            # To where the moderator came from: the moderation queue, or the comment's page.
            if "queue" not in request.GET:
                return modeladmin.back_to(comment)
            return HttpResponseRedirect(reverse("admin:comments_comment_queue", query={"at": comment.public_id}))
    hint = _("You are replying as %(name)s.") % {"name": name_of(request.user)}
    words = {"title": _("Reply"), "hint": hint, "quoted": comment, "button": _("Publish the reply")}
    return modeladmin.ask(request, comment, form, **words)
