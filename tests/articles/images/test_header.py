"""What an upload's header says, before anything is decoded."""

import struct

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import ImageFile

from articles.images import header
from articles.images.header import MOST_BYTES, MOST_FRAMES, check
from tests.articles.images import samples
from tests.articles.images.samples import SAVED_AS, quarters, saved, upload


@pytest.fixture(autouse=True)
def _nothing_is_decoded(monkeypatch):
    def load(picture):
        raise AssertionError("decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", load)


def refusal(data, name="photo.jpg"):
    """Return (code, sentence) that an upload is refused with."""
    with pytest.raises(ValidationError) as refused:
        check(upload(data, name))
    return refused.value.code, refused.value.messages[0]


@pytest.mark.parametrize("format", SAVED_AS)
def test_the_format_is_what_the_bytes_say_whatever_the_name(format):
    for name in ("photo.jpg", "photo.png", "photo"):
        picture = check(upload(saved(quarters(), format), name))
        assert (picture.format, picture.size) == (format, (64, 48))


def test_a_file_that_is_no_upload_is_judged_too():
    assert check(ContentFile(saved(quarters()))).size == (64, 48)


FOREIGN = [
    ("heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40)),
    ("heic", b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + bytes(40)),
    ("pdf", b"%PDF-1.7\n%\xe2\xe3"),
    ("svg", b'<?xml version="1.0"?><!-- a drawing --><svg xmlns="http://www.w3.org/2000/svg"/>'),
    ("svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16")),
    ("unreadable", b"<!doctype html><script>alert(1)</script>"),
    ("unreadable", b"<?php system($_GET['c']); ?>"),
    ("unreadable", b"PK\x03\x04" + bytes(60)),
    ("unreadable", b"MM\0*" + bytes(60)),
    ("unreadable", b"\0\0\0\x18ftypisom\0\0\0\0isommp41" + bytes(40)),
    ("unreadable", b"x"),
    ("empty", b""),
]


@pytest.mark.parametrize(("code", "data"), FOREIGN)
def test_what_is_no_picture_that_we_take_is_refused_whatever_its_name(code, data):
    for name in ("photo.jpg", "photo.svg", "photo"):
        assert refusal(data, name)[0] == code


def test_who_sends_a_heic_is_told_to_export_it_as_jpeg():
    assert "JPEG" in refusal(FOREIGN[0][1], "IMG_0001.HEIC")[1]


def test_a_picture_in_avif_that_also_calls_itself_heif_is_taken():
    assert check(upload(saved(quarters(), "AVIF"))).format == "AVIF"


def test_a_small_file_of_169_million_pixels_is_refused_without_being_decoded():
    bomb = samples.png(13_000, 13_000)
    assert len(bomb) < 200_000
    code, sentence = refusal(bomb)
    assert code == "too_large" and "13000 × 13000" in sentence and "50 million" in sentence


def webp_claiming(width, height):
    data = b"VP8X" + struct.pack("<I", 10) + bytes(4)
    data += (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(data) + 4) + b"WEBP" + data


def webp_lossless_claiming(width, height):
    bits = (width - 1) | (height - 1) << 14
    return b"RIFF" + struct.pack("<I", 30) + b"WEBPVP8L" + struct.pack("<IBI", 13, 0x2F, bits) + bytes(9)


def webp_lossy_claiming(width, height):
    return (
        b"RIFF"
        + struct.pack("<I", 30)
        + b"WEBPVP8 "
        + struct.pack("<I", 18)
        + bytes(6)
        + struct.pack("<HH", width, height)
    )


def gif_claiming(width, height):
    data = saved(quarters(), "GIF")
    return data[:6] + struct.pack("<HH", width, height) + data[10:]


LARGE = {
    "JPEG over 110": samples.jpeg_claiming(11_000, 10_001),
    "GIF over 50": gif_claiming(8_000, 6_251),
    "WebP over 12": webp_claiming(4_000, 3_001),
    "lossless WebP over 12": webp_lossless_claiming(4_000, 3_001),
    "lossy WebP over 12": webp_lossy_claiming(4_000, 3_001),
}


@pytest.mark.parametrize("data", LARGE.values(), ids=LARGE)
def test_each_format_has_a_most_of_pixels(data):
    assert refusal(data)[0] == "too_large"


def test_a_jpeg_of_110_million_pixels_is_taken():
    assert check(upload(samples.jpeg_claiming(11_000, 10_000))).size == (11_000, 10_000)


def test_a_png_of_50_million_pixels_is_taken():
    assert check(upload(samples.png(8_000, 6_250))).size == (8_000, 6_250)


def test_a_side_too_long_for_a_jpeg_is_refused():
    assert refusal(samples.png(65_501, 1))[0] == "too_long"
    assert check(upload(samples.png(65_500, 1)))


def test_a_size_of_nothing_is_refused():
    assert refusal(samples.jpeg_claiming(0, 48))[0] == "broken"
    assert refusal(samples.png(0, 48))[0] == "broken"


def test_a_file_too_heavy_is_refused_before_it_is_read():
    file = upload(b"")
    file.size = MOST_BYTES + 1
    file.file = None
    with pytest.raises(ValidationError) as refused:
        check(file)
    assert refused.value.code == "too_heavy"


ANIMATED = {"GIF": samples.gif, "WebP": samples.webp, "APNG": lambda *size, frames: samples.png(*size, frames=frames)}


@pytest.mark.parametrize("animated", ANIMATED.values(), ids=ANIMATED)
def test_an_animation_has_200_frames_at_most(animated):
    assert check(upload(animated(20, 10, frames=MOST_FRAMES))).size == (20, 10)
    assert refusal(animated(20, 10, frames=MOST_FRAMES + 1))[0] == "too_many_frames"


def test_a_gif_of_a_million_frames_is_not_counted_to_its_end():
    data = samples.gif(20, 10, frames=1_000_000)
    file = upload(data)
    with pytest.raises(ValidationError):
        check(file)
    assert file.tell() < 10_000


def test_a_jpeg_that_must_be_in_memory_whole_is_smaller():
    assert refusal(samples.jpeg_claiming(10_000, 10_000, progressive=True, subsampling=0))[0] == "too_costly"
    assert refusal(samples.jpeg_claiming(6_390, 6_000, progressive=True, subsampling=0))[0] == "too_costly"
    assert check(upload(samples.jpeg_claiming(8_600, 8_600, progressive=True, subsampling=2)))
    assert check(upload(samples.jpeg_claiming(10_000, 10_000, subsampling=0)))


def test_a_jpeg_whose_colours_come_one_after_the_other_must_be_in_memory_whole_too():
    assert refusal(samples.jpeg_scan_by_scan(10_000, 10_000))[0] == "too_costly"
    assert check(upload(samples.jpeg_scan_by_scan(6_400, 6_400)))


def test_a_jpeg_of_endless_scans_is_refused():
    data = saved(quarters(), progressive=True)
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00"
    assert refusal(data[:-2] + scan * header.MOST_SCANS + data[-2:])[0] == "too_costly"


@pytest.mark.parametrize("format", SAVED_AS)
def test_a_header_cut_off_is_refused(format):
    data = saved(quarters(), format)
    assert refusal(data[:28])[0] == "broken"
