"""Acts on several stories at once: section, tags, assignment, withdrawal; each asks first, and answers for each row."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.story.workflow import ColleagueField
from articles.forms.publication import WithdrawalForm
from articles.models import Section, Story, Tag
from articles.publishing import publish, workflow

LONGEST_ID = 19  # digits; no database takes an id of more


class SectionForm(forms.Form):
    """The section that the stories go to."""

    section = forms.ModelChoiceField(Section.objects, label=gettext_lazy("Section"))


class IdsOnly(AutocompleteSelectMultiple):
    """Django’s field that is searched by typing, which would break where what was sent is no id."""

    def optgroups(self, name, value, attrs=None):
        """Return the choices that are shown: of what was sent, those that can be ids."""
        ids = [each for each in value if str(each).isdecimal() and len(str(each)) < LONGEST_ID]
        return super().optgroups(name, ids, attrs)


class TagsForm(forms.Form):
    """The tags that the stories get, besides those that they have."""

    # Found by typing, as in a story's form: a paper has thousands.
    tags = forms.ModelMultipleChoiceField(
        Tag.objects,
        label=gettext_lazy("Tags to add"),
        widget=IdsOnly(Story._meta.get_field("tags"), admin.site),
    )


class AssignmentForm(forms.Form):
    """Who gets the stories, and why."""

    to = ColleagueField(label=gettext_lazy("Assign to"))
    note = forms.CharField(
        label=gettext_lazy("Handover note"),
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        required=False,
    )


class BulkMixin(ModelAdmin):
    """What those who publish do to the stories that they have ticked on the list."""

    actions = ["put_in_section", "add_tags", "give_to", "take_off_site"]

    @admin.action(description=gettext_lazy("Move to a section…"), permissions=["publish"])
    def put_in_section(self, request, queryset):
        """Ask for a section, then file the stories there."""
        return self._all(
            request,
            queryset,
            SectionForm,
            workflow.file,
            title=_("Move these stories to a section"),
            button=_("Move to the section"),
            hint=_("For live stories, the change shows with the next edition."),
        )

    @admin.action(description=gettext_lazy("Add tags…"), permissions=["publish"])
    def add_tags(self, request, queryset):
        """Ask for tags, then add them to what the stories have."""
        return self._all(
            request,
            queryset,
            TagsForm,
            workflow.file,
            title=_("Add tags to these stories"),
            button=_("Add tags"),
            hint=_("For live stories, the new tags show with the next edition."),
        )

    @admin.action(description=gettext_lazy("Assign…"), permissions=["publish"])
    def give_to(self, request, queryset):
        """Ask for a person, then assign the stories."""
        return self._all(
            request,
            queryset,
            AssignmentForm,
            workflow.assign,
            title=_("Assign these stories"),
            button=_("Assign"),
        )

    @admin.action(description=gettext_lazy("Withdraw…"), permissions=["publish"])
    def take_off_site(self, request, queryset):
        """Ask for the public notice, then take the stories off the site."""
        return self._all(
            request,
            queryset,
            WithdrawalForm,
            publish.withdraw,
            title=_("Withdraw these stories?"),
            button=_("Withdraw"),
        )

    def _all(self, request, queryset, form_class, verb, **words):
        """Ask with the form; once it is filled in, do the verb to every story, as far as this person may."""
        stories = list(queryset)
        form = form_class(request.POST if "_confirmed" in request.POST else None)
        if not form.is_valid():
            context = self.admin_site.each_context(request) | {"opts": self.opts, "form": form, "hint": ""} | words
            context |= {"stories": stories, "action": request.POST["action"], "checkbox": ACTION_CHECKBOX_NAME}
            return TemplateResponse(request, "admin/articles/story/bulk.html", context)
        self._say_missing(request, stories)
        done = sum(self._one(request, story, verb, form.cleaned_data) for story in stories)
        if done:
            sentence = ngettext("Done: %(count)d story.", "Done: %(count)d stories.", done)
            messages.success(request, sentence % {"count": done})
        return None

    def _one(self, request, story, verb, details):
        """Do the verb to one story; return whether it was done, and say why where it wasn't."""
        try:
            verb(story, by=request.user, **details)
        except publish.Refused as refusal:
            messages.error(request, _("“%(story)s”: %(why)s") % {"story": story, "why": refusal})
            return False
        return True

    def _say_missing(self, request, stories):
        missing = len(set(request.POST.getlist(ACTION_CHECKBOX_NAME)) - {str(story.pk) for story in stories})
        if missing and request.POST.get("select_across") != "1":
            sentence = ngettext(
                "%(count)d story left unchanged: you have no access to it, or it is no longer in the list.",
                "%(count)d stories left unchanged: you have no access to them, or they are no longer in the list.",
                missing,
            )
            messages.error(request, sentence % {"count": missing})
