"""The checks that look at nothing but the submission, one by one; those that ask the database: test_memory.py."""

import pytest

from comments.models import Flag
from comments.screening import checks, screen
from comments.screening.checks import Case, Recent
from comments.screening.origin import ELSEWHERE, FROM_NO_PAGE, UNSAID
from comments.screening.submission import Sender
from tests.comments.factories import make_submission

CHECKS = {check.__name__: check for check in checks.CHECKS}


def check(flag, *, language="fr", recent=None, is_held=False, **fields):
    """Return what one check finds in a submission under a story in this language."""
    submission = make_submission(story_id=1, **fields)
    return CHECKS[flag](Case(submission, language=language, recent=recent or Recent(), is_held=is_held))


def marked(found, body):
    """Return the parts of the body that a flag speaks of."""
    return [body[start:end] for start, end in found.spans]


@pytest.mark.parametrize(
    ("body", "weight"),
    [("http://a.example", 2), ("HTTPS://a.example www.b.example [url=c] <a href=d>", 8), ("http://x " * 90, 10)],
)
def test_links_weigh_more_the_more_there_are(body, weight):
    assert check("links", body=body).weight == weight


@pytest.mark.parametrize(
    ("body", "detail", "places"),
    [
        ("Voir https://a.example/x?y=1 et www.b.example.", "a.example, www.b.example", None),
        ("[url=http://c.example]ici[/url]", "c.example", ["[url=http://c.example]"]),
        ('<a href="https://d.example">ici</a>', "d.example", None),
        ("tout sur gros-lot.bet !", "gros-lot.bet", ["gros-lot.bet"]),
        ("le canal g.example/lot42 paie", "g.example", ["g.example/lot42"]),
        ("https://[::1", "?", None),
        ("(https://e.ex), voir «https://f.ex».", "e.ex, f.ex", ["https://e.ex", "https://f.ex"]),
        ("hxxp://g.ex https:/h.ex //i.ex https://münze.ex/", "g.ex, h.ex, i.ex, xn--mnze-0ra.ex", None),
        ("https://www.insee.fr@evil.example https://EVIL.example\\@www.insee.fr", "evil.example × 2", None),
    ],
)
def test_links_are_known_by_their_domains(body, detail, places):
    found = check("links", body=body)
    assert found.detail == detail
    assert places is None or marked(found, body) == places


@pytest.mark.parametrize(
    "body",
    [
        "The www is an old thing.",
        "Bravo.Merci à tous, c.-à-d. etc. Et/ou 24/7, p.12/14, 1.5/2.",
        "Écrire à odile@port.com",
        "https://fr.wikipedia.org/wiki/Marée_(mer) et (https://www.insee.fr/fr/statistiques/1), «HTTPS://INSEE.FR»…",
        "Votre article https://gazette.example/2026/01/02/moulin/ le disait déjà.",
    ],
)
def test_words_public_sources_and_this_site_are_no_links(body):
    assert check("links", body=body, sender=Sender(host="gazette.example")) is None


def test_a_domain_that_only_begins_like_a_source_is_none():
    assert check("links", body="https://insee.fr.gains.example https://notinsee.fr").weight == 4


def test_the_field_that_people_do_not_see():
    assert check("honeypot") is None
    assert check("honeypot", trap="a\x00b" * 400).detail == ("ab" * 400)[:100]


def test_a_sender_without_what_browsers_send():
    assert check("no_browser") is None
    found = check("no_browser", sender=Sender(missing=("Accept", "Accept-Language")))
    assert (found.weight, found.detail) == (6, "Accept, Accept-Language")


LONG = "Forty characters take longer than that.."


@pytest.mark.parametrize(
    ("took", "body", "is_found"),
    [
        (2, LONG, True),
        (0, LONG, True),
        (3, LONG, False),
        (240, LONG, False),
        (1, "Thirty characters are possible", False),
        (None, LONG, False),
    ],
)
def test_more_than_anybody_types_in_the_time(took, body, is_found):
    assert bool(check("too_fast", took=took, body=body)) == is_found


def test_what_is_odd_about_the_sender():
    assert check("cross_site") is None
    weights = [check("cross_site", sender=Sender(site=site)).weight for site in (ELSEWHERE, UNSAID, FROM_NO_PAGE)]
    assert weights == [6, 3, 3]


@pytest.mark.parametrize(
    ("body", "weight"),
    [
        ("Лучшие игры и быстрые выплаты каждый день", 7),
        ("Привет!", 7),
        ("赌场在线注册送彩金", 7),
        ("Bonne journée à tous. Лучшие игры каждый день", 4),
        ("𝐆𝐫𝐨𝐬 𝐠𝐚𝐢𝐧𝐬 𝐢𝐜𝐢", 7),
    ],
)
def test_another_script_than_the_story(body, weight):
    assert check("script", body=body).weight == weight


@pytest.mark.parametrize(
    "body",
    [
        "Ma grand-mère disait « всё пройдёт » quand la mer montait, et elle avait raison.",
        "Du grec θάλασσα, la mer.",
        "12 μg par litre, rayons γ, 3 € ª º",
        "👍👍👍",
        "…",
    ],
)
def test_foreign_words_that_are_quoted_are_no_other_script(body):
    assert check("script", body=body) is None


def test_a_word_of_two_alphabets_pretends():
    body = "Le meilleur саsіno du port"
    found = check("script", body=body)
    assert (found.weight, marked(found, body)) == (6, ["саsіno"])


def test_another_script_is_shown_where_it_stands():
    body = "Voilà : лучшие игры, быстро. Merci."
    assert marked(check("script", body=body), body) == ["лучшие игры, быстро"]


