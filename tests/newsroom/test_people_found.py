"""The people of the newsroom are found in the desk's list as they are typed, like everything else there."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tests.factories import make_user

pytestmark = pytest.mark.django_db

USERS = reverse("admin:auth_user_changelist")


@pytest.fixture
def desk(client):
    client.force_login(make_user("root", superuser=True))
    return client


@pytest.fixture(params=["Élodie", "E\u0301lodie", "ÉLODIE", "Elodie"])
def elodie(request):
    """Return a journalist whose first name was typed in one way or another, beside one who is called otherwise."""
    user, other = make_user("ebrac"), make_user("lcorvest")
    for row, first, last in ((user, request.param, "Brac-L’Œuvre"), (other, "Léna", "Corvest")):
        row.first_name, row.last_name, row.email = first, last, f"{row.username}@example.org"
        row.save()
    return user


def found(client, term, path=USERS, **filters):
    return list(client.get(path, {"q": term} | filters).context["cl"].result_list)


TERMS = [
    "elodie",
    "élodie",
    "e\u0301lodie",
    "ELODIE",
    "ÉLOD",
    "brac elodie",
    '"élodie brac"',
    "l'oeuvre",
    "l’œuvre",
    "ebrac",
    "ebrac@example.org",
]


def test_a_name_however_it_is_typed(desk, elodie):
    assert {term: found(desk, term) for term in TERMS} == {term: [elodie] for term in TERMS}


def test_what_nobody_is_called_finds_nobody(desk, elodie):
    assert found(desk, "elodie corvest") == []


def test_an_empty_search_finds_everybody(desk, elodie):
    assert len(found(desk, " ")) == 3


def test_beside_a_filter(desk, elodie):
    elodie.is_active = False
    elodie.save()
    assert found(desk, "elodie", is_active__exact=1) == []
    assert found(desk, "elodie", is_active__exact=0) == [elodie]


def test_the_search_asks_two_questions_whatever_the_number_of_people(desk, django_assert_num_queries):
    for number in range(5):
        make_user(f"elodie{number}")
    with django_assert_num_queries(2):
        rows, may_repeat = admin.site.get_model_admin(User).get_search_results(None, User.objects.all(), "élodie")
        assert len(rows) == 5
    assert not may_repeat


def test_groups_too(desk):
    group = Group.objects.create(name="Équipe du soir")
    assert found(desk, "equipe", reverse("admin:auth_group_changelist")) == [group]


def test_a_role_is_called_by_its_french_name_on_a_french_desk(desk, settings):
    settings.LANGUAGE_CODE = "fr"
    Group.objects.create(name="Nuit")
    user = make_user("lea", groups=["Lead moderator"])
    for path in (USERS, reverse("admin:auth_user_change", args=[user.pk]), reverse("admin:auth_group_changelist")):
        page = desk.get(path).text
        assert all(name in page for name in ("Journaliste", "Responsable de la modération", "Nuit"))
        assert ">Lead moderator<" not in page  # a label of Django's own, of the tick box, has it
