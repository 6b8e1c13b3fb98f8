"""
A press of a button of the story form: the story is saved, then what the button says is done.

By then the story is locked (StoryAdmin.get_object), its form has refused a save over a colleague's (StoryForm.clean),
and all of it is one transaction of Django's.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.story import autosaves
from articles.admin.story.request import StoryRequest
from articles.forms.publication import PublicationForm
from articles.forms.story import StoryForm
from articles.forms.workflow import MoveForm
from articles.models import Edition, Revision, Story, StoryAct
from articles.models.act import Refused
from articles.models.verbs import WORKFLOW, Verb
from articles.publishing import holds, publish, workflow
from articles.revisions.snapshot import record

PUBLISHES = {f"_{verb}": verb for verb in (Verb.SCHEDULE, Verb.PUBLISH)}  # by the names of their buttons
# The boxes under the form: the session keeps what was typed into one and not taken.
PUBLICATION_BOX, WORKFLOW_BOX = "box-publication", "box-workflow"


def save_and_act(request: StoryRequest, form: StoryForm, formsets: Sequence[Any], *, admin: Any, change: bool) -> bool:
    """Save the story of a valid form and do what was pressed; True where that leads back to the story's form."""
    story = form.instance
    _refuse_unseen_button(request, form, admin, change)
    _save(request, form, formsets, admin, change)
    record(story, by=request.user)
    _hold_back(request, form)
    autosaves.forget_typed(request)
    if form.replaced:
        _say_what_it_replaces(request, form.replaced)
    elif "_move" in request.POST:
        _move(request, story, admin)
    elif verb := pressed(request):
        _publish(request, story, verb, admin)
    else:
        _keep_unpublished(request, story)
        return False
    return True


def pressed(request: HttpRequest) -> Verb | None:
    """The button that makes the story public; None where it was another button."""
    return next((verb for name, verb in PUBLISHES.items() if name in request.POST), None)


def decides(request: HttpRequest) -> bool:
    """Whether the pressed button does more than save the story, and more than its writers may do."""
    verb = _workflow_verb(request.POST.get("_move"))
    return bool(pressed(request)) or ("_move" in request.POST and not (verb and verb.row.by_writers))


def kept(request: HttpRequest, box: str, story: Story | None) -> dict[str, Any]:
    """What was typed into a box of this story and not taken, {name: value}; nothing of another story's."""
    found = request.session.get(box, {})
    return found["typed"] if story and found.get("story") == story.pk else {}


def _keep(request: StoryRequest, box: str, story: Story, typed: dict[str, Any]) -> None:
    request.session[box] = {"story": story.pk, "typed": typed}


def _workflow_verb(name: str | None) -> Verb | None:
    return next((verb for verb in WORKFLOW if verb == name), None)


def _refuse_unseen_button(request: StoryRequest, form: StoryForm, admin: Any, change: bool) -> None:
    """Refuse a button that wasn't on this person's page, by the section in which the story is stored."""
    before = Story(section_id=form.initial.get("section"))
    if change and decides(request) and not admin.has_publish_permission(request, before):
        raise PermissionDenied


def _save(request: StoryRequest, form: StoryForm, formsets: Sequence[Any], admin: Any, change: bool) -> None:
    """Save the story with its blocks and bylines; all but what holds it back, which has verbs of its own."""
    if not change:
        form.instance.created_by = request.user
    for name, value in form.before._asdict().items():
        setattr(form.instance, name, value)
    for formset in formsets:
        formset.replaces = bool(form.replaced)
    ModelAdmin.save_model(admin, request, form.instance, form, change)
    # Not ContentEditor's own: its cloning writes into any story whose block's id is posted.
    ModelAdmin.save_related(admin, request, form, formsets, change)


def _hold_back(request: StoryRequest, form: StoryForm) -> None:
    """Hold the saved story back as the form says, and say what that has called off, or can’t."""
    if form.wanted == form.before:
        return
    story, because = form.instance, form.cleaned_data.get("held_because", "")
    try:
        called_off = holds.hold(story, form.wanted, by=request.user, because=because)
    except Refused as refusal:
        # This very save may have put the story into a section that isn't theirs.
        sentence = _("Saved, but the embargo, legal hold and second reading haven’t changed. %(why)s")
        messages.error(request, sentence % {"why": refusal})
        return
    if called_off:
        messages.warning(request, _("The scheduled publication has been cancelled."))
    if story.legal_hold and not form.before.legal_hold and story.editions.live(timezone.now()).exists():
        messages.warning(
            request, _("The story is still live: a legal hold only stops further publication. Withdraw it too?")
        )


