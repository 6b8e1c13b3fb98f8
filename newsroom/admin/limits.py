"""Limits of the desk: rows of a form, and rows of a list for one action."""

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.utils.translation import gettext as _


class FewRows:
    """
    An inline of the admin with `max_num` rows at most.

    Twice as many are read, so that too many rows are shown again with what was typed. Django's own `absolute_max` is
    `max_num` plus a thousand, and a forged number would build as many forms.
    """

    def get_formset(self, request, obj=None, **kwargs):
        """Return the class of the formset."""
        return super().get_formset(request, obj, absolute_max=2 * self.max_num, **kwargs)


class FewAtOnce:
    """
    A list of the desk whose actions take `most_at_once` rows at most; those of `on_all`, as many as there are.

    “Select all” of a list of 20,000 would otherwise do 20,000 acts in one request.
    """

    most_at_once = 100
    on_all = ()

    def response_action(self, request, queryset):
        """Do the action that was chosen, unless too many rows are."""
        chosen = len(request.POST.getlist(ACTION_CHECKBOX_NAME))
        if request.POST.get("select_across") == "1":
            chosen = queryset.order_by()[: self.most_at_once + 1].count()
        if chosen > self.most_at_once and not set(request.POST.getlist("action")) & set(self.on_all):
            sentence = _("Nothing was done: choose %(most)d at most.") % {"most": self.most_at_once}
            self.message_user(request, sentence, messages.ERROR)
            return None
        return super().response_action(request, queryset)
