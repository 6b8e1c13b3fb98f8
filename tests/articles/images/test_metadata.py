"""What a picture's file says of it: which tag of which standard fills which field, in every kind of file."""

import datetime
import io
import json

import pytest
from django.utils import timezone
from PIL import Image as Pixels

from articles.images.metadata.read import TEXTS, Metadata, read
from articles.models import Credit, Image
from tests.articles.images.pictures import exif, in_languages, iptc, listed, photoshop, picture, with_segment, xmp

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
UTC = datetime.UTC


def utf_16(text):
    return f"{text}\0".encode("utf-16-le")


# (field, the block that says it, what is read)
EACH = [
    ("creator", {"iptc": iptc(byline="Ilan Mérou")}, "Ilan Mérou"),
    ("creator", {"exif": exif(Artist="Lena Corvest")}, "Lena Corvest"),
    ("creator", {"exif": exif(XPAuthor=utf_16("Lena Corvest;Ilan Mérou"))}, "Lena Corvest, Ilan Mérou"),
    ("creator", {"xmp": xmp(listed("dc:creator", "Ilan Mérou", "Lena Corvest"))}, "Ilan Mérou, Lena Corvest"),
    ("organisation", {"iptc": iptc(credit="Agence Littoral")}, "Agence Littoral"),
    ("organisation", {"iptc": iptc(source="Agence Littoral")}, "Agence Littoral"),
    ("organisation", {"xmp": xmp("<photoshop:Credit>Littoral</photoshop:Credit>")}, "Littoral"),
    ("organisation", {"xmp": xmp("<photoshop:Source>Littoral</photoshop:Source>")}, "Littoral"),
    ("notice", {"iptc": iptc(notice="© Littoral 2026")}, "© Littoral 2026"),
    ("notice", {"exif": exif(Copyright="Littoral 2026")}, "Littoral 2026"),
    ("notice", {"xmp": xmp(in_languages("dc:rights", x_default="© Littoral"))}, "© Littoral"),
    (
        "licence",
        {"xmp": xmp('<xmpRights:WebStatement rdf:resource="https://example.test/l"/>')},
        "https://example.test/l",
    ),
    (
        "licence",
        {
            "xmp": xmp(
                '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">'
                "<plus:LicensorURL>https://example.test/l</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>"
            )
        },
        "https://example.test/l",
    ),
    ("usage_terms", {"xmp": xmp(in_languages("xmpRights:UsageTerms", x_default="Once"))}, "Once"),
    ("caption", {"iptc": iptc(caption="The mill\r\nat  noon")}, "The mill at noon"),
    ("caption", {"exif": exif(ImageDescription="The mill at noon")}, "The mill at noon"),
    ("caption", {"exif": exif(XPComment=utf_16("Le moulin à midi"))}, "Le moulin à midi"),
    ("caption", {"exif": exif({"UserComment": b"ASCII\0\0\0The mill"})}, "The mill"),
    ("caption", {"xmp": xmp(in_languages("dc:description", x_default="The mill"))}, "The mill"),
    ("headline", {"iptc": iptc(headline="A mill turns")}, "A mill turns"),
    ("headline", {"exif": exif(XPTitle=utf_16("Un moulin tourne"))}, "Un moulin tourne"),
    ("headline", {"xmp": xmp("<photoshop:Headline>A mill turns</photoshop:Headline>")}, "A mill turns"),
    ("alt", {"xmp": xmp(in_languages("Iptc4xmpCore:AltTextAccessibility", x_default="A wheel"))}, "A wheel"),
    ("keywords", {"iptc": iptc((2, 25, "mill"), (2, 25, "tide"), (2, 25, "Mill"))}, ("mill", "tide")),
    ("keywords", {"iptc": iptc(keyword="mill, tide; ")}, ("mill", "tide")),
    ("keywords", {"exif": exif(XPKeywords=utf_16("mill;tide"))}, ("mill", "tide")),
    ("keywords", {"xmp": xmp(listed("dc:subject", "mill", "tide", kind="Bag"))}, ("mill", "tide")),
    ("place", {"iptc": iptc(sublocation="Quai", city="Mirel", country="Mirel")}, "Quai, Mirel"),
    ("place", {"xmp": xmp("<photoshop:City>Mirel</photoshop:City>")}, "Mirel"),
]


def test_each_tag_fills_its_field():
    assert [(field, written, getattr(read(picture(**written)), field)) for field, written, _value in EACH] == EACH


