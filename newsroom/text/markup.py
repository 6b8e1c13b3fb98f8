"""
Converts other programs' markup to the tags that newsroom/text/html.py allows; imports nothing of ours.

The paste script of the desk does the same and more (writing/pasted.js); this is for forms without JavaScript, old rows
and imports. html.py sanitises afterwards.
"""

import html as entities
import re
import unicodedata

_BLOCKS = (
    "address|article|aside|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h1|h4|h5|h6|header|hgroup|hr|legend|main|menu|nav|option|pre|search|section|summary|tr|[a-z][a-z0-9.]*-[a-z0-9.-]*"
)
_ALIKE = {"b": "strong", "i": "em", "strike": "s", "del": "s"}
_CELLS, _AROUND_ROWS = {"td", "th"}, {"table", "thead", "tbody", "tfoot"}
_OTHERS = re.compile(
    rf"<(?P<end>/?)(?P<name>{_BLOCKS}|img|table|t[dh]|thead|tbody|tfoot|{'|'.join(_ALIKE)})(?=[\s/>])"
    rf"(?P<rest>(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^<>\"'])*+)>",
    re.IGNORECASE,
)
_ALT = re.compile(r"\salt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_IS_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)|font-style\s*:\s*normal", re.IGNORECASE)
_LONGEST_EMOJI = 20  # characters: a family of four with its joiners and skins


def as_ours(html: str) -> str:
    """
    Convert other programs' tags, so that no words are joined when html.py removes tags.

    Blocks and table rows become paragraphs, with a bar between cells, as in the paste script. <b> and <i> become
    strong and em, and an image of an emoji becomes the character.
    """
    return _OTHERS.sub(_Converter(), html)


def is_emoji(text: str) -> bool:
    """Whether a text is nothing but emoji, one or some."""
    kinds = {unicodedata.category(char) for char in text}
    is_sign = "So" in kinds or "\u20e3" in text
    return is_sign and len(text) <= _LONGEST_EMOJI and kinds <= {"So", "Sk", "Sm", "Mn", "Me", "Cf", "Nd", "Po"}


class _Converter:
    """Converts one tag after another; remembers whether a table row has had a cell."""

    def __init__(self) -> None:
        self.is_row_new = True

    def __call__(self, tag: re.Match[str]) -> str:
        name, is_end = tag["name"].lower(), bool(tag["end"])
        if name in _CELLS:
            is_first, self.is_row_new = self.is_row_new, self.is_row_new and is_end
            return "" if is_end or is_first else " | "
        if name in _ALIKE:
            is_light = not is_end and _IS_LIGHT.search(tag["rest"])
            return "" if is_light else f"<{tag['end']}{_ALIKE[name]}>"
        if name == "img":
            return _emoji(tag["rest"]) or tag[0]
        self.is_row_new = True
        if name in _AROUND_ROWS:
            return ""
        return "</p><p>" if name == "hr" else f"<{tag['end']}p>"


def _emoji(attributes: str) -> str:
    alt = _ALT.search(attributes)
    words = entities.unescape(next(filter(None, alt.groups()), "")) if alt else ""
    return words if is_emoji(words) else ""
