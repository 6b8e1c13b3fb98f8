"""What the table of roles is tried on: a row of everything, and the address of every URL in it."""

from datetime import timedelta
from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition, Tag
from articles.publishing.preview_links import share
from comments.mail import verification
from comments.models import MailedLink, ModerationPolicy, PrivacyAct, Reason
from comments.moderation.blocks import block
from comments.posting.receipts import token_for, token_for_report
from tests.comments.factories import declining_tokens, make_comment, make_link, make_report
from tests.factories import make_contributor, make_image, make_user, publish_story

DATA_PAGES = ("data", "export_data", "mute_data", "erase_data")


def make_world():
    """Make one of everything that a URL can name, and return it; `keys` are the objects that the desk has pages of."""
    picture = make_image()
    tag = Tag.objects.create(name="Tides", slug="tides")
    journalist = make_user("journalist", groups=["Journalist"])
    edition = publish_story(lead_image=picture, assigned_to=journalist)
    edition.story.tags.add(tag)
    comment = make_comment(edition=edition)
    links = {kind: make_link(kind, comment=comment) for kind in MailedLink.Kind}
    link = share(edition.revision, by=make_user("chief"), expires_at=timezone.now() + timedelta(days=1))
    objects = {
        "articles_story": edition.story,
        "articles_image": picture,
        "articles_tag": tag,
        "articles_section": edition.section,
        "articles_contributor": make_contributor(),
        "comments_comment": comment,
        "comments_discussion": comment.discussion,
        "comments_block": block("phrase", "cheap watches", by=make_user("chief"), reason="Advertising"),
        "comments_moderationpolicy": ModerationPolicy.objects.create(section=edition.section),
        # Of its own: a test with real transactions empties the table of those that a migration has written.
        "comments_reason": Reason.objects.create(
            title_fr="Autre", title_en="Other", text_fr="Autre.", text_en="Other."
        ),
        "comments_privacyact": PrivacyAct.objects.note("export", by=journalist, number=1, at=timezone.now()),
        "auth_user": make_user("somebody"),
        "auth_group": Group.objects.get(name="Editor"),
    }
    keys = {name: row.pk for name, row in objects.items()}
    return SimpleNamespace(
        picture=picture,
        edition=edition,
        comment=comment,
        report=make_report(comment),
        link=link,
        links=links,
        keys=keys,
    )


def address(row, world):
    """Return the address at which this row's URL is asked, with its query."""
    if "<" in row:
        return _address_of_route(row, world)
    name, _, variant = row.partition("?")
    query = f"?ids={world.picture.pk}" if name == "admin:articles_image_describe" else ""
    if name == "admin:autocomplete":
        query = "?app_label=articles&model_name={}&field_name={}".format(*variant.split("."))
    return reverse(name, args=_arguments(name, variant, world)) + query


def _address_of_route(route, world):
    if route == "admin/(?P<url>.*)$":
        return "/admin/nowhere/"
    folder, app, model, _object = route.strip("/").split("/")
    return f"/{folder}/{app}/{model}/{world.keys[f'{app}_{model}']}/"


def _arguments(name, variant, world):
    if name in {f"comments:{page}" for page in ("receipt", "edit", "withdraw", "preferences", "forget")}:
        return [token_for(world.comment)]
    if name in {"comments:reply", "comments:report", "comment"}:
        return [world.comment.public_id]
    for page, key in world.keys.items():
        if name.startswith(f"admin:{page}_") and not name.endswith(
            (
                "_changelist",
                "_add",
                "_new",
                "_calendar",
                "_link_targets",
                "_forget_offered",
                "_upload",
                "_several",
                "_describe",
                "_queue",
                "privacyact_reader",
                "privacyact_export",
                "privacyact_erase",
            )
        ):
            return [key]
    return {
        "media": [world.picture.file.name],
        "articles:section": [world.edition.section.slug],
        "articles:section_feed": [world.edition.section.slug],
        "articles:story": [world.edition.path.lstrip("/")],
        "articles:shared_preview": [world.link.token],
        "comments:post": [world.edition.story_id],
        "comments:reported": [token_for_report(world.report)],
        "comments:story_feed": [world.edition.story_id],
        **{f"comments:{name}": [token_for(world.comment)] for name in ("ask_verification", "ask_my_data")},
        "comments:verification": [verification.token_for(world.links["verification"])],
        **{f"comments:{name}": [verification.token_for(world.links["data"])] for name in DATA_PAGES},
        **{f"comments:{name}": [token] for name, token in declining_tokens(world.comment).items()},
        "admin:view_on_site": [ContentType.objects.get_for_model(Edition).pk, world.edition.pk],
        "admin:app_list": [variant],
    }.get(name, [])
