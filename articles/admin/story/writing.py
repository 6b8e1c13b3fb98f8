"""The tools that a story is written with: scripts of our own around the editors, and the words that they say."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy
from js_asset import JSON, ImportMap, Media, Script

from articles.admin.images.upload import UPLOADING
from articles.models import BLOCKS

# What the writing tools say, here so that the one catalogue holds it.
WRITING_LABELS = {
    "insert": gettext_lazy("Insert"),
    "insertBefore": gettext_lazy("Insert before: %(block)s"),
    "insertLast": gettext_lazy("Insert at the end"),
    "inserted": gettext_lazy("Inserted: %(block)s."),
    "fold": gettext_lazy("Show content"),
    "up": gettext_lazy("Move up"),
    "down": gettext_lazy("Move down"),
    "first": gettext_lazy("%(block)s: already at the top."),
    "last": gettext_lazy("%(block)s: already at the bottom."),
    "moved": gettext_lazy("%(block)s: moved to place %(place)s of %(count)s."),
    "duplicate": gettext_lazy("Duplicate"),
    "duplicated": gettext_lazy("Duplicated: %(block)s."),
    "below": gettext_lazy("Write below"),
    "delete": gettext_lazy("Delete"),
    "deleted": gettext_lazy("Deleted: %(block)s."),
    "gone": gettext_lazy("Will be deleted when you save"),
    "keep": gettext_lazy("Keep"),
    "kept": gettext_lazy("Kept: %(block)s."),
    "undo": gettext_lazy("Undo"),
    "undone": gettext_lazy("Undone."),
    "count": gettext_lazy("Words: %(words)s · characters: %(characters)s"),
    "reading": gettext_lazy("%(minutes)s min read"),
    "pictureSending": gettext_lazy("%(name)s: %(percent)s percent uploaded"),
    "pictureRefused": gettext_lazy("%(name)s: %(why)s"),
    "pictureInserted": gettext_lazy("Uploaded and inserted: %(name)s."),
    "pictureKnown": gettext_lazy("Inserted: “%(picture)s”, already in the library from the same file."),
    "pastedTable": gettext_lazy("The table was pasted as text: one paragraph for each row, and “|” between the cells."),
    "headlineFits": gettext_lazy("Shown in full in search results, and on three lines in lists."),
    "headlineSearch": gettext_lazy("Cut in search results after about %(search)s characters."),
    "headlineLong": gettext_lazy(
        "Cut in search results after about %(search)s characters; over about %(card)s, more than three lines "
        "on a phone."
    ),
    "headlineGate": gettext_lazy("Over the limit of %(most)s characters."),
    "linkTargets": reverse_lazy("admin:articles_story_link_targets"),
    "linkTitle": gettext_lazy("Link"),
    "linkAddress": gettext_lazy("Address, or words of a headline"),
    "linkHelp": gettext_lazy("A web address, an email address, or a story on the site by words of its headline."),
    "linkRefused": gettext_lazy(
        "“%(typed)s” can’t be an address: type one like https://example.org or name@example.org, or choose a story by "
        "its headline."
    ),
    "linkEmpty": gettext_lazy("Type an address, or words of a headline."),
    "linkStories": gettext_lazy("Stories on the site"),
    "linkFound": gettext_lazy("Stories found: %(count)s"),
    "linkNone": gettext_lazy("No story on the site has these words in its headline."),
    "linkTrouble": gettext_lazy("The search is not responding: type an address, or try again."),
    "linkApply": gettext_lazy("Apply"),
    "linkCancel": gettext_lazy("Cancel"),
    # What the editors' toolbars call their buttons, in English only.
    "tools": {
        "heading 2": gettext_lazy("Crosshead"),
        "heading 3": gettext_lazy("Small crosshead"),
        "paragraph": gettext_lazy("Paragraph"),
        "Heading 2": gettext_lazy("Crosshead"),
        "Heading 3": gettext_lazy("Small crosshead"),
        "Paragraph": gettext_lazy("Paragraph"),
        "unordered list": gettext_lazy("List"),
        "ordered list": gettext_lazy("Numbered list"),
        "blockquote": gettext_lazy("Quotation"),
        "bold": gettext_lazy("Bold"),
        "italic": gettext_lazy("Italic"),
        "strike": gettext_lazy("Struck through"),
        "subscript": gettext_lazy("Subscript"),
        "superscript": gettext_lazy("Superscript"),
        "insert link": gettext_lazy("Link"),
        "remove link": gettext_lazy("Remove the link"),
        "undo": gettext_lazy("Undo"),
        "redo": gettext_lazy("Redo"),
    },
    # Other words by which the "/" menu finds a kind of block.
    "keywords": {model._meta.label_lower: model.keywords for model in BLOCKS.values()},
}
# What content-editor says in the form. It has no French of its own, and asks the catalogue by these words. (Not "marked
# for deletion": that is part of a style which the policy knows by its hash, and which our own words replace.)
EDITOR_WORDS = [
    gettext_lazy("Add new item"),
    gettext_lazy("No items."),
    gettext_lazy("No items. Region may inherit content."),
    gettext_lazy("No regions available."),
    gettext_lazy("No plugins allowed in this region."),
    gettext_lazy("New item"),
    gettext_lazy("Unknown region"),
    gettext_lazy("Collapse all items"),
    gettext_lazy("Uncollapse all items"),
    gettext_lazy("Use Ctrl-Click to select and move multiple items."),
    gettext_lazy("Clone from region"),
    gettext_lazy("Didn't find anything to clone"),
    gettext_lazy("Select all"),
]
# Only for the form: the list has no map of names. The tools import each other by these names, since a relative import
# would miss the hash in a file's name.
WRITING = UPLOADING + Media(
    importmap=ImportMap(
        {
            f"writing/{name}": f"articles/writing/{name}.js"
            for name in (
                "act",
                "addresses",
                "blocks",
                "counts",
                "drag",
                "handling",
                "headline",
                "hosts",
                "insert",
                "labels",
                "link_dialog",
                "menubar",
                "pasted",
                "pasted_emoji",
                "pasted_table",
                "pasted_text",
                "pictures",
                "slash",
                "split",
                "toolbar",
                "typed",
                "typography",
            )
        }
    ),
    js=[
        JSON(WRITING_LABELS, id="writing-labels"),
        *(
            Script(f"articles/{name}.js", type="module")
            for name in ("pictures/picker", "writing/start", "preview", "autosave", "presence", "gate")
        ),
    ],
)