@pytest.mark.parametrize("format", FORMATS)
def test_exif_and_xmp_are_read_from_every_kind_of_file(format):
    file = picture(
        format, exif=exif(Artist="Ilan Mérou".encode()), xmp=xmp("<photoshop:Headline>A mill</photoshop:Headline>")
    )
    found = read(file)
    assert (found.creator, found.headline) == ("Ilan Mérou", "A mill")


def test_properties_may_be_attributes():
    packet = xmp().replace(b'rdf:about=""', b'rdf:about="" photoshop:Headline="A mill turns"')
    assert read(picture(xmp=packet)).headline == "A mill turns"


def test_iptc_is_believed_before_exif_and_exif_before_xmp():
    by_xmp = xmp(in_languages("dc:description", x_default="of XMP") + in_languages("dc:rights", x_default="of XMP"))
    by_exif = exif(ImageDescription="of EXIF", Copyright="of EXIF", Artist="Lena")
    found = read(picture(iptc=iptc(caption="of IPTC", byline="Ilan"), exif=by_exif, xmp=by_xmp))
    assert (found.caption, found.creator, found.notice) == ("of IPTC", "Ilan", "of EXIF")


@pytest.mark.parametrize("nothing", ["", "   ", "\0\0", " \r\n\t", "\x01"])
def test_what_is_empty_gives_way_to_the_next_standard(nothing):
    assert read(picture(iptc=iptc(caption=nothing, byline=nothing), exif=exif(ImageDescription="M"))).caption == "M"


@pytest.mark.parametrize(
    "default",
    ["OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "DCIM", "DCIM\\100MEDIA", "DSC_0123.JPG", "IMG_2034", "Untitled"],
)
def test_what_a_camera_writes_by_itself_is_no_caption(default):
    found = read(picture(iptc=iptc(caption=default), exif=exif(ImageDescription="The mill")))
    assert found.caption == "The mill"


@pytest.mark.parametrize("caption", ["A digital camera on the quay", "Sony opens in Mirel", "Image of 2026"])
def test_a_caption_about_cameras_stays(caption):
    assert read(picture(iptc=iptc(caption=caption))).caption == caption


def test_the_text_for_everybody_is_taken_of_several_languages():
    packet = xmp(in_languages("Iptc4xmpCore:AltTextAccessibility", fr="Une roue", x_default="A wheel"))
    found = read(picture(xmp=packet))
    assert found.alt == "A wheel"
    assert found.raw["xmp"]["Iptc4xmpCore:AltTextAccessibility"] == ["A wheel", "Une roue"]


def test_the_long_description_is_kept_beside_the_alternative_text():
    packet = xmp(in_languages("Iptc4xmpCore:ExtDescrAccessibility", x_default="A wheel of oak, wet"))
    found = read(picture(xmp=packet))
    assert (found.alt, found.raw["xmp"]) == ("", {"Iptc4xmpCore:ExtDescrAccessibility": ["A wheel of oak, wet"]})


def test_a_title_is_not_taken_for_the_organisation():
    found = read(picture(iptc=iptc(byline="Ilan Mérou", byline_title="Harbour Office")))
    assert (found.creator, found.organisation) == ("Ilan Mérou", "")
    assert found.raw["iptc"]["By-lineTitle"] == ["Harbour Office"]


def test_the_agency_is_cleaned_out_of_the_byline_and_kept_as_it_was():
    found = read(picture(iptc=iptc(byline="ILAN MÉROU/AFP")))
    assert (found.creator, found.organisation) == ("Ilan Mérou", "AFP")
    assert found.raw == {"iptc": {"By-line": ["ILAN MÉROU/AFP"]}, "exif": {}, "xmp": {}}


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "CC BY", "https://example.test/" + "l" * 200, "https://a b"]
)
def test_what_leads_nowhere_is_no_licence(address):
    assert read(picture(xmp=xmp(f"<xmpRights:WebStatement>{address}</xmpRights:WebStatement>"))).licence == ""


def test_texts_fit_what_the_models_hold():
    lengths = {name: most for name, (most, sources) in TEXTS.items()}
    fields = [Image._meta.get_field("alt"), Image._meta.get_field("caption"), Credit._meta.get_field("notice")]
    assert [lengths[field.name] for field in fields] == [field.max_length for field in fields]
    found = read(picture(iptc=iptc(caption="mill " * 300)))
    assert found.caption.endswith("mill…")
    assert 490 < len(found.caption) <= 500


def test_keywords_are_neither_endless_nor_endlessly_many():
    words = read(picture(iptc=iptc(*((2, 25, f"{number} {'x ' * 60}") for number in range(300))))).keywords
    assert (len(words), max(map(len, words)) <= 64) == (50, True)


