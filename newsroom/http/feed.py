"""Feeds in Atom (RFC 4287) that XML can hold, whose entries each say in which language they are, and who made them."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed

from newsroom.text.characters import repaired_within

MAKERS = {"authors": "author", "contributors": "contributor"}


class Feed(Atom1Feed):
    """
    A feed whose items, as `add_item` takes them, hold besides:

    language      the entry's own ("fr", "en")
    authors       names, at least one (RFC 4287, 4.1.2); each is an element of its own
    contributors  names of those who took part in another way, such as photographers

    Each text is repaired: a row that was written without newsroom/http/text_repair.py may hold a character that XML
    forbids, and one such character makes the whole feed unreadable.
    """

    def __init__(self, **fields: Any) -> None:
        super().__init__(**repaired_within(fields))

    def add_item(self, **fields: Any) -> None:  # type: ignore[override]  # Django itself calls it by keywords alone
        """Repair the texts."""
        super().add_item(**repaired_within(fields))

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add who made an entry; Django knows of one author."""
        super().add_item_elements(handler, item)
        for names, element in MAKERS.items():
            for name in item.get(names, ()):
                handler.startElement(element, {})
                handler.addQuickElement("name", name)
                handler.endElement(element)
