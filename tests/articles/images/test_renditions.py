"""The files that a picture is shown by: sizes, crops around the focal point, formats, and the credit in each."""

import io
from collections import Counter
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pixels

from articles.images.metadata.xmp import LANGUAGE, NAMES, xmp_packet
from articles.images.renditions import CROPS, FORMATS, WHOLE, WIDTHS, plan, render
from tests.articles.images.samples import BLUE, RED, camera_exif, quarters, saved, swapped_profile

CREDIT = SimpleNamespace(
    creator="Ilan Mérou & “Zoé” <Kern>",
    organisation="Agence Littoral",
    notice="© 2026 Agence Littoral",
    licence="https://littoral.example/licence?a=1&b=2",
)
ALT = "Une meule < la roue & l’eau\x00\x0b"


def rendered(picture, format="JPEG", *, focal=(0.5, 0.5), credit=CREDIT, alt=ALT, **options):
    """Return all renditions of a picture whose master is in this format."""
    return list(render(io.BytesIO(saved(picture, format, **options)), focal, xmp_packet(credit, alt)))


def opened(rendition):
    """Return a rendition's picture, decoded."""
    picture = Pixels.open(io.BytesIO(rendition.data), formats=[rendition.format])
    picture.load()
    return picture


def widths_of(planned, crop):
    """Return the widths planned for a crop."""
    return [one.width for one in planned if one.crop == crop]


def box_of(crop, *, size, focal):
    """Return the box of the master that a crop shows."""
    return next(one.box for one in plan(*size, focal) if one.crop == crop)


class TestThePlan:
    """Which sizes and boxes are made."""

    def test_a_large_master_gets_every_width(self):
        planned = plan(3200, 2133)
        assert {crop: widths_of(planned, crop) for crop in CROPS} == {
            crop: sorted(widths, reverse=True) for crop, (_ratio, widths) in CROPS.items()
        }

    def test_what_falls_between_two_widths_is_made_in_its_own_too(self):
        assert widths_of(plan(1300, 900), WHOLE) == [1300, 1080, 768, 480, 320]

    def test_a_width_hardly_smaller_than_the_master_is_not_made(self):
        assert widths_of(plan(1100, 900), WHOLE) == [1100, 768, 480, 320]

    def test_a_tiny_picture_is_made_in_its_own_size(self):
        assert [(one.crop, one.width, one.height) for one in plan(100, 80)] == [
            (WHOLE, 100, 80),
            ("16x9", 100, 56),
            ("4x3", 100, 75),
            ("1x1", 80, 80),
        ]

    def test_the_same_master_has_the_same_plan(self):
        assert plan(1900, 1207, (0.31, 0.77)) == plan(1900, 1207, (0.31, 0.77))

    @pytest.mark.parametrize(
        ("crop", "size", "focal", "box"),
        [
            ("1x1", (3000, 2000), (0.5, 0.5), (500, 0, 2500, 2000)),
            ("1x1", (3000, 2000), (0, 0), (0, 0, 2000, 2000)),
            ("1x1", (3000, 2000), (1, 1), (1000, 0, 3000, 2000)),
            ("1x1", (3000, 2000), (0.4, 0.9), (200, 0, 2200, 2000)),
            ("16x9", (1600, 1600), (0.5, 0), (0, 0, 1600, 900)),
            ("16x9", (1600, 1600), (0.5, 0.4), (0, 190, 1600, 1090)),
            ("16x9", (1600, 1600), (0.5, 1), (0, 700, 1600, 1600)),
            ("4x3", (3200, 300), (0.25, 0.5), (600, 0, 1000, 300)),
            ("4x3", (3200, 300), (1, 0.5), (2800, 0, 3200, 300)),
            ("1x1", (3, 2), (1, 1), (1, 0, 3, 2)),
            ("16x9", (1, 1), (0.5, 0.5), (0, 0, 1, 1)),
            (WHOLE, (3000, 2000), (0.1, 0.1), (0, 0, 3000, 2000)),
        ],
    )
    def test_a_crop_keeps_the_focal_point_as_near_to_its_centre_as_the_edges_allow(self, crop, size, focal, box):
        assert box_of(crop, size=size, focal=focal) == box

    @given(
        st.integers(1, 3200),
        st.integers(1, 3200),
        st.floats(0, 1),
        st.floats(0, 1),
    )
    def test_every_box_is_inside_has_its_ratio_and_holds_the_focal_point(self, width, height, x, y):
        for one in plan(width, height, (x, y)):
            left, top, right, bottom = one.box
            assert 0 <= left < right <= width and 0 <= top < bottom <= height
            assert left - 1 <= x * width <= right + 1 and top - 1 <= y * height <= bottom + 1
            across, down = CROPS[one.crop][0] or (width, height)
            assert abs((right - left) - (bottom - top) * across / down) <= max(1, across / down)
            assert 1 <= one.width <= right - left and 1 <= one.height <= bottom - top
            assert abs(one.height - one.width * (bottom - top) / (right - left)) <= 1


@pytest.fixture(scope="module")
def renditions():
    """Return those of a picture of four colours, 900 pixels wide, taken with a camera."""
    return rendered(quarters((900, 600)), exif=camera_exif(), icc_profile=swapped_profile(), comment=b"secret")


