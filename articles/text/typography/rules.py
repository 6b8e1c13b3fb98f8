"""What each language sets, in order: patterns, and what stands in their place."""

import re

from articles.text.typography.changes import NARROW, NO_BREAK, SEPARATOR, SPACE, Rule

_LETTER = r"[^\W\d_]"
_OPENS_AFTER = set("([{—–-/‘'’“«\u00a1\u00bf")
_NOT_OPENED_BEFORE = set('.,;:!?)]}»”"%')
# Words that begin with an apostrophe: 'tis, the '90s, rock 'n' roll.
_CUT_WORD = re.compile(r"'(?:tis|twas|twere|twill|til|em|n|cause|bout|\d\ds?)\b", re.IGNORECASE)
# A colon that a quotation may stand right after: “he said:"no"”, not “10:"”, “"a":"b"” or “::"”.
_SPEECH = re.compile(rf"[^\W\d_ℵ]:|{SPACE}:")
# A straight mark that another one ends in the same line; inches (19 ") begin nothing.
_BEGINS_PAIR = re.compile(
    rf'"(?<![^\s(\[{{—–/‘\'’“«:-]")(?<!\d:")(?<!\d{SPACE}")'
    rf'{SPACE}*[^\s.,;:!?)\]}}»”"%«“][^"«»“”\n{SEPARATOR}]*"(?!\w)'
)
_ENDS_PAIR = re.compile(r'"(?!\w)')
_LINE_END = re.compile(rf"[\n{SEPARATOR}]")
_BEGINS_SINGLE = re.compile(r"[\w“…(\[#@$£€¿¡]")
_CLOSING_SINGLE = re.compile(r"(?<=[^\s(\[{“‘—–\"-])'(?!\w)")

_UNIT = r"(?:[mck]?m[²³]?|km/h|ha|[mk]?g|t|[mch]?[lL]|h|min|s|[kMGT]?Wh?|°C|°F|[mM]illions?|[mM]illiards?)(?![\w'’²³/])"
_ALONE = r"(?<![\w.,:/+–-].)"  # after the first digit of a number that is no part of a longer one


class _DoubleMarks:
    """Turns straight marks into those of the language, by what stands around them and what is open."""

    outer, inner = "“”", "“”"
    deepest = 9  # quotations in one another that are remembered

    def __init__(self) -> None:
        self.open: list[str] = []

    def __call__(self, found: re.Match[str]) -> str:
        mark, (before, after) = found[0], _around(found)
        if mark != '"':
            self._read(mark)
            return mark
        opens = not before.strip() or before in _OPENS_AFTER or self._begins_after(found, before, after)
        if opens and after.strip() and after not in _NOT_OPENED_BEFORE:
            pair = self.inner if self.open else self.outer
            self._begin(pair[1])
            return pair[0]
        return self.open.pop() if self.open and before.strip() else mark

    def _begins_after(self, found: re.Match[str], before: str, after: str) -> bool:
        """Return whether a quotation begins without a space after a word’s colon, an ellipsis or another one."""
        is_speech = bool(_SPEECH.fullmatch(found.string, max(found.start() - 2, 0), found.start()))
        goes_on = before == "…" or found.string[max(found.start() - 2, 0) : found.start()] == '",'
        return after.isalnum() and (is_speech or (goes_on and not self.open))

    def _begin(self, closing: str) -> None:
        self.open = [*self.open[-self.deepest :], closing]

    def _read(self, mark: str) -> None:
        if mark in "«“":
            self._begin("»" if mark == "«" else "”")
        elif mark in self.open:
            while self.open.pop() != mark:
                pass
        elif mark not in "»”":
            self.open = []


class _SpacedMarks:
    """Takes away the spaces within a pair of straight marks: “dit : " non "”; they and the marks are read in turn."""

    def __init__(self) -> None:
        self.is_open = self.is_begun = False  # whether a pair is open, and nothing of it read yet

    def __call__(self, found: re.Match[str]) -> str:
        read = found[0]
        if read in f"\n{SEPARATOR}":
            self.is_open = self.is_begun = False
        elif read == '"':
            self.is_open = self.is_begun = (
                not self.is_open and _BEGINS_PAIR.match(found.string, found.start()) is not None
            )
        elif self.is_begun or (self.is_open and _ENDS_PAIR.match(found.string, found.end())):
            self.is_begun = False
            return ""
        return read


class _FrenchDoubleMarks(_DoubleMarks):
    outer = "«»"


class _SingleMarks:
    """Turns straight single marks into ‘ ’ and apostrophes, as English has them."""

    def __init__(self) -> None:
        self.is_open, self.last = False, "'"
        self.line_end = -1
        self.closing: int | None = -1

    def __call__(self, found: re.Match[str]) -> str:
        mark, (before, after) = found[0], _around(found)
        if mark == "'":
            mark = self._set(found, before, after)
        if mark in f"‘\n{SEPARATOR}":
            self.is_open = mark == "‘"
        elif mark == "’" and not re.match(r"\w", after):
            self.is_open = False
        self.last = mark
        return mark

    def _set(self, found: re.Match[str], before: str, after: str) -> str:
        if "'" in (before, after) and not self.is_open:
            return self.last if before == "'" else "'"  # two of them, which some write for a double mark
        starts = before in '([{“‘—–-":' or (before == "…" and not self.is_open)
        if not before.strip() or starts:
            if _CUT_WORD.match(found.string, found.start()):
                return "’"
            return "‘" if _BEGINS_SINGLE.match(after) and self._is_closed(found.string, found.end()) else "'"
        # 6' tall, 5'10": feet, minutes, unless a quotation ends here.
        return "'" if before.isdigit() and after != "s" and not self.is_open else "’"

    def _is_closed(self, text: str, place: int) -> bool:
        """Return whether a closing mark follows in the same paragraph; no place is searched twice."""
        if place > self.line_end:
            line_end = _LINE_END.search(text, place)
            self.line_end, self.closing = line_end.start() if line_end else len(text), -1
        if self.closing is not None and self.closing < place:
            closing = _CLOSING_SINGLE.search(text, place, self.line_end)
            self.closing = closing.start() if closing else None
        return self.closing is not None


