"""Blocks at the desk: rehearsed before they are set up, changed and lifted by their verbs."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from comments.admin.policies import RulesAdmin
from comments.models import Block, Comment, Refused, rights
from comments.models.fields import REASON_MAX
from comments.moderation import blocks
from newsroom.admin.search import FoundByWords
from newsroom.db.datetime_fields import NewsroomDateTimeField
from newsroom.types import StaffRequest, staff_of

_signer = signing.Signer(salt="comments.block")
OF_A_COMMENT = (Block.Kind.ADDRESS, Block.Kind.NETWORK)


class BlockForm(forms.Form):
    """
    What is to be blocked, until when and why; `rehearsed` says that its numbers have been seen.

    Where a comment is given, it is blocked what that came from, and nobody types or sees an address.
    """

    data: QueryDict
    target: blocks.Target
    kind = forms.ChoiceField(label=gettext_lazy("Type"), choices=Block.Kind)
    value = forms.CharField(label=gettext_lazy("To block"), max_length=254)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=REASON_MAX,
        help_text=gettext_lazy("For colleagues. The reader is only told that something is blocked."),
    )
    ends_at = NewsroomDateTimeField(
        label=gettext_lazy("Ends"),
        required=False,
        help_text=gettext_lazy("If left empty, the block lasts until it is lifted."),
    )
    rehearsed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, comment: Comment | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comment = comment
        if comment:
            fields: dict[str, Any] = self.fields
            del fields["value"]
            fields["kind"].choices = [(kind.value, kind.label) for kind in OF_A_COMMENT]

    def clean_ends_at(self) -> datetime | None:
        """Refuse an end that has passed."""
        ends_at = self.cleaned_data["ends_at"]
        if ends_at and ends_at <= timezone.now():
            raise forms.ValidationError(_("This time has passed: choose a later one."))
        return ends_at

    def clean(self) -> dict[str, Any]:
        """Refuse what can't be blocked."""
        cleaned = self.cleaned_data
        if "kind" in cleaned and (self.comment or "value" in cleaned):
            try:
                self.target = blocks.target(cleaned["kind"], self.what)
            except Refused as refusal:
                self.add_error("kind" if self.comment else "value", str(refusal))
        return cleaned

    @property
    def what(self) -> str | Comment:
        """What is blocked: the comment, or what was typed."""
        return self.comment or self.cleaned_data["value"]

    @property
    def is_rehearsed(self) -> bool:
        """Whether the numbers that were shown are those of just this block."""
        return self.cleaned_data["rehearsed"] == self._mark

    def rehearse(self) -> blocks.Rehearsal:
        """Count what the block would have held, and let the same form set it up the next time that it is sent."""
        self.data = self.data.copy()
        self.data["rehearsed"] = self._mark
        return blocks.rehearse(self.cleaned_data["kind"], self.what, at=timezone.now())

    def set_up(self, *, by: User) -> None:
        """Block it; raises Refused."""
        data = self.cleaned_data
        blocks.block(data["kind"], self.what, by=by, reason=data["reason"], ends_at=data["ends_at"])

    @property
    def _mark(self) -> str:
        return _signer.signature(f"{self.target.kind} {self.target.key}")


class ChangeForm(forms.ModelForm):
    """Another reason or another end for a block that stands."""

    class Meta:
        model = Block
        fields = ("reason", "ends_at")
        widgets = {"reason": forms.TextInput(attrs={"class": "vTextField"})}


@admin.register(Block)
class BlockAdmin(FoundByWords, RulesAdmin):
    """The blocks, those in force and those that were."""

    form = ChangeForm
    list_display = ["label", "kind", "reason", "stands", "created_by", "created_at"]
    list_filter = ["kind"]
    fields = ["kind", "label", "reason", "ends_at", "created_at", "created_by", "lifted_at", "lifted_by"]
    readonly_fields = ["kind", "label", "created_at", "created_by", "lifted_at", "lifted_by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Block]:
        return super().get_queryset(request).select_related("created_by", "lifted_by")

    @admin.display(description=gettext_lazy("in force"), boolean=True)
    def stands(self, block: Block) -> bool:
        return block.is_in_force(timezone.now())

    def has_change_permission(self, request: HttpRequest, obj: Block | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.lifted_at)

    def has_delete_permission(self, request: HttpRequest, obj: Block | None = None) -> bool:
        return False  # it is lifted, and stays in the log

    def get_urls(self) -> list[URLPattern]:
        """Add what lifts a block."""
        view = self.admin_site.admin_view(self.lift_view)
        return [path("<int:pk>/lift/", view, name="comments_block_lift"), *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask what is to be blocked, show what that would have held, and set it up when it is sent once more."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        comment = self._comment(request)
        form = BlockForm(request.POST or None, comment=comment, initial=request.GET.dict())
        words: dict[str, Any] = {"title": _("Block"), "quoted": comment, "button": _("Test the block")}
        if request.method == "POST" and form.is_valid():
            if form.is_rehearsed:
                return self._set_up(request, form) or self.ask(request, form, **words)
            words |= {"found": _sentence(form.rehearse()), "button": _("Block")}
        return self.ask(request, form, **words)

    def ask(self, request: HttpRequest, form: BlockForm, **words: Any) -> TemplateResponse:
        """Show the page on which a block is set up."""
        context = self.admin_site.each_context(request) | {"opts": self.opts, "form": form}
        return TemplateResponse(request, "admin/comments/act.html", context | words)

    def save_model(self, request: HttpRequest, obj: Block, form: ChangeForm, change: bool) -> None:
        """Log it too."""
        before = Block.objects.get(pk=obj.pk)
        try:
            blocks.change(before, by=staff_of(request), reason=obj.reason, ends_at=obj.ends_at)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)

    @method_decorator(require_POST)
    def lift_view(self, request: StaffRequest, pk: int) -> HttpResponseRedirect:
        """Lift the block."""
        block = get_object_or_404(Block, pk=pk)
        if not rights.may(request.user, rights.LIFTING) or not self.has_view_permission(request):
            raise PermissionDenied
        try:
            blocks.lift(block, by=request.user)
            self.message_user(request, _("The block has been lifted."), messages.SUCCESS)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        return HttpResponseRedirect(reverse("admin:comments_block_change", args=[pk]))

    def _comment(self, request: HttpRequest) -> Comment | None:
        """The comment whose address or network is meant, if the page's address names one; 404 if it can't."""
        public_id = request.GET.get("comment")
        if not public_id:
            return None
        comment = Comment.objects.open_to(staff_of(request)).for_receipt(public_id)
        if comment is None:
            raise Http404
        return comment

    def _set_up(self, request: HttpRequest, form: BlockForm) -> HttpResponseRedirect | None:
        """Set the block up and lead to the list; None where that is refused, with the form saying why."""
        try:
            form.set_up(by=staff_of(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return None
        self.message_user(request, _("The block is in force."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:comments_block_changelist"))


def _sentence(rehearsal: blocks.Rehearsal) -> str:
    if not rehearsal.held:
        return _("In the last 30 days it would have held no comments.")
    held = ngettext(
        "In the last 30 days it would have held %(number)s comment",
        "In the last 30 days it would have held %(number)s comments",
        rehearsal.held,
    ) % {"number": rehearsal.held}
    approved = ngettext(
        "of which you approved %(number)s.", "of which you approved %(number)s.", rehearsal.approved
    ) % {"number": rehearsal.approved}
    return f"{held}, {approved}"
