"""Reads a rendered page's form back into the data that a browser would post."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self, form_id):
        super().__init__()
        self.form_id, self.inside, self.data, self.open = form_id, False, {}, None
        self.select = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id") == self.form_id
        elif not self.inside or "disabled" in attrs:
            return
        elif tag == "input":
            self._input(attrs)
        elif tag == "textarea":
            self.open = attrs["name"]
            self.data[self.open] = ""
        elif tag == "select":
            self.select = attrs["name"] if "multiple" not in attrs else None
        elif tag == "option" and self.select and ("selected" in attrs or self.select not in self.data):
            self.data[self.select] = attrs.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            # The first newline of a textarea belongs to the markup.
            self.data[self.open] = self.data[self.open].removeprefix("\n")
            self.open = None

    def handle_data(self, data):
        if self.open:
            self.data[self.open] += data

    def _input(self, attrs):
        kind = attrs.get("type", "text")
        if "name" in attrs and kind not in {"submit", "file"} and (kind != "checkbox" or "checked" in attrs):
            self.data[attrs["name"]] = attrs.get("value", "on" if kind == "checkbox" else "")


def posted(response, form_id="story_form"):
    """Return what a browser would send if the page's form were submitted as it is; multiple choices left out."""
    return read(response.content.decode(), form_id)


def read(page, form_id="story_form"):
    """Return the same of a page that came as text."""
    fields = _Fields(form_id)
    fields.feed(page)
    return {name: value for name, value in fields.data.items() if "__prefix__" not in name}


def block(prefix, number, **fields):
    """Return the fields of one block or byline of a formset, under the names that the form gives them."""
    return {f"{prefix}-{number}-{name}": value for name, value in fields.items()}
