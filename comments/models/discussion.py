"""The comments of one story: whether it takes more, and how many are public."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Story
from comments.models.decision import DiscussionAct
from comments.models.refusals import AlreadyDecided, NotAllowed, who_and_when
from comments.models.states import Policy
from newsroom import pagecache


class DiscussionQuerySet(models.QuerySet):
    """The questions asked about discussions."""

    def of(self, story):
        """Return the story's discussion, made now if nobody has written yet."""
        discussion, _new = self.get_or_create(story=story)
        return discussion

    def under(self, story_id):
        """Return the discussion of the story with this id, or None where nobody has written yet."""
        return self.filter(story__pk=story_id).first()

    def exactly(self, discussion):
        """Return this discussion if it is still as it was when it was read, else nothing."""
        return self.filter(pk=discussion.pk, policy=discussion.policy, closes_at=discussion.closes_at)

    def for_desk_list(self):
        """Return discussions with what one row of the desk's list shows."""
        return self.select_related("story")


class Discussion(models.Model):
    """
    The comments of one story. There is no row before the first comment: readers see an open, empty discussion.

    Its version is the stamp of the story's page (newsroom.pagecache.story_key). `approved_count` is moved by the
    transition alone, never counted anew.
    """

    story = models.OneToOneField(Story, models.PROTECT, related_name="discussion", verbose_name=_("story"))
    policy = models.CharField(_("policy"), max_length=10, choices=Policy, default=Policy.PRE)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    approved_count = models.PositiveIntegerField(_("approved comments"), default=0, editable=False)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        constraints = [
            models.CheckConstraint(
                condition=Q(policy__in=Policy.values),
                name="discussion_policy_known",
                violation_error_message=_("A discussion is open, closed or hidden."),
            ),
            models.CheckConstraint(
                condition=Q(approved_count__gte=0),
                name="discussion_count_not_negative",
                violation_error_message=_("A discussion can’t have fewer than no comments."),
            ),
        ]

    def __str__(self):
        return str(self.story)

    def is_open(self, at):
        """Return whether readers can write here at this moment."""
        return self.policy == Policy.PRE and (self.closes_at is None or self.closes_at > at)

    @property
    def is_hidden(self):
        """Whether readers see nothing of the discussion, not even that there is one."""
        return self.policy == Policy.HIDDEN

    @transaction.atomic
    def set_policy(self, *, by, policy, closes_at=None, at=None):
        """
        Open (until `closes_at`, or without end), close or hide the discussion, and return the row of the log.

        Raises NotAllowed where it is so already, AlreadyDecided where somebody changed it since it was read.
        """
        at = at or timezone.now()
        if (self.policy, self.closes_at) == (policy, closes_at):
            raise self._nothing_to_do()
        if not Discussion.objects.exactly(self).update(policy=policy, closes_at=closes_at):
            raise AlreadyDecided(decision=DiscussionAct.objects.latest_about(self))
        act = DiscussionAct.objects.create(
            discussion=self, by=by, from_policy=self.policy, to_policy=policy, closes_at=closes_at, decided_at=at
        )
        pagecache.bump(pagecache.story_key(self.story_id), flips=[closes_at])
        self.policy, self.closes_at = policy, closes_at
        return act

    set_policy.alters_data = True

    def _nothing_to_do(self):
        act = DiscussionAct.objects.latest_about(self)
        if act is None:
            return NotAllowed(gettext("The discussion is so already: %(what)s.") % {"what": self.get_policy_display()})
        sentence = gettext("%(who)s has already done that, on %(when)s: %(what)s.")
        return NotAllowed(sentence % {**who_and_when(act), "what": act.outcome}, decision=act)
