"""The form by which one story's discussion is opened, closed at a time, or hidden."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.admin.moderated import ModeratedAdmin
from comments.models import AlreadyDecided, DiscussionAct, Policy, Refused
from comments.models.states import OPEN
from newsroom.db.datetime_fields import NewsroomDateTimeField
from newsroom.types import StaffRequest


class PolicyForm(forms.Form):
    """What a discussion takes, and until when; `seen` is the last act on it when the form was opened."""

    policy = forms.ChoiceField(label=gettext_lazy("Moderation policy"), choices=Policy, widget=forms.RadioSelect)
    closes_at = NewsroomDateTimeField(
        label=gettext_lazy("Closes"),
        required=False,
        help_text=gettext_lazy("If left empty, the section’s or the site’s policy applies."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a closing time that has passed, or that what isn't open can't have."""
        closes_at, policy = self.cleaned_data.get("closes_at"), self.cleaned_data.get("policy")
        if closes_at and closes_at <= timezone.now():
            self.add_error("closes_at", _("This time has passed: choose “closed”, or a later time."))
        elif closes_at and policy not in (Policy.INHERIT, *OPEN):
            self.add_error("closes_at", _("A closed or hidden discussion has no closing time: clear it."))
        return self.cleaned_data


def policy_view(modeladmin: ModeratedAdmin, request: StaffRequest, pk: int) -> HttpResponse:
    """Ask what the discussion takes and until when, and set it."""
    discussion = modeladmin.row_for_act(request, pk)
    last = DiscussionAct.objects.latest_about(discussion)
    start = {"policy": discussion.policy, "closes_at": discussion.closes_at, "seen": last.pk if last else 0}
    form = PolicyForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            # Somebody may have set it since the form was opened: the verb itself only sees what is between these lines.
            if last and form.cleaned_data["seen"] != last.pk:
                raise AlreadyDecided(decision=last)
            asked = {name: form.cleaned_data[name] for name in ("policy", "closes_at")}
            discussion.set_policy(by=request.user, **asked)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            modeladmin.message_user(request, _("The policy has been saved."), messages.SUCCESS)
            return modeladmin.back_to(discussion)
    return modeladmin.ask(request, discussion, form, title=_("Moderation policy of the discussion"), button=_("Save"))
