"""The file that is kept of an upload: upright, sRGB, small enough, and nothing of the camera's in it."""

import base64
import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image as Pixels
from PIL import ImageChops, ImageStat

from articles.images import master
from articles.images.master import LONGEST_SIDE, PLACEHOLDER_BYTES, UPRIGHT, make_master, placeholder
from tests.articles.images import samples
from tests.articles.images.samples import BLUE, GREEN, RED, SAVED_AS, YELLOW, quarters, saved, speckled, upload


def made(picture, format="JPEG", **options):
    """Return the master of a picture's file, opened."""
    return opened(make_master(upload(saved(picture, format, **options))))


def opened(kept):
    """Return a master's file, opened and decoded."""
    picture = Pixels.open(kept.file)
    picture.load()
    assert picture.size == (kept.width, kept.height)
    return picture


def corners(picture):
    """Return the colours of the four quarters, row by row."""
    picture = picture.convert("RGB")
    across, down = picture.size
    return [picture.getpixel((across * x // 4, down * y // 4)) for y in (1, 3) for x in (1, 3)]


def alike(colour, other, by=25):
    """Return whether two colours differ by no more than what JPEG does to them."""
    return all(abs(one - two) <= by for one, two in zip(colour, other, strict=True))


def looks_like_quarters(picture):
    """Return whether the picture is what `quarters` draws."""
    return all(map(alike, corners(picture), (RED, GREEN, BLUE, YELLOW)))


@pytest.mark.parametrize("format", SAVED_AS)
def test_every_format_becomes_a_jpeg_of_the_same_look(format):
    picture = made(quarters(), format)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (64, 48))
    assert looks_like_quarters(picture)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_picture_stands_upright_however_the_camera_was_held(orientation):
    stored = quarters()
    if turn := UPRIGHT.get(orientation):
        back = {Pixels.Transpose.ROTATE_90: Pixels.Transpose.ROTATE_270}
        back |= {there: here for here, there in back.items()}
        stored = stored.transpose(back.get(turn, turn))
    exif = Pixels.Exif()
    exif[0x0112] = orientation
    assert stored.size == ((64, 48) if orientation < 5 else (48, 64))
    for format in ("JPEG", "PNG", "WEBP"):
        picture = made(stored, format, exif=exif.tobytes())
        assert picture.size == (64, 48) and looks_like_quarters(picture)


def test_a_camera_held_upright_turns_its_picture_by_the_standard():
    # EXIF 2.32, §4.6.4: in 6 the first row stored is the right-hand side.
    stored = Pixels.new("RGB", (64, 48), BLUE)
    stored.paste(RED, (0, 0, 64, 24))
    picture = made(stored, exif=samples.camera_exif(6))
    assert picture.size == (48, 64)
    assert alike(picture.getpixel((40, 32)), RED) and alike(picture.getpixel((8, 32)), BLUE)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("exif", [b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff"])
def test_broken_exif_is_no_reason_to_refuse_a_picture(exif):
    assert looks_like_quarters(made(quarters(), exif=exif))


def test_nothing_of_the_camera_is_kept():
    profile = samples.swapped_profile()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><secret/></x:xmpmeta>"
    data = saved(quarters(), exif=samples.camera_exif(), icc_profile=profile, xmp=xmp, comment=b"a secret")
    for format in ("JPEG", "PNG"):
        if format == "PNG":
            see_through = quarters(mode="RGBA")
            see_through.putalpha(90)
            data = saved(see_through, "PNG", exif=samples.camera_exif(), icc_profile=profile)
        kept = make_master(upload(data))
        picture = opened(kept)
        assert picture.format == format
        assert not dict(picture.getexif())
        assert not {"exif", "icc_profile", "xmp", "XML:com.adobe.xmp", "comment"} & set(picture.info)
        kept.file.seek(0)
        whole = kept.file.read()
        assert not [
            trace for trace in (b"Exif", b"SERIAL", b"secret", b"ICC_PROFILE", b"iCCP", b"eXIf") if trace in whole
        ]


def test_colours_are_converted_from_the_cameras_profile():
    profile = samples.swapped_profile()
    picture = made(Pixels.new("RGB", (64, 48), (255, 0, 0)), icc_profile=profile)
    assert alike(picture.getpixel((9, 9)), (0, 255, 0), by=3)


def test_colours_of_a_see_through_picture_are_converted_too():
    picture = made(Pixels.new("RGBA", (64, 48), (255, 0, 0, 90)), "PNG", icc_profile=samples.swapped_profile())
    assert alike(picture.getpixel((9, 9)), (0, 255, 0, 90), by=1)


def test_a_broken_profile_or_another_kinds_is_passed_over():
    assert looks_like_quarters(made(quarters(), icc_profile=b"no profile" * 20))
    grey = made(Pixels.new("L", (64, 48), 128), icc_profile=samples.swapped_profile())
    assert alike(grey.getpixel((9, 9)), (128, 128, 128), by=2)


def with_a_hole(mode):
    picture = quarters(mode=mode)
    picture.putpixel((0, 0), 0 if mode == "P" else tuple([0] * len(picture.getbands())))
    return picture


MODES = {
    "CMYK": (quarters(mode="CMYK"), "JPEG", (RED, GREEN, BLUE, YELLOW)),
    "palette": (quarters(mode="P"), "PNG", (RED, GREEN, BLUE, YELLOW)),
    "palette of a GIF": (quarters(mode="P"), "GIF", (RED, GREEN, BLUE, YELLOW)),
    "grey": (Pixels.new("L", (64, 48), 90), "JPEG", ((90, 90, 90),) * 4),
    "grey and alpha": (Pixels.new("LA", (64, 48), (90, 255)), "PNG", ((90, 90, 90),) * 4),
    "16 bits of grey": (Pixels.new("I;16", (64, 48), 90 * 257), "PNG", ((90, 90, 90),) * 4),
    "black and white": (Pixels.new("1", (64, 48), 1), "PNG", ((255, 255, 255),) * 4),
}


@pytest.mark.parametrize(("picture", "format", "colours"), MODES.values(), ids=MODES)
def test_every_way_to_store_colours_becomes_rgb(picture, format, colours):
    kept = made(picture, format)
    assert (kept.format, kept.mode) == ("JPEG", "RGB")
    assert all(map(alike, corners(kept), colours))


def see_through(mode):
    picture = quarters(mode=mode)
    if mode in {"P", "RGB", "L"}:
        # One colour stands for nothing; of RGB and grey it is named by its value.
        return picture, {
            "transparency": {"P": picture.getpixel((0, 0)), "RGB": RED}.get(mode, picture.getpixel((0, 0)))
        }
    picture.putpixel((0, 0), (*picture.getpixel((0, 0))[:-1], 0))
    return picture, {}


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "RGB", "L"])
def test_what_is_see_through_stays_so_as_a_png(mode):
    picture, options = see_through(mode)
    kept = made(picture, "PNG", **options)
    assert (kept.format, kept.mode) == ("PNG", "RGBA")
    assert kept.getpixel((0, 0))[3] == 0 and kept.getpixel((60, 40))[3] == 255


def test_an_alpha_channel_that_hides_nothing_is_dropped():
    assert made(quarters(mode="RGBA"), "PNG").format == "JPEG"


@pytest.mark.parametrize("size", [(5000, 40), (40, 5000), (3201, 900), (7000, 410)])
def test_the_longer_side_has_3200_pixels_at_most(size):
    for format in ("JPEG", "PNG"):
        picture = made(quarters(size), format)
        assert max(picture.size) == LONGEST_SIDE
        assert abs(min(picture.size) - min(size) * LONGEST_SIDE / max(size)) < 1
        assert looks_like_quarters(picture)


def test_a_line_of_one_pixel_stays_one():
    assert made(Pixels.new("RGB", (9000, 1), RED), "PNG").size == (LONGEST_SIDE, 1)


def test_a_smaller_picture_is_not_made_larger():
    assert made(quarters((320, 10))).size == (320, 10)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "CMYK"])
