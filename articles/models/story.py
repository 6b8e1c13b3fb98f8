"""The working copy: what a journalist writes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from content_editor.models import Region
from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Case, Exists, F, Max, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition
from articles.models.image import Image
from articles.models.people import Byline, Contributor
from articles.models.story_fields import FIELDS, SEARCHED, Head, InSnapshot
from articles.models.story_queryset import StoryListsQuerySet
from articles.models.taxonomy import Section, Tag
from articles.models.verbs import State
from newsroom.accounts.permissions import holds
from newsroom.db.search_fields import Searchable, SearchTextField

PUBLISH = "articles.publish_story"
SHARE = "articles.share_story"


class StoryQuerySet(StoryListsQuerySet):
    """The questions that the desk asks about stories."""

    def for_changelist(self, at: datetime) -> Self:
        """Return stories with what one row of the desk's list shows: `saved_at`, `is_live`, `is_scheduled`."""
        editions = Edition.objects.filter(story=OuterRef("pk"))
        return self.select_related("section", "assigned_to").annotate(
            saved_at=Max("revisions__saved_at"),
            is_live=Exists(editions.live(at)),
            is_scheduled=Exists(editions.scheduled(at)),
        )

    def open_to(self, user: User) -> Self:
        """
        Return the stories that a person may open at the desk. See also Story.is_open_to.

        Everybody: their own, begun by them, assigned to them, or signed by them. Editors: all, or those of their
        sections where they are section editors.
        """
        publishes = holds(user, PUBLISH)
        sections = list(user.edited_sections.values_list("pk", flat=True)) if publishes else []
        if publishes and not sections:
            return self.all()
        signed = Byline.objects.filter(story=OuterRef("pk"), contributor__user=user)
        return self.filter(
            Q(created_by=user) | Q(assigned_to=user) | Q(section__in=sections) | Exists(signed),
        )

    def publishable_by(self, user: User) -> Self:
        """See also Story.may_be_published_by."""
        if not holds(user, PUBLISH):
            return self.none()
        sections = list(user.edited_sections.values_list("pk", flat=True))
        return self.filter(section__in=sections) if sections else self.all()

    def linkable_by(self, user: User, at: datetime, *, from_story: int | None = None) -> Self:
        """
        Return the stories that a person may point to: those open to them, and all that readers see.

        And those that the story with the id `from_story` points to already: a colleague has put them there. Each is
        `known_as` its headline, found by it in `known_by`; one that isn't open to them, as the one that readers see.
        """
        live = Edition.objects.filter(story=OuterRef("pk")).live(at)
        is_open = Q(pk__in=self.open_to(user).values("pk"))
        pointed = self.filter(pointers__parent=from_story) if from_story else self.none()
        names = {"known_as": ("headline", "headline"), "known_by": ("headline_search", "search_text")}
        return self.filter(is_open | Q(pk__in=pointed.values("pk")) | Exists(live)).annotate(
            **{
                name: Case(When(is_open, then=F(mine)), default=Coalesce(Subquery(live.values(theirs)[:1]), F(mine)))
                for name, (mine, theirs) in names.items()
            }
        )

    def showing(self, image: Image) -> Self:
        """Return the stories that show this picture: in the working copy, or in an edition, past ones included."""
        in_text, in_editions = image.blocks.values("parent"), image.uses.values("edition__story")
        return self.filter(Q(lead_image=image) | Q(pk__in=in_text) | Q(pk__in=in_editions))

    def standing(self, story: "Story", states: Iterable[State]) -> Self:
        """Return this story if it is in one of these states of the desk, else nothing."""
        return self.filter(pk=story.pk, state__in=states)

    def locked(self, pk: int) -> "Story":
        """
        Return the story afresh, locked until the end of the transaction (SQLite locks as a whole).

        Rows that point to it can be written meanwhile (no_key): a change of its picture is logged without waiting.
        """
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)


class Story(Searchable, Head, InSnapshot):
    """The working copy: it may lack anything, publication may not (articles/gate/). Readers see an Edition."""

    State = State

    slug = models.SlugField(
        _("slug"),
        max_length=80,
        blank=True,
        help_text=_("The end of the story’s address. If left empty, it is made from the headline."),
    )
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, verbose_name=_("section"))
    tags = models.ManyToManyField(Tag, blank=True, verbose_name=_("tags"))
    lead_image = models.ForeignKey(
        Image,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_stories",
        verbose_name=_("lead picture"),
    )
    contributors = models.ManyToManyField(Contributor, through=Byline, related_name="stories")
    state = models.CharField(_("stage"), max_length=10, choices=State, default=State.DRAFT)
    due_at = models.DateTimeField(_("deadline"), null=True, blank=True, help_text=_("When the story is due."))
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("The story can’t be published before then."),
    )
    legal_hold = models.BooleanField(_("legal hold"), default=False, help_text=_("Blocks publication while ticked."))
    needs_second_reader = models.BooleanField(
        _("second reading"),
        default=False,
        help_text=_(
            "Someone who didn’t start the story and isn’t in its byline must approve the version to be published."
        ),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="created_stories",
        verbose_name=_("started by"),
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_stories",
        verbose_name=_("assigned to"),
    )
    # Of a story that isn't open to somebody the headline alone may be looked in.
    headline_search = SearchTextField(sources=["headline"])
    search_text = SearchTextField(sources=SEARCHED)

    objects = StoryQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes it for an instance's

    regions = [Region(key="body", title=_("Body"))]
    unprinted = tuple(field.name for field in FIELDS if not field.is_printed)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions = [
            ("publish_story", _("Can publish, schedule and withdraw stories")),
            ("override_gate", _("Can override the checks, with a reason")),
            ("share_story", _("Can share previews with people who have no account")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=~Q(slug=""),
                name="story_slug_unique",
                violation_error_message=_("Another story already has this slug: choose another one."),
            ),
            models.CheckConstraint(condition=Q(state__in=["draft", "in_review", "approved"]), name="story_state_known"),
            models.CheckConstraint(
                condition=~Q(headline=""),
                name="story_has_headline",
                violation_error_message=_("Give the story a headline, even a working one."),
            ),
        ]

    def __str__(self) -> str:
        return getattr(self, "known_as", self.headline)

    @classmethod
    def content_fields(cls) -> list[Any]:
        return [cls._meta.get_field(field.name) for field in FIELDS]

    def is_open_to(self, user: User) -> bool:
        """See also StoryQuerySet.open_to."""
        return Story.objects.open_to(user).filter(pk=self.pk).exists()

    def may_be_published_by(self, user: User) -> bool:
        """See also StoryQuerySet.publishable_by."""
        if not holds(user, PUBLISH):
            return False
        sections = set(user.edited_sections.values_list("pk", flat=True))
        return not sections or self.section_id in sections