def _say_what_it_replaces(request: StoryRequest, theirs: Revision) -> None:
    """Say where a colleague's version is; what readers get of the story is to be looked at before anything else."""
    sentence = _("Saved. Version %(number)s, now replaced, stays in the history.")
    messages.success(request, sentence % {"number": theirs.number})


def _move(request: StoryRequest, story: Story, admin: Any) -> None:
    """Move or assign the saved story, or say why not; the box then keeps what was typed into it."""
    verb, may_publish = _workflow_verb(request.POST["_move"]), admin.has_publish_permission(request, story)
    if verb is None or not (verb.row.by_writers or may_publish):
        raise PermissionDenied
    form = MoveForm(request.POST, may_assign=may_publish)
    request.session.pop(WORKFLOW_BOX, None)
    try:
        messages.success(request, _moved(story, _act(story, verb, form, by=request.user)))
    except Refused as refusal:
        messages.error(request, _("Saved, but the stage hasn’t changed. %(why)s") % {"why": refusal})
        typed = {name: form[name].value() for name in form.fields if name != "held_by"}
        _keep(request, WORKFLOW_BOX, story, {name: value for name, value in typed.items() if value})


def _act(story: Story, verb: Verb, form: MoveForm, *, by: User) -> StoryAct:
    if not form.is_valid():
        raise Refused(" ".join(f"{error}" for errors in form.errors.values() for error in errors))
    note, to = form.cleaned_data["note"], form.cleaned_data.get("to")
    if verb != Verb.ASSIGN:
        return workflow.move(story, verb, by=by, note=note, to=to)
    due_at, held_by = form.cleaned_data["due_at"], form.cleaned_data["held_by"]
    return workflow.assign(story, to or story.assigned_to, by=by, note=note, due_at=due_at, held_by=held_by)


def _moved(story: Story, act: StoryAct) -> str:
    verb = Verb(act.verb)
    words = {"story": story, "to": workflow.name_of(act.to) if act.to else ""}
    if verb == Verb.ASSIGN and not act.to:
        return _("“%(story)s” has a new deadline.") % words
    sentences = [verb.row.done, *([_("Assigned to %(to)s.")] if act.to and verb.row.ends else [])]
    return " ".join(sentence % words for sentence in sentences)


def _publish(request: StoryRequest, story: Story, verb: Verb, admin: Any) -> None:
    """Publish or schedule the saved story, or say why not; the box then keeps what was typed into it."""
    # Of every kind: who comes second is told who was first, not that their kind is none any more.
    form = PublicationForm(request.POST, kinds=Edition.Kind.values)
    request.session.pop(PUBLICATION_BOX, None)
    if not admin.has_publish_permission(request, story):
        raise PermissionDenied
    if sentences := _unfit(form, verb):
        for sentence in sentences:
            messages.error(request, sentence)
        _keep_publication(request, story, form)
        return
    try:
        edition = publish.publish(story, by=request.user, **form.asked)
    except Refused as refusal:
        messages.error(request, _("Saved, not published. %(why)s") % {"why": refusal})
        _keep_publication(request, story, form, refused=isinstance(refusal, publish.NotPublishable))
        return
    act = edition.acts.last_of(PUBLISHES.values())
    for warning in act.warnings if act else ():
        messages.warning(request, warning)
    messages.success(request, verb.row.done % {"story": edition.headline})


def _unfit(form: PublicationForm, verb: Verb) -> list[str]:
    """Why the box can't be taken as it was filled in."""
    if not form.is_valid():
        return [
            _("Saved, not published. %(why)s") % {"why": " ".join(map(str, errors))} for errors in form.errors.values()
        ]
    is_timed = bool(form.cleaned_data["live_from"])
    if verb == Verb.PUBLISH and is_timed:
        return [_("Saved, not published: a start time is set. Clear it to publish now, or press “Schedule”.")]
    if verb == Verb.SCHEDULE and not is_timed:
        return [_("Saved, not scheduled: set a start time.")]
    return []


def _keep_publication(request: StoryRequest, story: Story, form: PublicationForm, *, refused: bool = False) -> None:
    """Keep what was typed into the box; `refused`, where the gate has refused it and says why."""
    typed = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    _keep(request, PUBLICATION_BOX, story, typed | ({"publication-refused": "on"} if refused else {}))


def _keep_unpublished(request: StoryRequest, story: Story) -> None:
    """Keep what was typed into the publication box of a story that was only saved; forget it, if it is empty again."""
    form = PublicationForm(request.POST, kinds=Edition.Kind.values)
    request.session.pop(PUBLICATION_BOX, None)
    if any(field.value() for field in form.wishes if field.name != "kind"):
        _keep_publication(request, story, form)