class TestTheFiles:
    """What is in them."""

    def test_each_of_the_plan_is_made_in_each_format(self, renditions):
        made = Counter((one.crop, one.width, one.height) for one in renditions)
        assert made == {(one.crop, one.width, one.height): len(FORMATS) for one in plan(900, 600)}

    def test_each_is_of_the_size_and_format_that_it_says(self, renditions):
        for one in renditions:
            picture = opened(one)
            assert (picture.format, picture.size) == (one.format, (one.width, one.height))
            assert one.width <= max(WIDTHS)

    def test_each_looks_like_its_part_of_the_master(self, renditions):
        for one in renditions:
            picture = opened(one).convert("RGB")
            first, last = picture.getpixel((3, 3)), picture.getpixel((3, one.height - 4))
            assert all(abs(a - b) < 30 for a, b in zip(first + last, RED + BLUE, strict=True)), one[:4]

    def test_a_crop_shows_what_is_around_the_focal_point(self):
        # In the lower right-hand corner of a wide picture.
        picture = Pixels.new("RGB", (1600, 400), BLUE)
        picture.paste(RED, (1200, 0, 1600, 400))
        for one in rendered(picture, focal=(0.95, 0.9)):
            left = opened(one).convert("RGB").getpixel((2, one.height // 2))
            assert (left[0] > 150) == (one.crop == "1x1"), one[:4]

    def test_nothing_of_the_camera_is_in_any(self, renditions):
        for one in renditions:
            picture = opened(one)
            assert not dict(picture.getexif())
            assert not {"exif", "icc_profile", "comment"} & set(picture.info)
            assert not [trace for trace in (b"SERIAL", b"secret") if trace in one.data]

    @pytest.mark.parametrize("format", FORMATS)
    def test_creator_credit_notice_licence_and_alt_text_are_in_every_file(self, renditions, format):
        for one in renditions:
            if one.format == format:
                assert read(opened(one).info["xmp"]) == WRITTEN

    def test_a_jpeg_is_progressive(self, renditions):
        assert all(opened(one).info.get("progressive") for one in renditions if one.format == "JPEG")

    def test_what_is_see_through_stays_so_and_lies_on_white_in_jpeg(self):
        picture = quarters((400, 300), mode="RGBA")
        picture.paste((0, 0, 0, 0), (0, 0, 200, 150))
        for one in rendered(picture, "PNG"):
            corner = opened(one).getpixel((2, 2))
            if one.format == "JPEG":
                assert min(corner) > 245
            else:
                assert corner[3] == 0

    def test_detail_that_no_encoder_likes_is_encoded(self, monkeypatch):
        # The largest file alone: the smaller ones are easier.
        monkeypatch.setattr("articles.images.renditions.CROPS", {WHOLE: (None, (1600,))})
        noise = Pixels.effect_noise((1600, 1600), 120).convert("RGB")
        assert [one.format for one in rendered(noise)] == list(FORMATS)


WRITTEN = {
    "dc:creator": CREDIT.creator,
    "photoshop:Credit": "Agence Littoral",
    "dc:rights": "© 2026 Agence Littoral",
    "xmpRights:WebStatement": "https://littoral.example/licence?a=1&b=2",
    "xmpRights:Marked": "True",
    "Iptc4xmpCore:AltTextAccessibility": "Une meule < la roue & l’eau",
}


def read(packet):
    """Return {property: text} of a packet."""
    prefixes = {f"{{{address}}}": f"{prefix}:" for prefix, address in NAMES.items()}
    picture = ElementTree.fromstring(packet).find(".//rdf:Description", NAMES)  # noqa: S314 (our own)
    names = {
        address + line.tag.partition("}")[2]: line
        for line in picture
        for key, address in prefixes.items()
        if key in line.tag
    }
    return {name: "".join(line.itertext()) for name, line in names.items()}


class TestThePacket:
    """The credit as XMP."""

    def test_a_licence_in_words_is_the_terms_of_use(self):
        words = SimpleNamespace(creator="A", organisation="", notice="", licence="Editorial use only")
        assert read(xmp_packet(words)) == {
            "dc:creator": "A",
            "photoshop:Credit": "A",
            "xmpRights:UsageTerms": "Editorial use only",
        }

    def test_a_picture_that_nobody_is_credited_for_has_its_alternative_text_only(self):
        assert read(xmp_packet(None, "A mill")) == {"Iptc4xmpCore:AltTextAccessibility": "A mill"}
        assert read(xmp_packet(None)) == {}

    def test_texts_are_in_lists_and_languages_as_the_standard_asks(self):
        root = ElementTree.fromstring(xmp_packet(CREDIT, ALT))  # noqa: S314 (our own)
        assert root.find(".//dc:creator/rdf:Seq/rdf:li", NAMES).text == CREDIT.creator
        for name in ("dc:rights", "Iptc4xmpCore:AltTextAccessibility"):
            assert root.find(f".//{name}/rdf:Alt/rdf:li", NAMES).get(LANGUAGE) == "x-default"

    @given(st.text(), st.text())
    def test_any_text_is_well_formed(self, creator, alt):
        credit = SimpleNamespace(creator=creator, organisation="", notice=alt, licence=creator)
        ElementTree.fromstring(xmp_packet(credit, alt))  # noqa: S314 (our own)


def test_a_file_is_made_with_its_own_formats_quality_whatever_the_other_thread_makes(monkeypatch):
    master = saved(Pixels.effect_noise((480, 320), 60).convert("RGB"))
    together = [list(render(io.BytesIO(master))) for _time in range(3)]
    monkeypatch.setattr("articles.images.renditions.ENCODERS", 1)
    alone = list(render(io.BytesIO(master)))
    assert [each == alone for each in together] == [True] * 3
