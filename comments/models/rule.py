"""What the newsroom lays down: who and what is blocked, which reasons there are, what each section takes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone, translation
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.models import Section
from comments.models.states import Policy
from newsroom.db.search_fields import Searchable, SearchableQuerySet, SearchTextField
from newsroom.text.punctuation import labelled

REASON_MAX = 500


def erased_word():
    """Return what is kept, in the newsroom's language, where words about a reader stood and something has to."""
    with translation.override(settings.LANGUAGE_CODE):
        return gettext("(erased)")


class BlockKind(models.TextChoices):
    """What is blocked."""

    ADDRESS = "address", _("email address")
    NETWORK = "network", _("network")
    DOMAIN = "domain", _("linked domain")
    PHRASE = "phrase", pgettext_lazy("block", "words")


class BlockQuerySet(SearchableQuerySet):
    """The questions asked about blocks."""

    def in_force(self, at):
        """Return the blocks that hold comments at this moment. See also Block.is_in_force."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), lifted_at__isnull=True)

    def that_could_hold(self, keys, domains):
        """Return the blocks of these addresses, networks and domains, and all of words: those are compared later."""
        named = Q(kind__in=[BlockKind.ADDRESS, BlockKind.NETWORK], key__in=keys)
        return self.filter(named | Q(kind=BlockKind.DOMAIN, key__in=domains) | Q(kind=BlockKind.PHRASE))

    def of(self, kind, keys):
        """Return the block of just this, known by its keys, that nobody has lifted, if there is one."""
        return self.filter(kind=kind, key__in=keys, lifted_at__isnull=True)

    def ended_by(self, at):
        """Return those whose end has come by this moment."""
        return self.filter(ends_at__lte=at)

    def standing(self, block):
        """Return this block if it is still as it was when it was read, else nothing."""
        return self.filter(pk=block.pk, lifted_at__isnull=True, reason=block.reason, ends_at=block.ends_at)

    def on_address(self, keys):
        """Return the blocks of an address, known by its keys."""
        return self.filter(kind=BlockKind.ADDRESS, key__in=keys)

    def forget_reader(self):
        """Take out of blocks what says whom they are on; they hold on, by their keys."""
        return self.update(label=erased_word(), reason=erased_word())

    def over_before(self, moment):
        """Return what was lifted or had ended before this moment."""
        return self.filter(Q(lifted_at__lt=moment) | Q(ends_at__lt=moment))

    def to_match(self):
        """Return rows (pk, kind, key): all that hundreds of blocks are matched by."""
        return self.order_by().values_list("pk", "kind", "key", named=True)


class Block(Searchable):
    """
    What a moderator has blocked, until when and why. It holds comments, and their readers are told.

    `key` is what it is matched by: the HMAC of an address or a network, a domain, or words as comments.screening reads
    them. `label` is what the moderators see of it, never a whole address.
    """

    Kind = BlockKind

    kind = models.CharField(_("kind"), max_length=10, choices=BlockKind)
    key = models.CharField(max_length=200, editable=False)
    label = models.CharField(_("blocked item"), max_length=200)
    reason = models.CharField(_("reason"), max_length=REASON_MAX)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("by")
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    search_text = SearchTextField(sources=["label", "reason"])

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=BlockKind.values), name="block_kind_known"),
            models.CheckConstraint(condition=~Q(key=""), name="block_has_key"),
            models.CheckConstraint(
                condition=~Q(reason=""), name="block_has_reason", violation_error_message=_("Give a reason.")
            ),
            models.UniqueConstraint(fields=["kind", "key"], condition=Q(lifted_at__isnull=True), name="block_once"),
        ]

    def __str__(self):
        return labelled(self.get_kind_display(), self.label)

    def is_in_force(self, at):
        """Return whether it holds comments at this moment. See also BlockQuerySet.in_force."""
        return self.lifted_at is None and (self.ends_at is None or self.ends_at > at)


class ReasonQuerySet(models.QuerySet):
    """The questions asked about reasons."""

    def on_keys(self):
        """Return the reasons in use, in the order of the keys 1 to 9."""
        return self.filter(key__isnull=False).order_by("key")

    def on_key(self, key):
        """Return the reason on this key, None where there is none."""
        return self.filter(key=key).first()


class Reason(models.Model):
    """A reason for a refusal, chosen by a key from 1 to 9; its text goes to the reader in the story's language."""

    key = models.PositiveSmallIntegerField(_("key"), null=True, blank=True, unique=True)
    title_fr = models.CharField(_("title, in French"), max_length=60)
    title_en = models.CharField(_("title, in English"), max_length=60)
    text_fr = models.CharField(_("text for the reader, in French"), max_length=REASON_MAX)
    text_en = models.CharField(_("text for the reader, in English"), max_length=REASON_MAX)

    objects = ReasonQuerySet.as_manager()

    class Meta:
        ordering = ["key", "id"]
        verbose_name = _("reason for rejection")
        verbose_name_plural = _("reasons for rejection")
        constraints = [
            models.CheckConstraint(
                condition=Q(key__isnull=True) | Q(key__range=(1, 9)),
                name="reason_key_from_1_to_9",
                violation_error_message=_("The key must be a digit from 1 to 9."),
            )
        ]

    def __str__(self):
        return self.title_fr if settings.LANGUAGE_CODE[:2] == "fr" else self.title_en

    def text_in(self, language):
        """Return the text for a reader of a story in this language ("fr" or "en")."""
        return self.text_fr if language == "fr" else self.text_en

    def says(self, words):
        """Return whether these words are this reason as it stands, in either language, or none."""
        return words in {"", self.title_fr, self.title_en, self.text_fr, self.text_en}

    def words_in(self, language, reason):
        """Return the text in this language where `reason` is this one as it stands, else the moderator's own words."""
        return self.text_in(language) if self.says(reason) else reason