def _around(found: re.Match[str]) -> tuple[str, str]:
    return found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]


def _range(found: re.Match[str]) -> str:
    return f"{found[1]}–{found[2]}" if int(found[1]) < int(found[2]) else found[0]


def _years(found: re.Match[str]) -> str:
    return _range(found) if all(int(year) in range(1400, 2100) for year in found.groups()) else found[0]


def _thousands(found: re.Match[str]) -> str:
    return re.sub(SPACE, NARROW, found[0])


# A pattern begins with its mark, and looks back over it, where it can: it is many times as fast then.
# What may stand beside a dash and its space: nothing that a space is set beside.
_WORD, _NEXT = r"[^\s«]", r"[^\s;:!?»%‰€$£]"
_BOTH: list[Rule] = [
    (re.compile(r"\.\.\.(?<!\.{4})(?!\.)"), "…"),
    (re.compile(rf"-(?<={_WORD}{SPACE}-)(?={SPACE}{_NEXT})(?:(?<!\d{SPACE}-)|(?!{SPACE}\d))"), "–"),
    (re.compile(rf"([12]{_ALONE}\d{{3}})-([12]\d{{3}})(?![\w:/–-]|[.,]\d)"), _years),
    (re.compile(rf"(\d{_ALONE}\d{{0,3}})-(\d{{1,4}})(?={SPACE}?[%‰€](?!\w)|{SPACE}{_UNIT})"), _range),
]
# Beside a dash of two hyphens: what a quotation or a word ends with.
_ENDED = rf"(?:{_LETTER}|[”’)?!….])"
_ENDS = r"(?=[\s»”\"'’)\]},.:…—–-]|\Z)"
_SPACED = (re.compile(rf'(?<="){SPACE}++|(?<!{SPACE}){SPACE}++(?=")|["\n{SEPARATOR}]'), _SpacedMarks)
RULES: dict[str, list[Rule]] = {
    "en": [
        *_BOTH,
        _SPACED,
        (re.compile(rf'["“”«»\n{SEPARATOR}]'), _DoubleMarks),
        (re.compile(rf"['‘’\n{SEPARATOR}]"), _SingleMarks),
        (re.compile(rf":(?<={_LETTER}:)(?=[“‘])"), ": "),
        (
            re.compile(
                rf"--(?:(?<={_ENDED}--)(?={_LETTER}|’\w|”)|(?<=\S{SPACE}--)(?={SPACE}\S)|(?<![^\w\s”’)?!….]--)(?<!---)(?=[“‘]))"
            ),
            "—",
        ),
        (re.compile(rf"(?<=[\w)\]”’\"%…]){SPACE}+([;!?]+)(?=[\s”’\"]|\Z)"), r"\1"),
        (re.compile(rf"(?<=[^\W\d)\]”’\"…]){SPACE}+(:)(?=[\s”’\"]|\Z)"), r"\1"),
    ],
    "fr": [
        *_BOTH,
        _SPACED,
        (re.compile(rf'["“”«»\n{SEPARATOR}]'), _FrenchDoubleMarks),
        (re.compile(rf"'(?:(?<={_LETTER}')|(?<=[\u0300-\u036f]'))(?=[\w«“\"])"), "’"),
        (re.compile(rf"--(?<={_WORD}{SPACE}--)(?={SPACE}{_NEXT})"), "–"),
        (re.compile(rf"--(?:(?<=[\w»”)?!…]--)(?=[«“])|(?<=[»”]--)(?={_LETTER}))"), " – "),
        (re.compile(rf"«{SPACE}*(?=[^\s»])"), f"«{NARROW}"),
        (re.compile(rf"(?<=[^\s«]){SPACE}*»"), f"{NARROW}»"),
        (
            re.compile(
                rf"(?:(?<=[^\s(\[{{«“‘\"…;!?]){SPACE}*|(?<=[…;!?]){SPACE}+)([;!?]+)(?![;!?]){_ENDS}",
            ),
            rf"{NARROW}\1",
        ),
        (re.compile(rf"(?<=[^\s(\[{{«“‘\":]){SPACE}*:(?=[\s»”«“]|\Z)"), f"{NO_BREAK}:"),
        (re.compile(rf":(?<={NO_BREAK}:)(?=[«“])"), ": "),
        (
            re.compile(
                rf"[1-9]{_ALONE}(?<!\d{SPACE}.)\d{{0,2}}(?:{SPACE}\d{{3}})+(?![\w:/]|{SPACE}\d|[.-]\d)",
            ),
            _thousands,
        ),
        (re.compile(r"(?<=\d)[ \u2009]?([%‰€$£])(?!\w)"), rf"{NO_BREAK}\1"),
        (re.compile(rf"(?<=\d) (?={_UNIT})"), NO_BREAK),
        (re.compile(r"°(?<=(?<!\w)[nN]°)[ \t\u2009]*(?=\d)"), f"°{NO_BREAK}"),
    ],
}
