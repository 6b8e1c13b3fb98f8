"""What holds a story back, changed from its form: thin loops around articles/publishing/holds.py."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models.refusals import Refused
from articles.publishing import holds
from newsroom.db.datetime_fields import NewsroomDateTimeField


class HoldsMixin(ModelAdmin):
    """Embargo, legal hold and second reader: fields of the form, but changed by their verb alone, which logs it."""

    formfield_overrides = {models.DateTimeField: {"form_class": NewsroomDateTimeField}}

    def may_hold(self, request, story):
        """
        Return whether this person may hold the story back, as it stood when the request came.

        A form that is refused has by then put the section that it was sent with into `story`, and is shown again with
        the fields that it was made with.
        """
        if not hasattr(request, "may_hold"):
            request.may_hold = self.has_publish_permission(request, story)
        return request.may_hold

    def get_fieldsets(self, request, obj=None):
        """Ask those alone why it changes who may change it."""
        fieldsets = super().get_fieldsets(request, obj)
        if self.may_hold(request, obj):
            return fieldsets
        without = [[name for name in options["fields"] if name != "held_because"] for _title, options in fieldsets]
        return [(title, options | {"fields": kept}) for (title, options), kept in zip(fieldsets, without, strict=True)]

    def save_model(self, request, obj, form, change):
        """Save all but what holds the story back."""
        for name, value in form.before._asdict().items():
            setattr(obj, name, value)
        super().save_model(request, obj, form, change)

    def hold_back(self, request, form):
        """Hold the saved story back as the form says, and say what that has called off, or can’t."""
        story, because = form.instance, form.cleaned_data.get("held_because", "")
        try:
            called_off = holds.hold(story, form.wanted, by=request.user, because=because)
        except Refused as refusal:
            # This very save may have put the story into a section that isn't theirs.
            messages.error(
                request,
                _("Saved, but the embargo, legal hold and second reading haven’t changed. %(why)s") % {"why": refusal},
            )
            return
        if called_off:
            messages.warning(request, _("The scheduled publication has been cancelled."))
        if story.legal_hold and not form.before.legal_hold and story.editions.live(timezone.now()).exists():
            messages.warning(
                request, _("The story is still live: a legal hold only stops further publication. Withdraw it too?")
            )
