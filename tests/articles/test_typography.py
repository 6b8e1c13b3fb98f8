"""French and English typography: what is set, and what is left alone."""

import pytest

from articles.text.typography import changes, set_html, set_text, visible

# ⍽ stands for a no-break space, · for a narrow one.
FRENCH = [
    ('"Oui","Non"', "«·Oui·»,«·Non·»"),
    ('Il crie "non","jamais","rien".', "Il crie «·non·»,«·jamais·»,«·rien·»."),
    ("A &amp; B &#8217; C &nbsp; D&lt;E", "A &amp; B &#8217; C &nbsp; D&lt;E"),
    ("Le R&D; le SAV", "Le R&D·; le SAV"),
    ("Quoi? Non! Oui; soit: bien.", "Quoi·? Non·! Oui·; soit⍽: bien."),
    ("Quoi ? Non ! Oui ; soit : bien.", "Quoi·? Non·! Oui·; soit⍽: bien."),
    ("Quoi\u00a0? Soit\u202f: bien", "Quoi·? Soit⍽: bien"),
    ("Comment?! Vraiment ?!!", "Comment·?! Vraiment·?!!"),
    ("Il rit (!) et part… ! Ah…!", "Il rit (!) et part…·! Ah…!"),
    ("«mot» et « deux mots »", "«·mot·» et «·deux mots·»"),
    ('Il dit "oui", puis "non".', "Il dit «·oui·», puis «·non·»."),
    ('Il cite : « Elle a dit "non" ».', "Il cite⍽: «·Elle a dit “non”·»."),
    ('L\'"Astrolabe" rentre', "L’«·Astrolabe·» rentre"),
    ("L'eau, aujourd'hui, jusqu'au quai", "L’eau, aujourd’hui, jusqu’au quai"),
    ("l'été de l'e\u0301le\u0301ve, déjà\u0301'x", "l’été de l’e\u0301le\u0301ve, déjà\u0301’x"),
    ("Il attend... encore....", "Il attend… encore...."),
    ("Le port - l'ancien - ferme", "Le port – l’ancien – ferme"),
    ("Le port -- l'ancien -- ferme", "Le port – l’ancien – ferme"),
    ("12 000 bateaux, 1 250 000 €", "12·000 bateaux, 1·250·000⍽€"),
    ("Il faut 50% de 12€ et 3,5 %.", "Il faut 50⍽% de 12⍽€ et 3,5⍽%."),
    ("50\u202f% des voix", "50·% des voix"),
    ("à 12 km, 3 ha et 4 millions", "à 12⍽km, 3⍽ha et 4⍽millions"),
    ("de 1939-1945 à p. 3", "de 1939–1945 à p. 3"),
    ("une baisse de 10-12 %", "une baisse de 10–12⍽%"),
    ("Orvane: «On attend»; c'est long!", "Orvane⍽: «·On attend·»·; c’est long·!"),
    # A quotation without a space after the colon, the ellipsis, the dash.
    ('Elle a dit:"non"', "Elle a dit⍽: «·non·»"),
    ('Elle a dit :"non".', "Elle a dit⍽: «·non·»."),
    ("dit:«non»", "dit⍽: «·non·»"),
    ("dit:“non”", "dit⍽: “non”"),
    ('Qui a dit:"non"? Lui:"oui"!', "Qui a dit⍽: «·non·»·? Lui⍽: «·oui·»·!"),
    ('Elle cite : « Il a dit:"non" ».', "Elle cite⍽: «·Il a dit⍽: “non”·»."),
    ('Il attend..."oui", enfin', "Il attend…«·oui·», enfin"),
    ('"Il attend..." dit-elle', "«·Il attend…·» dit-elle"),
    ('Il dit--"non"--et part', "Il dit – «·non·» – et part"),
    ("Bien :yum:! Non :-( ?", "Bien :yum:·! Non :-(·?"),
    # Straight marks with spaces within.
    ('dit : " non "', "dit⍽: «·non·»"),
    ('" Non ", dit-elle. " Oui ! "', "«·Non·», dit-elle. «·Oui·!·»"),
    ('dit:" non "', "dit⍽: «·non·»"),
    ('Il dit "\u00a0non\u202f" et (" oui ")', "Il dit «·non·» et («·oui·»)"),
    ('Il dit "oui " et " non"', "Il dit «·oui·» et «·non·»"),
    ('L\'" Astrolabe " et " La Vire "', "L’«·Astrolabe·» et «·La Vire·»"),
    ('Elle cite : « Il a dit " non " ».', "Elle cite⍽: «·Il a dit “non”·»."),
    ('" `x " y` " et " https://a.example/b "', '«·`x " y`·» et «·https://a.example/b·»'),
    # Numbers.
    ("le n°6, le n° 6 et le N°6", "le n°⍽6, le n°⍽6 et le N°⍽6"),
    ("n°\u202f6, n°\u00a06, n°\u20096", "n°·6, n°⍽6, n°⍽6"),
    ("décret n°2021-1362", "décret n°⍽2021-1362"),
    ("le 1er n° 5", "le 1er n°⍽5"),
]
FRENCH_LEFT_ALONE = [
    "https://orvane.example/a?b;c!d:e'f",
    "www.orvane.example/l'eau;x",
    "orvane.example:8000/a?b",
    "o'neil+port@orvane.example",
    "@port;orvane",
    "/var/log/l'eau;x:y",
    "C:\\port\\l'eau",
    "docs/l'eau.md",
    "`x = 'a' ; y`",
    "10:02",
    "3:1",
    "std::port",
    ":yum: et :+1: et miam:yum:",
    ":yum::fr: :flag-fr:",
    "ok ;) ok :-) ok :'(",
    "14:30:00",
    "16:9",
    "Prix:12",
    '10:"a"',
    'x::"y"',
    '`a:"b"`',
    "C++",
    "https://a.example/n°6",
    "`n°6` et :yum: et n°:yum:",
    "Port n°six, 40°6, an°6",
    'un écran de 19 " et un de 21 " plat',
    'une marque " seule',
    '" . "',
    "12000 bateaux en 2026",
    "06 12 34 56 78",
    "+33 612 345 678",
    "0 800 123 456",
    "75001 Orvane",
    "le 2026-11-22",
    "le 10-12, score 3-1",
    "un 3 - 1 mérité",
    "555-1234",
    "1945-1939",
    "week-end",
    "5'10",
    '19" de large',
    "Qui ?quoi",
    "!important",
    "« »",
    "?",
    "..",
    "100%coton",
    "3 mètres",
]
ENGLISH = [
    ("He said '(no)' and left", "He said ‘(no)’ and left"),
    ("A '$5' note, '#MeToo', '@jane', '¿Qué?'", "A ‘$5’ note, ‘#MeToo’, ‘@jane’, ‘¿Qué?’"),
    ("''quoted'' and ``quoted''", "''quoted'' and ``quoted''"),
    ("Say 'he said 'no''", "Say ‘he said ‘no’’"),
    ('"Go," she said. "Now."', "“Go,” she said. “Now.”"),
    ('("No")', "(“No”)"),
    ("\"He said 'no' to us,\" she said", "“He said ‘no’ to us,” she said"),
    ("'I go,' he said", "‘I go,’ he said"),
    ("'\"Go,\" he said,' she wrote", "‘“Go,” he said,’ she wrote"),
    ('"I go.\n"I come back."', "“I go.\n“I come back.”"),
    ("don't, it's, the 1980's", "don’t, it’s, the 1980’s"),
    ("the workers' union", "the workers’ union"),
    ("'tis the '90s, rock 'n' roll", "’tis the ’90s, rock ’n’ roll"),
    ("He was 'born in 1990'", "He was ‘born in 1990’"),
    ("Wait... what", "Wait… what"),
    ("The lock--closed--waits", "The lock—closed—waits"),
    ("The lock -- closed", "The lock — closed"),
    ("The lock - closed - waits", "The lock – closed – waits"),
    ("Really ? Yes ! So ; thus : fine", "Really? Yes! So; thus: fine"),
    ("Really\u202f?", "Really?"),
    ("the war of 1939-1945", "the war of 1939–1945"),
    ("up 10-12%", "up 10–12%"),
    # A quotation beside a dash, a colon, an ellipsis.
    ('She said--"hello"', "She said—“hello”"),
    ('She said--"hello"--and left', "She said—“hello”—and left"),
    ("She said--'hello'", "She said—‘hello’"),
    ('"A"--"B"', "“A”—“B”"),
    ('"Go--" she said', "“Go—” she said"),
    ('--"Go," she said', "—“Go,” she said"),
    ("What?--he left", "What?—he left"),
    ("the quay--'tis high", "the quay—’tis high"),
    ('She said:"no"', "She said: “no”"),
    ("She said:'no'", "She said: ‘no’"),
    ('Wait..."yes," he said', "Wait…“yes,” he said"),
    ("\"'Nested,' he said\"", "“‘Nested,’ he said”"),
    ("So good :yum: !", "So good :yum:!"),
    ('said : " no "', "said: “no”"),
    ('" Go, " she said, " now "', "“Go,” she said, “now”"),
]
ENGLISH_LEFT_ALONE = [
    "https://port.example/it's?a=\"",
    "o'neil@port.example",
    "port.example/it's",
    "6' tall, 5'10\" and a 19\" rack",
    "--force",
    "the odds are 3 : 1",
    "10:02",
    ":yum: and so good:yum:",
    ":-) ;) :'(",
    "16:9",
    "std::x",
    "5--6",
    "-- x",
    "a ---b",
    '10:"a',
    "2026-11-22",
    "555-1234",
    "won 3-1",
    "5 - 3 is 2",
    "12 000",
    "50 %",
    "well-known",
    "Hello :)",
    "an ' alone",
    "an 'unfinished one",
    "«mot»",
    "`it's`",
    "n°6 and n° 6",
    'a 19 " rack and a 21 " one',
]
MARKUP = [
    ("fr", "<p>«<em>mot</em>»</p>", "<p>«·<em>mot</em>·»</p>"),
    ("fr", '<p>"<em>mot</em>" ; oui</p>', "<p>«·<em>mot</em>·»·; oui</p>"),
    ("fr", "<p><em>Quoi </em>?</p>", "<p><em>Quoi</em>·?</p>"),
    ("fr", "<p>12<strong> 000</strong> €</p>", "<p>12<strong>·000</strong>⍽€</p>"),
    ("fr", "<p>l'<em>eau</em></p>", "<p>l’<em>eau</em></p>"),
    ("fr", '<p>dit <em>" non "</em> et " <em>oui</em> "</p>', "<p>dit <em>«·non·»</em> et «·<em>oui</em>·»</p>"),
    ("fr", '<p>dit "</p><p>" non "</p>', '<p>dit "</p><p>«·non·»</p>'),
    ("fr", "<p>n°<strong>6</strong>, <code>n°6</code></p>", "<p>n°⍽<strong>6</strong>, <code>n°6</code></p>"),
    ("fr", '<p>19 <em>" de</em> large</p>', '<p>19 <em>" de</em> large</p>'),
    ("fr", "<p>Quoi?</p><p>«Non»</p>", "<p>Quoi·?</p><p>«·Non·»</p>"),
    ("fr", "<p>Lire :<br>oui?</p>", "<p>Lire⍽:<br>oui·?</p>"),
    ("fr", "<a href=\"/l'eau?a;b\">l'eau</a>!", '<a href="/l\'eau?a;b">l’eau</a>·!'),
    ("fr", "<code>a ; 'b'</code> ; <pre>c !</pre>", "<code>a ; 'b'</code>·; <pre>c !</pre>"),
    ("fr", '<ol start="3"><li>Quoi?</li></ol>', '<ol start="3"><li>Quoi·?</li></ol>'),
    ("fr", "<p>A &amp; B &lt;x&gt;?</p>", "<p>A &amp; B &lt;x&gt;·?</p>"),
    ("fr", "<p>https://a.example/<em>l'eau</em>?b;c</p>", "<p>https://a.example/<em>l'eau</em>?b;c</p>"),
    ("fr", "<p>A&nbsp;b</p>", "<p>A&nbsp;b</p>"),
    ("en", '<p>"<em>Go</em>," she said</p>', "<p>“<em>Go</em>,” she said</p>"),
    ("en", '<p>"I go.</p><p>"I stay."</p>', "<p>“I go.</p><p>“I stay.”</p>"),
    ("fr", '<p>dit:<em>"non"</em></p>', "<p>dit⍽: <em>«·non·»</em></p>"),
    ("en", '<p>said--<em>"no"</em></p>', "<p>said—<em>“no”</em></p>"),
    ("en", "<li>it's</li><li>'90s</li>", "<li>it’s</li><li>’90s</li>"),
    ("en", "<p>Really <em>?</em></p>", "<p>Really<em>?</em></p>"),
]


