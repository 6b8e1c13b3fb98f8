"""Every string in both languages keeps to docs/style.md, as far as a test can see."""

import re
from datetime import datetime

import pytest
from django.conf import settings
from django.utils import timezone, translation

from newsroom.text.dates import moment
from tests.newsroom.test_catalogue import catalogue

# What is refused, {language: {what it is: (pattern, a string that has it)}}.
REFUSED = {
    "en": {
        "a straight apostrophe or quotation mark": (r"['\"]", "The file isn't a picture."),
        "three full stops": (r"\.\.\.", "Withdraw..."),
        "French quotation marks": (r"[«»]", "The word « here »"),
        "a space before a sign": (r"\s[:;!?]", "The file is empty : download it again."),
        "an American date": (r"\b(Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)\.|\b[A-Z][a-z]+ \d{1,2}, \d{4}", "Due Nov. 22"),
        "American spelling": (
            r"\b(colors?|centers?|canceled|labeled|gray|favorites?|licenses|\w+(?:[ae]l|gn|thor|gan|cti|mar)iz(?:ed?|es|ing))\b",
            "The story isn’t authorized.",
        ),
        "another word for email": (r"\b(e-mails?|mails?|mailed|mailing)\b", "Mail me a link"),
        "a letter for a notification": (
            r"\bletters?\b(?! before the @)(?<!the letters)(?<!look-alike letters)",
            "A letter is sent.",
        ),
        "please": (r"\bplease\b", "Please try again."),
        "the gate": (r"\bgate\b", "What the gate finds"),
        "a word for people that isn’t the paper’s": (r"\b(somebody|anybody|everybody|whoever)\b", "Somebody wrote it."),
        "a thing that stands or waits": (
            r"\b(stands|stood|waits|comments? wait|any more)\b",
            "A comment stands here.",
        ),
        "refuse for reject": (r"\b(refused|refusals?)\b", "The edit is refused."),
        "prove for confirm": (r"\b(proved|proof)\b", "The address is proved."),
        "another word for flag, audit log or policy": (r"\b(clues?|trail|rulings?)\b", "Clue"),
        "how a help text begins": (r"^Left empty", "Left empty, it is made from the headline."),
    },
    "fr": {
        "a straight apostrophe or quotation mark": (r"['\"]", "L'article"),
        "three full stops": (r"\.\.\.", "Retirer..."),
        "English quotation marks outside": (r"^[^«]*“", "Le mot “ici”"),
        "no narrow no-break space before a sign": (r"(?<!\u202f)[;!?»]", "Retirer cet article ?"),
        "no narrow no-break space after «": (r"«(?!\u202f)", "«\xa0ici\u202f»"),
        "no no-break space before a colon": (r"(?<!\xa0):(?=\s|$)", "Motif :"),
        "nº without its sign or its space": (r"nᵒ|n°|№|nº(?=[ \w])", "article nº 5"),
        "a version parted from its number": (r"\bversion X", "La version X est rétablie."),
        "a time with a colon": (r"\d:\d\d", "hier à 14:54"),
        "another word for email": (
            r"\b(courriels?|courriers?|mél|adresses? électroniques?|lettres?)\b",
            "Un courriel est en route.",
        ),
        "an email without its hyphen": (r"(?<![-/@.])\be?mails?\b", "Recevoir un mail"),
        "merci de": (r"\b(merci de|veuillez|s’il vous plaît)\b", "Merci de réessayer."),
        "rejeter for refuser": (r"\brejet\w*\b", "Commentaire rejeté"),
        "raison for motif": (r"\braisons?\b", "La raison"),
        "commentateur": (r"\bcommentateurs?\b", "commentateur"),
        "montrer for afficher": (r"\b(?:[Mm]ontrer|[Mm]ontrez)\b", "Montrer le reste"),
        "démasquer for réafficher": (r"\bdémasqu\w*\b", "démasqué"),
        "another word for alerte, journal or modération": (r"\b(indices|traces?|salle)\b", "La salle des modérateurs"),
        "another title for editors": (r"\brédacteurs? en chef\b", "Un rédacteur en chef"),
        "how a help text begins": (r"^(Laissés? vides?\b(?! pour)|Vides?,)", "Vide, il reste ouvert."),
    },
}
# Where the site has failed, it asks for patience; letters can be those of the alphabet; a library's words are its own.
ALLOWED = {
    "please": {
        "The page could not be displayed. Please try again in a few minutes.",
        "Something went wrong on our side. Please try again in a few minutes.",
    },
    "a letter for a notification": {
        "%(share)s %% of the letters",
        "words mixing look-alike letters",
        "We can’t send emails to an address with accented or other special letters before the @: enter another one.",
    },
    "another word for email": {
        "%(share)s\u202f%% des lettres",
        "mots mêlant des lettres ressemblantes",
        "Nous ne pouvons pas écrire à une adresse qui contient des accents ou d’autres lettres spéciales avant le "
        "@\xa0: indiquez-en une autre.",
    },
    "a straight apostrophe or quotation mark": {"Didn't find anything to clone"},
}
DESK = ("articles/", "templates/admin/articles/")
RULES = [(language, rule) for language, rules in REFUSED.items() for rule in rules]


def bare(text):
    """Return a string without its markup, an X for each thing that is filled in."""
    return re.sub(r"%\(\w+\)[sd]|%[sd]|\{\w+\}", "X", re.sub(r"<[^>]*>", "", text))


def forms(said):
    return [said] if isinstance(said, str) else list(said)


def strings(language):
    """Yield each string of a language."""
    for message in catalogue():
        if message.id:
            yield from forms(message.id if language == "en" else message.string)


def has(pattern, text):
    return re.search(pattern, bare(text), re.IGNORECASE if pattern.startswith(r"\b") else 0)


@pytest.mark.parametrize(("language", "rule"), RULES)
def test_no_string_has_what_the_style_sheet_refuses(language, rule):
    pattern, sample = REFUSED[language][rule]
    assert has(pattern, sample)
    found = {text for text in strings(language) if has(pattern, text)}
    assert found - ALLOWED.get(rule, set()) == set()


def test_a_text_is_as_long_at_the_desk_as_a_journalist_counts():
    for message in catalogue():
        at_desk = all(
            place.startswith(("articles/", "templates/admin/articles/")) for place, _line in message.locations
        )
        if message.id and at_desk:
            assert not [said for said in forms(message.string) if re.search(r"caractères(?! spéciaux)", said)]


def test_a_button_has_no_full_stop():
    french = {message.id: message.string for message in catalogue()}
    found = set()
    for template in (settings.BASE_DIR / "templates").rglob("*.html"):
        found |= set(re.findall(r'<button\b[^<]*?>\s*{% translate "([^"]*)"', template.read_text("utf-8")))
    assert len(found) > 20
    assert [label for label in found if label.endswith(".") or french.get(label, "").endswith(".")] == []


@pytest.mark.parametrize(
    ("language", "pattern"),
    [("en", r"22 [A-Z][a-z]+ 2026, 2:54\xa0pm"), ("fr", r"22 [a-zéû]+ 2026 à 14\xa0h\xa054")],
)
def test_no_month_is_short_nor_before_its_day(language, pattern):
    with translation.override(language):
        for month in range(1, 13):
            assert re.fullmatch(pattern, moment(timezone.make_aware(datetime(2026, month, 22, 14, 54))))