MOMENTS = [
    ({"iptc": iptc(date="20260301", time="101500+0200")}, datetime.datetime(2026, 3, 1, 8, 15, tzinfo=UTC)),
    ({"iptc": iptc(date="20260301", time="101500")}, datetime.datetime(2026, 3, 1, 9, 15, tzinfo=UTC)),
    ({"iptc": iptc(date="20260301")}, datetime.datetime(2026, 2, 28, 23, tzinfo=UTC)),
    (
        {"exif": exif({"DateTimeOriginal": "2026:03:01 10:15:00", "OffsetTimeOriginal": "-05:00"})},
        datetime.datetime(2026, 3, 1, 15, 15, tzinfo=UTC),
    ),
    ({"exif": exif({"DateTimeOriginal": "2026:07:01 10:15:00"})}, datetime.datetime(2026, 7, 1, 8, 15, tzinfo=UTC)),
    (
        {"xmp": xmp("<photoshop:DateCreated>2026-03-01T10:15:00.25Z</photoshop:DateCreated>")},
        datetime.datetime(2026, 3, 1, 10, 15, tzinfo=UTC),
    ),
    (
        {"xmp": xmp("<photoshop:DateCreated>2026-03-01T10:15+01:00</photoshop:DateCreated>")},
        datetime.datetime(2026, 3, 1, 9, 15, tzinfo=UTC),
    ),
    # The day of one standard, the moment of another.
    (
        {"iptc": iptc(date="20260301"), "exif": exif({"DateTimeOriginal": "2026:03:01 10:15:00"})},
        datetime.datetime(2026, 3, 1, 9, 15, tzinfo=UTC),
    ),
    (
        {"iptc": iptc(date="00000000"), "exif": exif({"DateTimeOriginal": "2026:03:01 10:15:00"})},
        datetime.datetime(2026, 3, 1, 9, 15, tzinfo=UTC),
    ),
]
AT = datetime.datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(("written", "moment"), MOMENTS)
def test_the_moment_of_the_picture_is_read_from_each_standard(written, moment):
    with timezone.override("Pacific/Auckland"):  # the journalist's: a camera is set to the newsroom's
        taken_at = read(picture(**written), at=AT).taken_at
    assert taken_at == moment
    assert timezone.is_aware(taken_at)


@pytest.mark.parametrize(
    "nonsense",
    [
        "0000:00:00 00:00:00",
        "2026:02:30 10:00:00",
        "2026:11:22 14:00:00",
        "1825:12:31 10:00:00",
        "9999:12:31 23:59:59",
        "2026:03:01 25:00:00",
        "    :  :     :  :  ",
        "yesterday",
    ],
)
def test_a_moment_that_cannot_be_is_none(nonsense):
    assert read(picture(exif=exif({"DateTimeOriginal": nonsense})), at=AT).taken_at is None


def test_a_place_is_not_endless():
    assert 190 < len(read(picture(iptc=iptc(city="Mirel " * 100))).place) <= 200


def test_the_end_of_time_gives_no_moment():
    packet = xmp("<photoshop:DateCreated>9999-12-31T23:59:59-05:00</photoshop:DateCreated>")
    assert read(picture(xmp=packet), at=AT).taken_at is None


def test_an_offset_that_cannot_be_gives_no_moment():
    assert read(picture(iptc=iptc(date="20260301", time="101500+9900")), at=AT).taken_at is None


def test_an_opened_picture_is_read_as_its_file_is_and_is_not_decoded(monkeypatch):
    file = picture("PNG", xmp=xmp(listed("dc:creator", "Ilan Mérou")))
    whole = read(file)
    monkeypatch.setattr(Pixels.Image, "load", lambda picture: pytest.fail("it was decoded"))
    assert read(Pixels.open(file)) == whole != Metadata()


def test_two_segments_of_one_kind_do_no_harm():
    once = picture(iptc=iptc(byline="Ilan Mérou")).getvalue()
    twice = with_segment(once, 0xED, photoshop(iptc(byline="Ilan Mérou")))
    assert read(io.BytesIO(twice)).creator == "Ilan Mérou"


def test_a_field_that_is_there_once_only_is_its_first():
    assert read(picture(iptc=iptc((2, 120, "First"), (2, 120, "Second")))).caption == "First"


def test_the_raw_values_are_plain_data():
    file = picture(iptc=iptc(byline="a\0b"), exif=exif(Artist="c"), xmp=xmp(listed("dc:creator", "d")))
    raw = read(file).raw
    assert (
        json.loads(json.dumps(raw))
        == raw
        == {"iptc": {"By-line": ["a b"]}, "exif": {"Artist": ["c"]}, "xmp": {"dc:creator": ["d"]}}
    )
