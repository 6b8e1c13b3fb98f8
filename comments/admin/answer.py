"""The page on which the newsroom answers a reader."""

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from comments.forms.fields import PlainTextField
from comments.models import BODY_MAX, Refused, rights
from comments.models.refusals import name_of
from comments.posting.answer import answer


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


class AnswerMixin(ModelAdmin):
    """Answers by the newsroom, for those who may."""

    def has_answer_permission(self, request):
        """Return whether this member of staff answers for the newsroom."""
        return rights.may(request.user, rights.ANSWERING)

    def get_urls(self):
        """Add the page."""
        view = self.admin_site.admin_view(self.answer_view)
        return [path("<int:pk>/answer/", view, name="comments_comment_answer"), *super().get_urls()]

    def answer_view(self, request, pk):
        """Show the comment with a form to answer it; put the answer on the page."""
        if not self.has_answer_permission(request):
            raise PermissionDenied
        comment = self.row_for_act(request, pk)
        form = AnswerForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                answer(comment, by=request.user, body=form.cleaned_data["body"])
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                self.message_user(request, _("Your reply is published."), messages.SUCCESS)
                return self._back_from_answer(request, comment)
        hint = _("You are replying as %(name)s.") % {"name": name_of(request.user)}
        words = {"title": _("Reply"), "hint": hint, "quoted": comment, "button": _("Publish the reply")}
        return self.ask(request, comment, form, **words)

    def _back_from_answer(self, request, comment):
        """Lead back to where the moderator came from: the moderation room, or the comment's page."""
        if "room" not in request.GET:
            return self.back_to(comment)
        return HttpResponseRedirect(reverse("admin:comments_comment_room", query={"at": comment.public_id}))
