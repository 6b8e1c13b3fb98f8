"""
What every URL of the site answers to a GET, for each role; written from newsroom/roles.py, not from the code's answers.

A journalist writes stories (here one that is assigned to them) and pictures; an editor does so too, publishes, and
keeps sections, tags and contributors; a moderator sees comments and nothing else; users and groups are the superuser's.
Nobody writes or deletes a comment at the desk, or deletes a picture: a live edition may show it.
"""

from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from articles.models import Edition, Tag
from comments.receipts import token_for
from tests.comments.factories import make_comment
from tests.factories import make_contributor, make_image, make_user, publish_story

ROLES = ("anonymous", "journalist", "editor", "moderator", "superuser")

# A row is the name of a URL, or its route where it has none, and the answer that each role gets, in the order of ROLES:
# a status, or "login" for a redirect to the log-in page. What follows a "?" tells rows of one URL apart.
TABLE = """
health                                              200    200    200    200    200
media                                               200    200    200    200    200
articles:home                                       200    200    200    200    200
articles:section                                    200    200    200    200    200
articles:story                                      200    200    200    200    200
comments:post                                       405    405    405    405    405
comments:receipt                                    200    200    200    200    200
comments:reply                                      200    200    200    200    200

admin:index                                         login  200    200    200    200
admin:login                                         200    302    302    302    302
admin:logout                                        302    405    405    405    405
admin:password_change                               login  200    200    200    200
admin:password_change_done                          login  200    200    200    200
admin:jsi18n                                        login  200    200    200    200
admin:view_on_site                                  login  404    404    404    404
admin:autocomplete?story.tags                       login  200    200    403    200
admin:autocomplete?byline.contributor               login  200    200    403    200
admin:app_list?articles                             login  200    200    404    200
admin:app_list?comments                             login  404    404    200    200
admin:app_list?auth                                 login  404    404    404    200
admin/(?P<url>.*)$                                  login  404    404    404    404

admin:articles_story_changelist                     login  200    200    403    200
admin:articles_story_add                            login  200    200    403    200
admin:articles_story_change                         login  200    200    403    200
admin:articles_story_history                        login  200    200    404    200
admin:articles_story_delete                         login  403    200    403    200
admin:articles_story_preview_new                    login  405    405    405    405
admin:articles_story_preview                        login  405    405    405    405
admin:articles_story_keep_new                       login  405    405    405    405
admin:articles_story_keep                           login  405    405    405    405
admin:articles_story_recover_new                    login  405    405    405    405
admin:articles_story_recover                        login  405    405    405    405
admin:articles_story_withdraw                       login  403    200    403    200
admin:articles_story_unschedule                     login  403    200    403    200
admin:articles_story_compare                        login  200    200    404    200
admin:articles_story_restore                        login  405    405    404    405
admin:articles_story_label                          login  405    405    404    405
admin:articles_story_pin                            login  405    405    404    405
admin/articles/story/<path:object_id>/              login  302    302    302    302

admin:articles_image_changelist                     login  200    200    403    200
admin:articles_image_add                            login  200    200    403    200
admin:articles_image_change                         login  200    200    403    200
admin:articles_image_history                        login  200    200    403    200
admin:articles_image_delete                         login  403    403    403    403
admin/articles/image/<path:object_id>/              login  302    302    302    302

admin:articles_tag_changelist                       login  200    200    403    200
admin:articles_tag_add                              login  200    200    403    200
admin:articles_tag_change                           login  200    200    403    200
admin:articles_tag_history                          login  200    200    403    200
admin:articles_tag_delete                           login  403    200    403    200
admin/articles/tag/<path:object_id>/                login  302    302    302    302

admin:articles_section_changelist                   login  200    200    403    200
admin:articles_section_add                          login  403    200    403    200
admin:articles_section_change                       login  200    200    403    200
admin:articles_section_history                      login  200    200    403    200
admin:articles_section_delete                       login  403    403    403    200
admin/articles/section/<path:object_id>/            login  302    302    302    302

admin:articles_contributor_changelist               login  200    200    403    200
admin:articles_contributor_add                      login  403    200    403    200
admin:articles_contributor_change                   login  200    200    403    200
admin:articles_contributor_history                  login  200    200    403    200
admin:articles_contributor_delete                   login  403    403    403    200
admin/articles/contributor/<path:object_id>/        login  302    302    302    302

admin:comments_comment_changelist                   login  403    403    200    200
admin:comments_comment_add                          login  403    403    403    403
admin:comments_comment_change                       login  403    403    200    200
admin:comments_comment_history                      login  403    403    200    200
admin:comments_comment_delete                       login  403    403    403    403
admin/comments/comment/<path:object_id>/            login  302    302    302    302

admin:comments_discussion_changelist                login  403    403    200    200
admin:comments_discussion_add                       login  403    403    403    403
admin:comments_discussion_change                    login  403    403    200    200
admin:comments_discussion_history                   login  403    403    200    200
admin:comments_discussion_delete                    login  403    403    403    403
admin/comments/discussion/<path:object_id>/         login  302    302    302    302

admin:auth_user_changelist                          login  403    403    403    200
admin:auth_user_add                                 login  403    403    403    200
admin:auth_user_change                              login  403    403    403    200
admin:auth_user_password_change                     login  403    403    403    200
admin:auth_user_history                             login  403    403    403    200
admin:auth_user_delete                              login  403    403    403    200
admin/auth/user/<path:object_id>/                   login  302    302    302    302

admin:auth_group_changelist                         login  403    403    403    200
admin:auth_group_add                                login  403    403    403    200
admin:auth_group_change                             login  403    403    403    200
admin:auth_group_history                            login  403    403    403    200
admin:auth_group_delete                             login  403    403    403    200
admin/auth/group/<path:object_id>/                  login  302    302    302    302
"""
# Django's own manners, where they aren't 403: the list of an app of which somebody may see nothing doesn't exist (404);
# an object's address without a verb leads to its form (302), which then decides; logging out needs a POST (405), and
# whoever is out already is led to the desk, that is, to the log-in page.


