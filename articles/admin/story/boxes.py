"""What was typed into a box under the story form and not taken: the session keeps it until the story is saved again."""


def keep(request, box, story, typed):
    """Keep what was typed into this box of this story, a dict of plain values."""
    request.session[f"box-{box}"] = {"story": story.pk, "typed": typed}


def kept(request, box, story):
    """Return what was typed; nothing where it was typed into another story's box."""
    found = request.session.get(f"box-{box}", {})
    return found["typed"] if story and found.get("story") == story.pk else {}


def forget(request, box):
    """Forget what was typed into this box."""
    request.session.pop(f"box-{box}", None)
