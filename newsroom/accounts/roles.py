"""Who may do what at the desk: the four groups, with the least that their work needs."""

from django.apps import apps as current_apps
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.utils.translation import pgettext_lazy

from articles.models import BLOCKS

BLOCK_MODELS = tuple(model._meta.model_name for model in BLOCKS.values())

WRITING = {
    f"articles.{verb}_{model}"
    for verb, models in {
        "view": ("story", "byline", "image", "credit", "section", "tag", "contributor", *BLOCK_MODELS),
        "add": ("story", "byline", "image", "credit", "tag", *BLOCK_MODELS),
        "change": ("story", "byline", "image", "credit", *BLOCK_MODELS),
        "delete": ("byline", *BLOCK_MODELS),
    }.items()
    for model in models
}
EDITING = {
    "articles.publish_story",
    "articles.override_gate",
    "articles.share_story",
    "articles.delete_story",
    *(f"articles.{verb}_{model}" for verb in ("add", "change") for model in ("section", "tag", "contributor")),
    "articles.delete_tag",
    "articles.delete_image",
}
MODERATING = {
    "comments.view_comment",
    "comments.view_discussion",
    "comments.moderate_comment",
    "comments.see_address",
    "comments.answer_comment",
}
LEADING = {
    "comments.keep_rules",
    "comments.erase_commenter",
    *(
        f"comments.{verb}_{model}"
        for verb in ("view", "add", "change")
        for model in ("block", "reason", "moderationpolicy")
    ),
    "comments.delete_reason",
}

ROLES = {
    "Journalist": WRITING,
    "Editor": WRITING | EDITING,
    "Moderator": MODERATING,
    "Lead moderator": MODERATING | LEADING,
}
# The groups are rows, named in English: these are their names in the reader's language.
NAMES = {
    "Journalist": pgettext_lazy("role", "Journalist"),
    "Editor": pgettext_lazy("role", "Editor"),
    "Moderator": pgettext_lazy("role", "Moderator"),
    "Lead moderator": pgettext_lazy("role", "Lead moderator"),
}


def shown_name(group_name: str) -> str:
    """A group that the newsroom has made keeps its own name."""
    return str(NAMES.get(group_name, group_name))


def make_groups(apps: Apps = current_apps) -> None:
    """
    Make the groups, and give each the permissions of its role, as far as this point of the migrations knows them.

    Permissions are only made after all migrations have run; a migration that hands them out makes them first.
    One that adds a permission to a role calls this again; a test holds that the groups end up as ROLES says.
    """
    for label in ("articles", "comments"):
        config = apps.get_app_config(label)
        # That there is one is all that is asked; the configs of a migration have none.
        config.models_module = getattr(config, "models_module", None) or True  # type: ignore[assignment]  # a stand-in
        create_permissions(config, verbosity=0, apps=apps)
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in apps.get_model("auth", "Permission").objects.select_related("content_type")
    }
    for name, codes in ROLES.items():
        group, _new = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.set([permissions[code] for code in sorted(codes & permissions.keys())])