def rows():
    """Return {row: {role: answer}}."""
    lines = (line.split() for line in TABLE.splitlines() if line)
    return {row: dict(zip(ROLES, answers, strict=True)) for row, *answers in lines}


def make_world():
    """Make one of everything that a URL can name, and return it; `keys` are the objects that the desk has pages of."""
    picture = make_image()
    tag = Tag.objects.create(name="Tides", slug="tides")
    journalist = make_user("journalist", groups=["Journalist"])
    edition = publish_story(lead_image=picture, assigned_to=journalist)
    edition.story.tags.add(tag)
    comment = make_comment(edition=edition)
    objects = {
        "articles_story": edition.story,
        "articles_image": picture,
        "articles_tag": tag,
        "articles_section": edition.section,
        "articles_contributor": make_contributor(),
        "comments_comment": comment,
        "comments_discussion": comment.discussion,
        "auth_user": make_user("somebody"),
        "auth_group": Group.objects.get(name="Editor"),
    }
    keys = {name: row.pk for name, row in objects.items()}
    return SimpleNamespace(picture=picture, edition=edition, comment=comment, keys=keys)


def address(row, world):
    """Return the address at which this row's URL is asked, with its query."""
    if "<" in row:
        return _address_of_route(row, world)
    name, _, variant = row.partition("?")
    query = ""
    if name == "admin:autocomplete":
        query = "?app_label=articles&model_name={}&field_name={}".format(*variant.split("."))
    return reverse(name, args=_arguments(name, variant, world)) + query


def _address_of_route(route, world):
    if route == "admin/(?P<url>.*)$":
        return "/admin/nowhere/"
    folder, app, model, _object = route.strip("/").split("/")
    return f"/{folder}/{app}/{model}/{world.keys[f'{app}_{model}']}/"


def _arguments(name, variant, world):
    for page, key in world.keys.items():
        if name.startswith(f"admin:{page}_") and not name.endswith(("_changelist", "_add", "_new")):
            return [key]
    return {
        "media": [world.picture.file.name],
        "articles:section": [world.edition.section.slug],
        "articles:story": [world.edition.path.lstrip("/")],
        "comments:post": [world.edition.story_id],
        "comments:receipt": [token_for(world.comment)],
        "comments:reply": [world.comment.public_id],
        "admin:view_on_site": [ContentType.objects.get_for_model(Edition).pk, world.edition.pk],
        "admin:app_list": [variant],
    }.get(name, [])
