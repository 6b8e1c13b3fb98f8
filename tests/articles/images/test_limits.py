"""The worst that is let through costs no more than 400 MB and 10 s, measured in a process of its own."""

import pytest
from PIL import Image as Pixels

from articles.images.metadata.chunks import MOST_BESIDE
from tests.articles.images import samples
from tests.articles.images.pictures import with_segment
from tests.bench import pictures

MOST_MEGABYTES = 400
MOST_SECONDS = 10  # of processor: other tests run beside


def jpeg(path):
    """Write a JPEG of 110 million pixels."""
    Pixels.new("RGB", (12_800, 8_590), "#27536b").save(path, "JPEG")


def just_too_large_to_halve(path):
    """Write a PNG of RGBA that is nearly twice as large as its master, both ways."""
    Pixels.new("RGBA", (6_390, 6_390), (9, 90, 200, 90)).save(path, "PNG")


def lossless_noise(path):
    """Write a WebP that is as large as its pixels, see-through."""
    grain = Pixels.effect_noise((4_000, 3_000), 80)
    turned = grain.transpose(Pixels.Transpose.ROTATE_180)
    Pixels.merge("RGBA", (grain, turned, grain, turned)).save(path, "WEBP", lossless=True, method=0, quality=0)


def avif(path):
    """Write an AVIF with an alpha channel and colours at full resolution."""
    Pixels.new("RGBA", (4_000, 3_000), (9, 90, 200, 90)).save(path, "AVIF", speed=10, subsampling="4:4:4")


def many_scans(path):
    """Write a progressive JPEG that goes over its 75 million pixels 64 times."""
    Pixels.new("RGB", (9_400, 7_950), "#27536b").save(path, "JPEG", progressive=True)
    data = path.read_bytes()
    again = data[data.rfind(b"\xff\xda") : -2]
    path.write_bytes(data[:-2] + again * (64 - data.count(b"\xff\xda")) + data[-2:])


def many_scans_and_much_exif(path):
    """Write that one with all that it may hold beside the picture, of which Pillow keeps several."""
    many_scans(path)
    exif = with_segment(b"", 0xE1, b"Exif\0\0".ljust(65_000, b"x"))
    data = path.read_bytes()
    path.write_bytes(data[:2] + exif * (MOST_BESIDE // 65_100) + data[2:])


WORST = {
    "a JPEG of 110 million pixels": jpeg,
    "a progressive one of 64 scans": many_scans,
    "a progressive one with much beside it": many_scans_and_much_exif,
    "a PNG of 50 million pixels, see-through": lambda path: path.write_bytes(
        samples.png(8_000, 6_250, bits=8, colour=6)
    ),
    "a PNG of 41 million pixels, see-through": just_too_large_to_halve,
    "a PNG of 16 bits a channel": lambda path: path.write_bytes(samples.png(8_000, 6_250, bits=16, colour=6)),
    "a WebP of 12 million pixels, see-through": lossless_noise,
    "an AVIF of 12 million pixels, see-through": avif,
    "a GIF of 200 frames": lambda path: path.write_bytes(samples.gif(8_000, 6_250, frames=200)),
    "an APNG of 200 frames": lambda path: path.write_bytes(samples.png(8_000, 6_250, bits=8, colour=6, frames=200)),
    "a WebP of 200 frames": lambda path: path.write_bytes(samples.webp(4_000, 3_000, frames=200)),
}


@pytest.mark.parametrize("write", WORST.values(), ids=WORST)
def test_the_worst_that_is_allowed_stays_within_memory_and_time(tmp_path, write):
    path = tmp_path / "worst"
    write(path)
    cost = pictures.cost("master", path)
    assert cost["megabytes"] < MOST_MEGABYTES and cost["busy"] < MOST_SECONDS, cost


def test_all_renditions_of_a_camera_picture_take_300_megabytes(tmp_path):
    path = tmp_path / "photo.jpg"
    pictures.photo(3200, 2133).save(path, quality=88)
    cost = pictures.cost("renditions", path)
    assert cost["megabytes"] <= 300, cost
