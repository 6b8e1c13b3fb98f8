"""The page of an outage, as a browser reads it."""

from html.parser import HTMLParser


class _Hidden(HTMLParser):
    """Reads the hidden fields of the page, in their order."""

    def __init__(self):
        super().__init__()
        self.fields = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and attrs.get("type") == "hidden":
            self.fields.append((attrs["name"], attrs["value"]))


def sent_again(page):
    """Return the (name, value) of what the button of a page sends."""
    parser = _Hidden()
    parser.feed(page)
    return parser.fields