def test_a_picture_made_smaller_in_bands_has_no_seams(mode, monkeypatch):
    picture = speckled((4100, 700)).convert(mode)
    at_once = master._smaller(picture)
    monkeypatch.setattr(master, "BAND", 4100 * 64)
    in_bands = master._smaller(picture)
    difference = ImageChops.difference(at_once.convert("RGB"), in_bands.convert("RGB"))
    assert at_once.size == in_bands.size == (3200, 546)
    assert max(high for _low, high in difference.getextrema()) <= 2


@pytest.mark.parametrize("format", SAVED_AS)
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_file_cut_off_is_refused(format, kept):
    data = saved(speckled(), format)
    with pytest.raises(ValidationError) as refused:
        make_master(upload(data[: int(len(data) * kept)]))
    assert refused.value.code == "broken"


@pytest.mark.parametrize("format", SAVED_AS)
def test_a_file_scrambled_in_its_middle_never_breaks_the_server(format):
    data = bytearray(saved(speckled(), format))
    for seed in range(20):
        scrambled = bytearray(data)
        for step in range(20):
            scrambled[30 + (seed * 7919 + step * 104_729) % (len(data) - 30)] = (seed * 31 + step * 17) % 256
        try:
            make_master(upload(bytes(scrambled)))
        except ValidationError as refused:
            assert refused.code in {"broken", "too_large", "too_long", "too_many_frames", "too_costly"}