def test_capitals():
    body = "C’EST UNE HONTE, ET PERSONNE NE DIT RIEN ! Voilà."
    found = check("capitals", body=body)
    assert (found.weight, marked(found, body)) == (2, ["C’EST UNE HONTE, ET PERSONNE NE DIT RIEN"])
    assert check("capitals", body="RENDEZ-NOUS LA DIGUE, TOUT DE SUITE ET EN ENTIER").weight == 3


@pytest.mark.parametrize(
    "body",
    [
        "HONTEUX !",
        "Le SIVOM, la SNCF, l’ONU et l’INSEE : OK.",
        "C’EST UNE HONTE. Voilà des années que nous demandons un passage abrité pour les vélos, sans réponse.",
        "привет " * 20,
        "会議" * 40,
    ],
)
def test_a_shout_and_initials_are_no_capitals(body):
    assert check("capitals", body=body) is None


@pytest.mark.parametrize(
    "private",
    [
        "odile.brac@port.example",
        "odile (at) port (dot) example",
        "odile[arobase]port.example",
        "06 39 98 01 23",
        "06.39.98.01.23",
        "0639980123",
        "+33 6 39 98 01 23",
        "+33 (0)6 39 98 01 23",
        "0033639980123",
        "+7 (999) 000-67-89",
        "8 (999) 000-67-89",
        "+44 20 7946 0123",
        "01632 960 123",
        "07700 900123",
        "(555) 010-1234",
        "0151 / 23456789",
        "12 bis rue des Lilas, 99123 Vaubrume",
        "4 Mill Lane, Vaubrume VB1 2CD",
        "Deichstraße 4, 99123 Vaubrume",
    ],
)
def test_an_address_or_a_number_in_the_text(private):
    body = f"Appelez donc {private} après midi."
    assert marked(check("personal", body=body), body) == [private]


@pytest.mark.parametrize(
    "body",
    [
        "De 1998 à 2024, et le 01/02/2024 10:30 ou le 01.02.2024 12.15.",
        "1 250 000 euros pour 12 345 678 habitants, soit 0,10 € ; 3.141592653589.",
        "+12 345 678 francs, +20 %, 2024-03-01, 12-14 mars, 10 000-20 000.",
        "ISBN 978-2-1234-5680-3, comment_context 0120240012345, SIREN 123 456 789.",
        "Au 12 de la rue des Lilas, et au 4 avenue du Port aussi.",
        "@odile a raison, moi aussi @ la plage.",
        "Score 3-2, 10h30-12h, 06/12/2024, n° 06 12.",
    ],
)
def test_years_prices_and_dates_are_no_numbers_of_persons(body):
    assert check("personal", body=body) is None


def test_throw_away_addresses():
    assert check("throw_away") is None
    assert check("throw_away", address="a@notyopmail.com") is None
    for address in ("a@yopmail.com", "A@YOPMAIL.COM", "a@box.yopmail.com"):
        assert check("throw_away", address=address).detail == "yopmail.com"


@pytest.mark.parametrize(
    "typed",
    [
        "casino en ligne",
        "CASINO EN LIGNE",
        "Cásïno en lígne",
        "c4s1n0 en l1gn3",
        "ｃａｓｉｎｏ en ligne",
        "ca\u00adsi\u200bno en ligne",
        "c a s i n o en ligne",
        "c.a.s.i.n.o en ligne",
        "c.a.s.i.n.o e.n l-i-g-n-e",
        "cas*ino en li_gne",
        "casiiino en ligne",
        "cаsіnо en ligne",
        "casino\nen   ligne",
        "ⓒⓐⓢⓘⓝⓞ en ligne",
    ],
)
def test_a_listed_word_is_found_however_it_is_typed(typed):
    body = f"Le {typed}, le vrai"
    found = check("words", body=body)
    assert (found.detail, marked(found, body)) == ("casino en ligne", [typed])


@pytest.mark.parametrize(
    "body",
    [
        "Le casino de la ville ferme, et rien en ligne.",
        "Des casinos en lignes droites",
        "La concierge, le conseil et la constance. Idiotie n’est pas idiot-logie.",
        "A b c, il y a d’eau.",
    ],
)
def test_words_count_at_their_boundaries_alone(body):
    assert check("words", body=body.replace("idiot-logie", "idiologie")) is None


def test_words_in_the_name_count_too():
    found = check("words", name="Online Casino", body="Bravo.")
    assert (found.detail, found.spans) == ("online casino", ())


def test_a_flood_says_from_where():
    assert check("flood", recent=Recent(story=59, address=2, network=2)) is None
    assert check("flood", recent=Recent(network=3)).weight == 2
    assert check("flood", recent=Recent(story=60, address=3, network=4)).weight == 6


def test_everything_can_be_held():
    assert check("all_held") is None
    assert check("all_held", is_held=True).weight == 1


def test_every_check_runs_and_one_that_fails_is_itself_a_reason(caplog):
    def broken(case):
        raise KeyError("no")

    submission = make_submission(story_id=1, trap="x", body="http://a.example")
    found = screen.flags(submission, checks=(CHECKS["honeypot"], broken, CHECKS["links"]))
    assert {flag.name: flag.detail for flag in found} == {
        "honeypot": "x",
        "links": "a.example",
        "check_failed": "broken",
    }
    assert "The check broken failed." in caplog.text


def test_what_a_check_says_is_in_the_language_of_the_newsroom(settings):
    settings.LANGUAGE_CODE = "de"

    def speaks(case):
        from django.utils.translation import get_language

        return checks.Found(Flag.Name.WORDS, get_language())

    assert screen.flags(make_submission(story_id=1), checks=(speaks,))[0].detail == "de"


def test_each_check_has_a_name_in_the_log():
    assert {*Flag.Name.values} == CHECKS.keys() | {Flag.Name.CHECK_FAILED}
    assert len(checks.CHECKS) == len(CHECKS)