@pytest.mark.parametrize(("text", "wanted"), FRENCH)
def test_a_french_text_is_set(text, wanted):
    assert visible(set_text(text, "fr")) == wanted


@pytest.mark.parametrize(("text", "wanted"), ENGLISH)
def test_an_english_text_is_set(text, wanted):
    assert visible(set_text(text, "en")) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [*(("fr", text) for text in FRENCH_LEFT_ALONE), *(("en", text) for text in ENGLISH_LEFT_ALONE)],
)
def test_what_could_be_something_else_is_left_alone(language, text):
    assert set_text(text, language) == text


@pytest.mark.parametrize(("language", "markup", "wanted"), MARKUP)
def test_markup_is_set_around_its_tags(language, markup, wanted):
    assert visible(set_html(markup, language)) == wanted


def test_a_language_that_nobody_knows_is_left_alone():
    assert set_text("l'eau ?", "de") == "l'eau ?"
    assert set_html("<p>l'eau ?</p>", "") == "<p>l'eau ?</p>"


def test_what_has_changed_is_shown_with_the_words_beside_it():
    before = "Le port ferme. Quoi? L'eau monte, dit-il; elle monte."
    assert [tuple(map(visible, pair)) for pair in changes(before, set_text(before, "fr"))] == [
        ("Quoi? L'eau", "Quoi·? L’eau"),
        ("il; elle", "il·; elle"),
    ]
    assert changes(before, before) == []