def test_a_program_hidden_behind_a_picture_is_not_kept():
    hidden = b"<?php system($_GET['c']); ?><script>alert(1)</script>PK\x05\x06"
    for format in SAVED_AS:
        data = make_master(upload(saved(quarters(), format) + hidden, "photo.php")).file.read()
        assert b"<?php" not in data and b"<script" not in data


@pytest.mark.parametrize("animated", [samples.gif, samples.webp])
def test_of_an_animation_the_first_frame_is_the_picture(animated):
    assert opened(make_master(upload(animated(64, 48, frames=5)))).size == (64, 48)


def test_the_first_frame_of_an_animation_is_shown_whole():
    frames = [quarters(), Pixels.new("RGB", (64, 48), RED)]
    for format in ("GIF", "PNG", "WEBP"):
        data = saved(frames[0], format, save_all=True, append_images=frames[1:])
        assert looks_like_quarters(opened(make_master(upload(data))))


def test_a_placeholder_is_a_tiny_webp_within_the_page():
    for size in [(3200, 2133), (90, 3200), (3200, 20), (1, 1)]:
        uri = placeholder(speckled(size))
        assert len(uri) <= PLACEHOLDER_BYTES
        kind, _comma, data = uri.partition(",")
        picture = Pixels.open(io.BytesIO(base64.b64decode(data)))
        assert kind == "data:image/webp;base64" and picture.format == "WEBP"
        assert max(picture.size) <= 24


def test_the_placeholder_has_the_pictures_colours():
    picture = Pixels.new("RGB", (600, 400), BLUE)
    picture.paste(YELLOW, (300, 0, 600, 400))
    uri = placeholder(picture)
    tiny = Pixels.open(io.BytesIO(base64.b64decode(uri.partition(",")[2]))).convert("RGB")
    assert alike(tiny.getpixel((2, 8)), BLUE, by=40) and alike(tiny.getpixel((21, 8)), YELLOW, by=40)
    assert ImageStat.Stat(tiny).stddev[2] > 60


def test_a_see_through_picture_has_no_placeholder_to_show_through():
    kept = make_master(upload(saved(see_through("RGBA")[0], "PNG")))
    assert kept.placeholder == ""


def test_a_kept_picture_knows_its_placeholder():
    assert make_master(upload(saved(quarters()))).placeholder.startswith("data:image/webp")