class ModerationPolicyQuerySet(models.QuerySet):
    """The questions asked about policies."""

    def over(self, section_id):
        """Return the policies of the site and of the section with this id."""
        return self.filter(Q(section__isnull=True) | Q(section=section_id))

    def of_just(self, section):
        """Return the policy of this section, of the whole site for None, if there is one."""
        return self.filter(section=section) if section else self.filter(section__isnull=True)


# What a policy says beside who decides.
SAYS = ("policy", "closes_after", "holds_until")


def in_force(section):
    """
    Return annotations for rows of any kind: what the section (an id or an OuterRef) and the site have laid down.

    So a discussion and the policies over it cost one query; ModerationPolicy.carried_by reads them.
    """
    policies = {
        "section": ModerationPolicy.objects.filter(section=section),
        "site": ModerationPolicy.objects.of_just(None),
    }
    return {f"{whose}_{name}": Subquery(rows.values(name)[:1]) for whose, rows in policies.items() for name in SAYS}


def policy_in_force(own, section):
    """
    Return the policy that counts, as an expression: the story's (in the field `own`), else the section's or the site's.

    See also comments.policy.stance, which says the same of one discussion.
    """
    said = in_force(section)
    levels = [F(own), said["section_policy"], said["site_policy"]]
    return Coalesce(*(NullIf(level, Value(Policy.INHERIT)) for level in levels), Value(Policy.PRE))


def limits_of(user):
    """Return the ids of the sections that a person's decisions are limited to; empty where they decide everywhere."""
    # All of them, and not asked by value: a page that asks more than once has them prefetched.
    return [house.section_id for house in user.moderated.all() if house.section_id]


class ModerationPolicy(models.Model):
    """
    What the discussions of a section take, or of the whole site where `section` is empty; a story can have its own.

    `closes_after` is in days since the story was first published. Until `holds_until` everything is held, whoever
    writes. `moderators` decide in this section alone; one who is named nowhere decides everywhere.
    """

    section = models.OneToOneField(
        Section, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    policy = models.CharField(_("moderation policy"), max_length=10, choices=Policy, default=Policy.INHERIT)
    closes_after = models.PositiveSmallIntegerField(_("closes after (days)"), null=True, blank=True)
    holds_until = models.DateTimeField(_("hold all comments until"), null=True, blank=True)
    moderators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="moderated", verbose_name=_("moderators")
    )

    objects = ModerationPolicyQuerySet.as_manager()

    class Meta:
        ordering = ["section"]
        verbose_name = _("moderation policy")
        verbose_name_plural = _("moderation policies")
        constraints = [
            models.CheckConstraint(condition=Q(policy__in=Policy.values), name="house_policy_known"),
            models.UniqueConstraint(Coalesce("section", Value(0)), name="house_policy_once"),
        ]

    def __str__(self):
        return str(self.section) if self.section else str(_("the whole site"))

    @classmethod
    def carried_by(cls, row):
        """Return the policies that a row with the annotations of `in_force` carries, the section's first; unsaved."""
        said = [{name: getattr(row, f"{whose}_{name}") for name in SAYS} for whose in ("section", "site")]
        return [cls(**each) for each in said if each["policy"]]
