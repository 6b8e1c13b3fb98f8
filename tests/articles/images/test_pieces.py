"""What would keep Pillow busy for minutes, or fill the memory, is refused before Pillow sees it."""

import struct

import pytest
from django.core.exceptions import ValidationError

from articles.images.header import check
from articles.images.metadata.chunks import MOST_BESIDE, MOST_PIECES, components_of_first_scan, of_gif, of_jpeg, of_png
from tests.articles.images import samples
from tests.articles.images.samples import png_chunk, quarters, saved, upload

JPEG, PNG = saved(quarters(), "JPEG"), saved(quarters(), "PNG")
GIF = samples.gif(64, 48, frames=3)


def jpeg_with(*inserted):
    return JPEG[:2] + b"".join(inserted) + JPEG[2:]


def png_with(*inserted, before=b"IDAT"):
    at = PNG.index(before) - 4
    return PNG[:at] + b"".join(inserted) + PNG[at:]


def gif_with(*inserted):
    at = GIF.index(b",")
    return GIF[:at] + b"".join(inserted) + GIF[at:]


def gif_comment(*parts):
    return b"!\xfe" + b"".join(bytes([len(part)]) + part for part in parts) + b"\0"


def segment(marker, contents):
    return struct.pack(">BBH", 0xFF, marker, len(contents) + 2) + contents


def refusal(data):
    with pytest.raises(ValidationError) as refused:
        check(upload(data))
    return refused.value.code


# {what there are many of: a picture with so many of it}
MANY = {
    "segments of a JPEG": lambda number: jpeg_with(b"\xff\xed\0\2" * number),
    "filling of a JPEG": lambda number: jpeg_with(b"\xff" * number),
    "noise in a JPEG": lambda number: jpeg_with(segment(0xEB, b""), b"\x01" * number),
    "chunks before a PNG’s picture": lambda number: png_with(png_chunk(b"tEXt", b"a\0") * number),
    "chunks behind a PNG’s picture": lambda number: png_with(png_chunk(b"tEXt", b"a\0") * number, before=b"IEND"),
    "parts of a PNG’s picture": lambda number: png_with(png_chunk(b"IDAT", b"") * number),
    "parts of a GIF’s comment": lambda number: gif_with(gif_comment(*([b"a"] * number))),
    "noise in a GIF": lambda number: gif_with(b"a" * number),
}


@pytest.mark.parametrize("made_of", MANY.values(), ids=MANY)
def test_a_file_has_a_most_of_pieces(made_of):
    most = MOST_PIECES[check(upload(made_of(0))).format]
    assert check(upload(made_of(most - 100))).size == (64, 48)
    assert refusal(made_of(most)) == "too_much_beside"


SEGMENT, PART = 65_000, 255  # bytes that fit into one


def segments(beside, signature=b""):
    return jpeg_with(segment(0xE1, signature.ljust(SEGMENT, b"\0")) * (beside // (SEGMENT + 2)))


def comment(beside):
    return gif_with(gif_comment(*([b"a" * PART] * (beside // PART))))


# {what it is: a picture with so many bytes of it}
LARGE = {
    "segments of a JPEG": segments,
    "EXIF of a JPEG": lambda beside: segments(beside, b"Exif\0\0"),
    "a chunk before a PNG’s picture": lambda beside: png_with(png_chunk(b"prVt", bytes(beside))),
    "a chunk behind a PNG’s picture": lambda beside: png_with(png_chunk(b"prVt", bytes(beside)), before=b"IEND"),
    "a GIF’s comment": comment,
}


@pytest.mark.parametrize("made_of", LARGE.values(), ids=LARGE)
def test_a_file_has_a_most_of_bytes_that_arent_the_picture(made_of):
    assert check(upload(made_of(MOST_BESIDE - 1_000))).size == (64, 48)
    assert refusal(made_of(MOST_BESIDE + SEGMENT + 2)) == "too_much_beside"


def test_a_picture_of_many_bytes_is_no_reason():
    large = saved(samples.speckled((2_000, 1_600)), "PNG")
    assert len(large) > MOST_BESIDE
    assert check(upload(large)).size == (2_000, 1_600)


def test_what_stands_behind_the_end_isnt_looked_at():
    for data in (JPEG, PNG, GIF):
        assert check(upload(data + bytes(2_000_000))).size == (64, 48)


@pytest.mark.parametrize("walk", [of_jpeg, of_png, of_gif])
@pytest.mark.parametrize("data", [JPEG, PNG, GIF], ids=["JPEG", "PNG", "GIF"])
def test_every_walk_comes_to_an_end(walk, data):
    for length in (0, 1, 8, 9, 20, 40, 200):
        assert len(list(walk(upload(data[:length])))) <= length


def test_the_first_scan_is_found_behind_whatever_pillow_passes_over():
    frame = samples.jpeg_scan_by_scan(64, 48)
    for noise in (b"", b"\x01", b"\xff", b"\xff\x00", b"\xff\xd0", b"\xff\x01"):
        assert components_of_first_scan(upload(frame[:2] + noise + frame[2:])) == 1
        assert components_of_first_scan(upload(jpeg_with(noise))) == 3
