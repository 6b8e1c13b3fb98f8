"""
Markup that other programs write, told in the tags that the HTML gate lets through; imports nothing of ours.

The paste script of the desk does the same and more (writing/pasted.js); this is for what comes by other doors: a form
without JavaScript, old rows, imports. The gate (newsroom/text/html.py) is the wall behind it.
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


def as_ours(html):
    """
    Return markup with other programs' tags as ours: no words are glued, whatever the gate takes out.

    Blocks become paragraphs, a table's rows too, with a bar between the cells, as the paste script has them. <b>
    and <i> are strong and em, and an emoji that is a picture is a character again.
    """
    return _OTHERS.sub(_Told(), html)


def is_emoji(text):
    """Return whether a text is nothing but emoji, one or some."""
    kinds = {unicodedata.category(char) for char in text}
    is_sign = "So" in kinds or "\u20e3" in text
    return is_sign and len(text) <= _LONGEST_EMOJI and kinds <= {"So", "Sk", "Sm", "Mn", "Me", "Cf", "Nd", "Po"}


class _Told:
    """Tells one tag after another of a text; knows whether a row has begun and has no cell yet."""

    def __init__(self):
        self.is_row_new = True

    def __call__(self, tag):
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


def _emoji(attributes):
    alt = _ALT.search(attributes)
    words = entities.unescape(next(filter(None, alt.groups()), "")) if alt else ""
    return words if is_emoji(words) else ""
