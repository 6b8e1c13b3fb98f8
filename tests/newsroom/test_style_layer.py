"""Django's own style sheets lie in a layer below the desk's: one that a page links beside it would win over those."""

import re

import pytest

from tests.factories import make_user
from tests.newsroom.roles_table import rows
from tests.newsroom.roles_world import address, make_world

LINKED = re.compile(r'<link[^>]+href="/static/(admin/css/[^"]+)"')
# Django's base template links the first whatever its blocks say; the others set nothing anew that is in the layer.
BESIDE = ("nav_sidebar", "autocomplete", "vendor/select2/", "unusable_password_field")


def beside(client, page):
    """Return the sheets of Django's admin that a page links itself, but for those that may stand beside the layer."""
    linked = LINKED.findall(client.get(page).getvalue().decode(errors="replace"))
    return [sheet for sheet in linked if not sheet.removeprefix("admin/css/").startswith(BESIDE)]


@pytest.mark.django_db
def test_no_page_of_the_desk_links_one_of_djangos_sheets_beside_the_layer(client):
    world = make_world()
    client.force_login(make_user("root", superuser=True))
    named = [name for name, answers in rows().items() if name.startswith("admin:") and answers["superuser"] == "200"]
    pages = ["/admin/login/?next=/admin/", *(address(name, world) for name in named)]
    assert len(pages) > 50
    assert {page: found for page in pages if (found := beside(client, page))} == {}
