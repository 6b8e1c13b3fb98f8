"""What is done to the stories that are ticked on the list: each is a row, and answers for each story."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.story.views.pages import show
from articles.forms.publication import WithdrawalForm
from articles.forms.workflow import ColleagueField
from articles.models import Section, Story, Tag
from articles.models.act import NotPermitted, Refused
from articles.models.verbs import MOVES, Verb
from articles.publishing import publish, workflow
from newsroom.types import StaffRequest, StrOrPromise

LONGEST_ID = 19  # digits; no database takes an id of more


class SectionForm(forms.Form):
    """The section that the stories go to."""

    section = forms.ModelChoiceField(Section.objects, label=gettext_lazy("Section"))


class IdsOnly(AutocompleteSelectMultiple):
    """Django’s field that is searched by typing, which would break where what was sent is no id."""

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> list[Any]:
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


class Bulk(NamedTuple):
    """An act on the stories that are ticked: what the list calls it, what is asked with which form, and the act."""

    name: str
    description: Any  # lazy words, as Django's decorator takes them
    form: type
    act: Callable
    title: StrOrPromise
    button: StrOrPromise
    hint: StrOrPromise = ""


BULK = (
    Bulk(
        "put_in_section",
        gettext_lazy("Move to a section…"),
        SectionForm,
        workflow.file,
        gettext_lazy("Move these stories to a section"),
        gettext_lazy("Move to the section"),
        gettext_lazy("For live stories, the change shows with the next edition."),
    ),
    Bulk(
        "add_tags",
        gettext_lazy("Add tags…"),
        TagsForm,
        workflow.file,
        gettext_lazy("Add tags to these stories"),
        gettext_lazy("Add tags"),
        gettext_lazy("For live stories, the new tags show with the next edition."),
    ),
    Bulk(
        "give_to",
        gettext_lazy("Assign…"),
        AssignmentForm,
        workflow.assign,
        gettext_lazy("Assign these stories"),
        Verb.ASSIGN.row.button,
    ),
    Bulk(
        "take_off_site",
        gettext_lazy("Withdraw…"),
        WithdrawalForm,
        publish.withdraw,
        gettext_lazy("Withdraw these stories?"),
        Verb.WITHDRAW.row.button,
    ),
)


def _moves(verb: Verb) -> Callable:
    """The admin's action that moves the ticked stories through the desk."""

    @admin.action(description=verb.row.button, permissions=["change" if verb.row.by_writers else "publish"])
    def move(_desk: ModelAdmin, request: StaffRequest, queryset: Iterable[Story]) -> None:
        moved = sum(_moved(request, story, verb) for story in queryset)
        if moved:
            sentence = ngettext(
                "%(count)d story moved to a new stage.", "%(count)d stories moved to a new stage.", moved
            )
            messages.success(request, sentence % {"count": moved})

    move.__name__ = str(verb)
    return move


def _moved(request: StaffRequest, story: Story, verb: Verb) -> bool:
    """Say why the story wasn't moved, where it wasn't."""
    try:
        workflow.move(story, verb, by=request.user)
    except NotPermitted as refusal:
        messages.error(request, _("“%(story)s”: %(why)s") % {"story": story, "why": refusal})
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        return True
    return False


def _asks(bulk: Bulk) -> Callable:
    """The admin's action that asks with the form, then acts on each story, as far as this person may."""

    @admin.action(description=bulk.description, permissions=["publish"])
    def ask(desk: ModelAdmin, request: StaffRequest, queryset: Iterable[Story]) -> HttpResponse | None:
        stories = list(queryset)
        form = bulk.form(request.POST if "_confirmed" in request.POST else None)
        if not form.is_valid():
            words = {"title": bulk.title, "button": bulk.button, "hint": bulk.hint}
            boxes = {"action": request.POST["action"], "checkbox": ACTION_CHECKBOX_NAME}
            return show(request, "bulk", admin=desk, form=form, stories=stories, **words, **boxes)
        _say_missing(request, stories)
        done = sum(_done(request, story, bulk.act, form.cleaned_data) for story in stories)
        if done:
            sentence = ngettext("Done: %(count)d story.", "Done: %(count)d stories.", done)
            messages.success(request, sentence % {"count": done})
        return None

    ask.__name__ = bulk.name
    return ask


def _done(request: StaffRequest, story: Story, act: Callable, details: dict[str, Any]) -> bool:
    """Say why it wasn't done, where it wasn't."""
    try:
        act(story, by=request.user, **details)
    except Refused as refusal:
        messages.error(request, _("“%(story)s”: %(why)s") % {"story": story, "why": refusal})
        return False
    return True


def _say_missing(request: StaffRequest, stories: list[Story]) -> None:
    missing = len(set(request.POST.getlist(ACTION_CHECKBOX_NAME)) - {str(story.pk) for story in stories})
    if missing and request.POST.get("select_across") != "1":
        sentence = ngettext(
            "%(count)d story left unchanged: you have no access to it, or it is no longer in the list.",
            "%(count)d stories left unchanged: you have no access to them, or they are no longer in the list.",
            missing,
        )
        messages.error(request, sentence % {"count": missing})


ACTIONS = [*map(_moves, MOVES), *map(_asks, BULK)]
