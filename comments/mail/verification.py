"""
Links that are mailed to an address: following one proves that one reads the mail of that address.

No answer tells whether an address is known: the page says the same to everybody, and only the mail differs.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from comments.live_story import language_to
from comments.mail import send, unsubscribe
from comments.models import Comment, Commenter, DataRequest, MailedLink
from comments.models.commenter import address_keys
from comments.models.mailed_link import MailedLinkQuerySet
from comments.privacy import personal_data
from newsroom.db.locks import lock
from newsroom.tasks.enqueue import enqueue_or_retry

# Since it was mailed: a mail server that was away shortens nobody's time.
VALID = {MailedLink.Kind.VERIFICATION: timedelta(hours=6), MailedLink.Kind.DATA: timedelta(hours=1)}
TRIED = timedelta(days=1)  # since it was asked for: a later mail would only puzzle its reader
A_DAY = timedelta(days=1)
LINKS_A_DAY = 3  # of one kind, to one address
FROM_ONE_NETWORK = 20  # a day, whatever their kind

SALT = "comments.mailed"


class Signed(NamedTuple):
    """What a link's token says of it: enough to tell what became of a link that is no longer kept."""

    public_id: str
    kind: str
    commenter_id: str
    language: str


class LinkEnded(Exception):
    """
    The link leads nowhere.

    link    the MailedLink, None where it is no longer kept
    signed  what its token says (Signed), None where that isn't ours: altered, or cut off
    """

    def __init__(self, signed: Signed | None = None, link: MailedLink | None = None) -> None:
        super().__init__()
        self.signed, self.link = signed, link

    @property
    def is_erased(self) -> bool:
        """Whether nothing is kept any more under the address that the link was mailed to."""
        # A link that is kept has its commenter, who may have taken over the one that the token names.
        # Of links of before, whose tokens name nobody, nothing tells.
        if self.link or not self.signed or not self.signed.commenter_id:
            return False
        return not Commenter.objects.is_kept(self.signed.commenter_id)


def ask(
    kind: str,
    commenter_id: int | None,
    *,
    language: str,
    comment: Comment | None = None,
    networks: Sequence[str] = (),
    at: datetime | None = None,
) -> None:
    """
    Have a link of this kind mailed to the commenter, if there is one: one is open at a time, three a day.

    `comment` is the one whose receipt asks: a proof leads back to it.
    One that no mail server has taken yet counts for nothing: it is tried again at once. `networks` are the keys of the
    network that asks. Who wants no mail gets no link to prove an address: they didn't ask.
    """
    at = at or timezone.now()
    with transaction.atomic():
        commenter = Commenter.objects.locked(commenter_id) if commenter_id else None
        if commenter is None or (kind == MailedLink.Kind.VERIFICATION and commenter.muted_at):
            return
        same = commenter.links.filter(kind=kind)
        link = same.open(at).unsent().first()
        if link is None and _may_get(same, networks, at):
            fields = {"created_at": at, "expires_at": at + TRIED, "language": language, "comment": comment}
            link = MailedLink.objects.create(kind=kind, commenter=commenter, ip_key=next(iter(networks), ""), **fields)
        if link:
            enqueue_or_retry(send_link, link.pk)


@transaction.atomic
def ask_by_address(address: str, *, language: str, networks: Sequence[str] = (), at: datetime | None = None) -> None:
    """
    Have the link to all that is kept under this address mailed to it, if anything is.

    Whether it is known is for the worker to find: here, where time would tell, the same is done for every address. One
    network asks so often a day, and no more is kept.
    """
    at = at or timezone.now()
    lock(*networks)
    if DataRequest.objects.from_network(networks).since(at - A_DAY).count() >= FROM_ONE_NETWORK:
        return
    request = DataRequest.objects.create(
        keys=" ".join(address_keys(address)), language=language, ip_key=next(iter(networks), ""), asked_at=at
    )
    answer_request.enqueue(request.pk)


@task(queue_name="mail")
@transaction.atomic
def answer_request(request_id: int) -> None:
    """
    Have the link mailed that was asked for, if anything is kept under the address. Done twice, it does nothing.

    It speaks the language of what the reader last commented on, else that of the page on which it was asked for.
    """
    asked = DataRequest.objects.filter(pk=request_id)
    request = asked.first()
    if request and (commenter := personal_data.known_under(request.keys.split())):
        networks = list(filter(None, [request.ip_key]))
        language = language_to(commenter, at=timezone.now())
        ask(MailedLink.Kind.DATA, commenter.pk, language=language or request.language, networks=networks)
    # Only now: an erasure too locks the commenter before the requests.
    asked.forget_address()


@task(queue_name="mail")
def send_link(link_id: int) -> None:
    """Mail the link, unless it was mailed or has ended meanwhile. Broken off, it may mail the same link once more."""
    at = timezone.now()
    link = MailedLink.objects.select_related("commenter").filter(pk=link_id).unsent().open(at).first()
    if link is None:
        return
    ends_at = at + VALID[MailedLink.Kind(link.kind)]
    with send.connected() as mailer:
        send.send(
            link.kind,
            to=link.commenter.address,
            language=link.language,
            unsubscribe=unsubscribe.address_to_mute(link.commenter, link.language),
            number=link.pk,
            mailer=mailer,
            link=send.absolute(link.kind, token_for(link)),
            ends_at=ends_at,
        )
    MailedLink.objects.filter(pk=link_id).update(sent_at=at, expires_at=ends_at)


def token_for(link: MailedLink) -> str:
    """The token in the link's address."""
    signed = Signed(link.public_id, link.kind, str(link.commenter_id), link.language)
    return signing.Signer(salt=SALT).sign(".".join(signed))


def followed(kind: str, token: str, *, at: datetime) -> MailedLink:
    """Find the open link of this kind that the token names; raises LinkEnded."""
    signed = _signed(token, kind)
    if signed is None or signed.kind != kind:
        raise LinkEnded
    link = MailedLink.objects.known(signed.public_id, kind)
    if link is None or not link.is_open(at):
        raise LinkEnded(signed, link)
    return link


def _signed(token: str, kind: str) -> Signed | None:
    """What a token says; `kind` is for one of before, which names its link alone. None where it isn't ours."""
    try:
        public_id, *more = signing.Signer(salt=SALT).unsign(token).split(".")
    except signing.BadSignature:
        return None
    return Signed(public_id, *(more or (kind, "", settings.LANGUAGE_CODE[:2])))


def confirm(link: MailedLink, *, at: datetime) -> None:
    """Take the address for proved from now on; raises LinkEnded where the link was used at the same moment."""
    with transaction.atomic():
        if not MailedLink.objects.open(at).filter(pk=link.pk).update(used_at=at):
            link.refresh_from_db(fields=["used_at"])
            raise LinkEnded(_signed(token_for(link), link.kind), link)
        # The first proof counts: trust is as old as it.
        Commenter.objects.filter(pk=link.commenter_id, verified_at__isnull=True).update(verified_at=at)


def _may_get(same: MailedLinkQuerySet, networks: Sequence[str], at: datetime) -> bool:
    """Whether another link may be mailed after the `same` ones of its commenter."""
    if same.open(at).exists() or same.sent().since(at - A_DAY).count() >= LINKS_A_DAY:
        return False
    return MailedLink.objects.from_network(networks).since(at - A_DAY).count() < FROM_ONE_NETWORK
