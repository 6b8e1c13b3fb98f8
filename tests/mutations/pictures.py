"""Pictures: what is let in, what is kept of them, who made them, and what is made of them."""

from tests.mutations.mutant import within

MUTANTS = [
    *within(
        "articles/images/header.py",
        "tests/articles/images/test_header.py tests/articles/images/test_pieces.py",
        {
            "a picture of any number of pixels is decoded": ("if width * height > MOST_PIXELS[kind]:", "if False:"),
            "a file of any size is read": ("if size > MOST_BYTES:", "if False:"),
            "an animation of any length is gone through": ("if frames > MOST_FRAMES:", "if False:"),
            "a JPEG of a thousand scans is decoded": (" or _scans(upload) > MOST_SCANS)", ")"),
            "pieces beside the picture are read without end": (
                "if beside > chunks.MOST_BESIDE or number > chunks.MOST_PIECES[kind]:",
                "if False:",
            ),
            "an SVG's journalist isn't told to export it": (
                'return "SVG" if b"<svg" in text or b"<!doctype svg" in text else ""',
                'return ""',
            ),
        },
    ),
    *within(
        "articles/images/master.py",
        "tests/articles/images/test_master.py",
        {
            "the camera's own file is served, with its place": (
                "return Master(_file(picture), *picture.size, placeholder(picture))",
                "upload.seek(0)\n"
                '    return Master(ContentFile(upload.read(), "master.jpg"), *picture.size, placeholder(picture))',
            ),
            "a picture taken upright lies on its side": (
                "picture = picture.transpose(turn) if turn else picture",
                "pass",
            ),
            "colours of another profile are taken for sRGB": (
                "_opaque(_in_srgb(picture, profile))",
                "_opaque(_in_srgb(picture, None))",
            ),
            "a master is as large as the upload": (
                "if longest <= LONGEST_SIDE:",
                "if longest:",
            ),
        },
    ),
    *within(
        "articles/images/metadata/tags.py",
        "tests/articles/images/test_metadata_faults.py",
        {
            "what a camera says of place and number is kept": ("if name not in EXIF_TAGS:", "if name is None:"),
            "entities in a picture's XMP are expanded": ("forbid_dtd=True", "forbid_dtd=False"),
            "a tag is kept as often as it is repeated": (
                "len(tags.setdefault(name, [])) < MOST_VALUES",
                "tags.setdefault(name, []) is not None",
            ),
        },
    ),
    *within(
        "articles/images/credits/parse.py",
        "tests/articles/images/test_credits.py tests/articles/images/test_credit_pairs.py",
        {
            "who hands a picture out has made it": ("theirs = [] if _handed_out(line, parts) else", "theirs ="),
            "an agency's name in the place of a person is a person's": (
                "likely = [part for part in parts if not is_organisation(part.name) and reads_as_person(part.name)]",
                "likely = [part for part in parts if reads_as_person(part.name)]",
            ),
        },
    ),
    *within(
        "articles/images/renditions.py",
        "tests/articles/images/test_renditions.py",
        {
            "a crop forgets the focal point": (
                "_start(focal[0], width, across), _start(focal[1], height, down)",
                "_start(0.5, width, across), _start(0.5, height, down)",
            ),
            "a rendition loses its credit": (
                "opaque.save(out, format, xmp=packet, **options)",
                "opaque.save(out, format, **options)",
            ),
            "a rendition is larger than its master": ("largest = min(across, widths[-1])", "largest = widths[-1]"),
            "a see-through picture lies on black in JPEG": ('picture.size, "white")', 'picture.size, "black")'),
        },
    ),
    *within(
        "articles/images/files.py",
        "tests/articles/images/test_files.py",
        {
            "files go while a page may still ask for them": (
                "remove_later(_with_folder(rendered_names(image)), after=LINGER)",
                "remove_later(_with_folder(rendered_names(image)))",
            ),
            "files of before take the place of newer ones": (
                "return ticket(image) == wanted != image.rendered",
                "return wanted != image.rendered",
            ),
            "new files turn no page": ("    page_stamps.invalidate_image(image, at=timezone.now())\n", ""),
            "a renditions' folder can be guessed": (
                'f"renditions/{secrets.token_urlsafe(18)}"',
                'f"renditions/{image.pk}"',
            ),
        },
    ),
    *within(
        "articles/models/image.py",
        "tests/articles/images/test_files.py",
        {
            "a draft's picture can be found by guessing": (
                'f"pictures/{secrets.token_urlsafe(18)}.',
                'f"pictures/{image.uploaded_at:%Y%m%d}.',
            ),
        },
    ),
    *within(
        "articles/models/image.py",
        "tests/articles/test_picture_rights.py",
        {
            "a picture is shown at the moment when its rights end": (
                "self.usable_until is None or self.usable_until > at",
                "self.usable_until is None or self.usable_until >= at",
            ),
            "a picture is shown before its rights begin": (
                "(self.usable_from is None or self.usable_from <= at) and",
                "",
            ),
        },
    ),
    *within(
        "articles/images/edit.py",
        "tests/articles/test_live_pictures.py",
        {
            "a picture that readers see is changed by any journalist": (
                "if not may_change(locked, by=by, at=at):",
                "if False:",
            ),
            "a changed picture leaves nothing in the log": ("    if not changed:\n", "    if True:\n"),
        },
    ),
    *within(
        "articles/images/uses.py",
        "tests/articles/test_picture_form.py",
        {
            "a picture's page names a story that isn't open": (
                "mine = list(stories.open_to(by).distinct())",
                "mine = list(stories.distinct())",
            ),
        },
    ),
]
