"""Metadata that doesn't fit into one segment of a JPEG, or that stands in a PNG as text."""

import io
import json
import tracemalloc

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pixels

from articles.images.header import check
from articles.images.metadata.read import read
from articles.images.metadata.segments import LARGEST_BLOCK, LONGEST_STREAM
from tests.articles.images.pictures import (
    exif,
    extension,
    guid_of,
    iptc,
    listed,
    photoshop,
    picture,
    png_with_text,
    profile,
    spread,
    with_segments,
    xmp,
)
from tests.articles.images.samples import upload

PLAIN = picture().getvalue()
MAIN = b"http://ns.adobe.com/xap/1.0/\0"
MOST = 65_400  # bytes of a block in one segment


def jpeg(*segments):
    return io.BytesIO(with_segments(PLAIN, *segments))


def resource(block):
    """Return an IPTC block as one of Photoshop's resources."""
    return photoshop(block).removeprefix(b"Photoshop 3.0\0")


LONG = iptc(byline="Ilan Mérou", keyword="mill", caption="The mill at noon")


def test_iptc_goes_on_in_the_next_segment_wherever_it_was_cut():
    whole = {"By-line": ["Ilan Mérou"], "Keywords": ["mill"], "Caption-Abstract": ["The mill at noon"]}
    # Not after six bytes: Pillow takes a file for broken where a segment ends before the length of a resource's name.
    cuts = {*range(1, len(resource(LONG)))} - {6}
    assert {cut: read(jpeg(*spread(resource(LONG), cut))).raw["iptc"] for cut in cuts} == dict.fromkeys(cuts, whole)


def test_iptc_that_is_larger_than_a_segment_is_read_to_its_end():
    long = iptc(*((2, 40, f"{number} " * 400) for number in range(80)), byline="Ilan Mérou")
    assert len(long) > 65_535
    assert read(jpeg(*spread(resource(long), MOST))).creator == "Ilan Mérou"


@pytest.mark.parametrize("filling", [b"", b"\0", b"\0\0"])
@pytest.mark.parametrize("name", [b"\x00\0", b"\x03Pas", b"\x04Quai\0"])
def test_a_resource_of_odd_length_may_go_without_its_filling(name, filling):
    path = b"8BIM\x07\xd0" + name + b"\x00\x00\x00\x05fives"
    whole = read(jpeg(*spread(path + filling + resource(LONG), MOST)))
    apart = read(jpeg((0xED, b"Photoshop 3.0\0" + path + filling), (0xED, photoshop(LONG))))
    assert whole.creator == apart.creator == "Ilan Mérou"


def test_no_more_than_four_megabytes_of_photoshops_resources_are_looked_at():
    def behind(length):
        other = b"8BIM\x07\xd0\0\0" + (length - 12).to_bytes(4) + bytes(length - 12)
        return read(jpeg(*spread(other + resource(LONG), MOST))).creator

    assert behind(LONGEST_STREAM - len(resource(LONG))) == "Ilan Mérou"
    assert behind(LONGEST_STREAM) == ""


def test_exif_over_two_segments_is_read():
    whole = exif(Artist="Ilan Mérou".encode(), ImageDescription="The mill " * 50, Copyright="Littoral")
    found = read(jpeg((0xE1, whole[:300]), (0xE1, b"Exif\0\0" + whole[300:])))
    assert (found.creator, found.notice) == ("Ilan Mérou", "Littoral")


CREATOR = listed("dc:creator", "Ilan Mérou")
MORE = xmp("<photoshop:Headline>A mill turns</photoshop:Headline>" + listed("dc:creator", "Another"))
WHOLE = {"dc:creator": ["Ilan Mérou"], "photoshop:Headline": ["A mill turns"]}


def main(packet=MORE, *, inside=CREATOR, guid=None):
    """Return the segment of a main packet that names this one as its extension."""
    noted = f"<xmpNote:HasExtendedXMP>{guid or guid_of(packet)}</xmpNote:HasExtendedXMP>"
    return 0xE1, MAIN + xmp(inside + noted)


def said(*segments):
    return read(jpeg(*segments)).raw["xmp"]


@pytest.mark.parametrize("most", [1, 100, len(MORE) - 1, MOST])
@pytest.mark.parametrize("in_order", [True, False])
def test_an_extension_of_xmp_adds_what_the_main_packet_doesnt_say(most, in_order):
    segments = extension(MORE, most=most)
    assert said(main(), *(segments if in_order else reversed(segments))) == WHOLE
    assert said(*segments, main()) == WHOLE


def test_an_extension_may_come_without_its_wrapping():
    packet = MORE[MORE.index(b"<rdf:RDF") : MORE.index(b"</x:xmpmeta>")]
    assert said(main(packet), *extension(packet)) == WHOLE


def test_an_extension_that_is_named_by_an_attribute_is_read():
    packet = xmp(CREATOR).replace(b'about=""', b'about="" xmpNote:HasExtendedXMP="%s"' % guid_of(MORE).encode())
    assert said((0xE1, MAIN + packet), *extension(MORE)) == WHOLE


def test_a_guid_may_be_written_small_or_come_twice():
    segments = extension(MORE, most=100)
    assert said(main(guid=guid_of(MORE).lower()), *segments, segments[1]) == WHOLE


def test_an_extension_of_a_megabyte_is_the_largest_that_is_read():
    def padded(length):
        return MORE + b" " * (length - len(MORE))

    for length, there in ((LARGEST_BLOCK, WHOLE), (LARGEST_BLOCK + 1, {"dc:creator": ["Ilan Mérou"]})):
        packet = padded(length)
        assert said(main(packet), *extension(packet, most=MOST)) == there


PARTS = extension(MORE, most=100)
LAST = (100 * (len(PARTS) - 1)).to_bytes(4)
DRAWN_OUT = [(marker, part + bytes(60_000)) for marker, part in PARTS]
BOMB = xmp(listed("dc:title", "&b;"), around='<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>')
FAULTY = {
    "another's": extension(MORE, guid="0" * 32),
    "without its beginning": PARTS[1:],
    "without its middle": [*PARTS[:2], *PARTS[3:]],
    "without its end": PARTS[:-1],
    "with a hole": [*PARTS[:-1], (0xE1, PARTS[-1][1].replace(LAST, LAST[:3] + b"\xff", 1))],
    "longer than it says": extension(MORE, length=len(MORE) - 1),
    "shorter than it says": extension(MORE, length=len(MORE) + 1),
    "of two lengths": [*extension(MORE, most=100, length=9_999)[:1], *PARTS[1:]],
    "with portions that overlap": [*PARTS, *extension(MORE, most=150)],
    "with more behind each portion": DRAWN_OUT,
    "cut off in its head": [(0xE1, PARTS[0][1][:length]) for length in range(35, 76)],
    "saying four gigabytes": extension(MORE, length=2**32 - 1),
    "cut off in its words": extension(MORE[:-60], guid=guid_of(MORE)),
    "no XML": extension(b"\xff\xfe\x00" * 9, guid=guid_of(MORE)),
    "a bomb": extension(BOMB, guid=guid_of(MORE)),
}


def test_a_faulty_extension_is_passed_over_and_the_main_packet_is_read():
    read_anyway = {"dc:creator": ["Ilan Mérou"]}
    assert {fault: said(main(), *segments) for fault, segments in FAULTY.items()} == dict.fromkeys(FAULTY, read_anyway)


def test_an_extension_that_the_main_packet_doesnt_name_is_passed_over():
    assert said((0xE1, MAIN + xmp(CREATOR)), *extension(MORE)) == {"dc:creator": ["Ilan Mérou"]}


def test_an_extension_is_no_way_in_for_what_is_never_kept():
    packet = xmp(
        "<aux:SerialNumber>NEVER</aux:SerialNumber><exif:GPSLatitude>NEVER</exif:GPSLatitude>"
        + listed("dc:subject", "mill")
    )
    found = read(jpeg(main(packet), *extension(packet)))
    assert found.raw["xmp"] == {"dc:creator": ["Ilan Mérou"], "dc:subject": ["mill"]}


# {kind: (what stands there, what is read of it)}
PROFILES = {
    "iptc": (resource(LONG), "Ilan Mérou"),
    "8bim": (resource(LONG), "Ilan Mérou"),
    "xmp": (xmp(listed("dc:creator", "Lena Corvest")), "Lena Corvest"),
    "exif": (exif(Artist="Odile Ranz"), "Odile Ranz"),
}


@pytest.mark.parametrize("packed", [False, True], ids=["tEXt", "zTXt"])
@pytest.mark.parametrize(("kind", "written"), PROFILES.items(), ids=PROFILES)
def test_what_stands_in_a_png_as_digits_is_read(kind, written, packed):
    block, creator = written
    assert read(png_with_text(packed=packed, **{kind: profile(kind, block)})).creator == creator


def test_iptc_may_stand_there_without_photoshops_resources():
    assert read(png_with_text(iptc=profile("iptc", LONG))).creator == "Ilan Mérou"


def test_what_stands_in_its_own_place_is_believed_before_digits():
    text = profile("exif", exif(Artist="Lena Corvest"))
    assert read(png_with_text(exif=text)).creator == "Lena Corvest"
    assert read(png_with_text(exif=text, written=exif(Artist="Odile Ranz"))).creator == "Odile Ranz"


GOOD = profile("iptc", LONG)
FAULTY_TEXTS = {
    "empty": "",
    "without digits": "\niptc\n      42\n",
    "without a length": GOOD.replace("\n", "", 2),
    "a length that is none": GOOD.replace(f"{len(LONG):8}", " a mill "),
    "a length beyond all counting": GOOD.replace(f"{len(LONG):8}", "9" * 5_000),
    "no digits": f"\niptc\n{len(LONG):8}\n" + "x" * 200,
    "half a byte": GOOD.rstrip()[:-1],
}


def test_digits_that_say_nothing_are_passed_over_and_the_rest_is_read():
    beside = profile("exif", exif(Artist="Odile Ranz"))
    found = {fault: read(png_with_text(iptc=text, exif=beside)).raw for fault, text in FAULTY_TEXTS.items()}
    assert found == {fault: {"iptc": {}, "exif": {"Artist": ["Odile Ranz"]}, "xmp": {}} for fault in FAULTY_TEXTS}


def test_digits_of_more_than_a_megabyte_are_passed_over():
    for length, creator in ((LARGEST_BLOCK, "Ilan"), (LARGEST_BLOCK + 1, "")):
        for kind, block in {"iptc": iptc(byline="Ilan"), "exif": exif(Artist="Ilan")}.items():
            text = profile(kind, block + bytes(length - len(block)))
            assert read(png_with_text(**{kind: text})).creator == creator


BULKY = {
    "digits": png_with_text(iptc="\niptc\n      42\n" + "00" * 15_000_000),
    "portions of an extension": jpeg(main(), *extension(bytes(30_000_000), most=MOST, guid=guid_of(MORE))),
    "resources": jpeg(*spread(resource(bytes(30_000_000)), MOST)),
}


@pytest.mark.parametrize("file", BULKY.values(), ids=BULKY)
def test_what_is_far_too_long_is_never_put_together(file):
    opened = Pixels.open(file)
    tracemalloc.start()
    read(opened)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 * LONGEST_STREAM


def test_text_that_unpacks_to_more_than_a_megabyte_is_refused_before_it_is_unpacked():
    with pytest.raises(ValidationError) as refusal:
        check(upload(png_with_text(packed=True, iptc="\n" * 60_000_000).getvalue()))
    assert refusal.value.code == "broken"


OCTETS = st.binary(max_size=300)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400), OCTETS), max_size=5))
def test_no_portion_of_an_extension_raises(portions):
    head = b"http://ns.adobe.com/xmp/extension/\0" + guid_of(MORE).encode()
    segments = [(0xE1, head + length.to_bytes(4) + at.to_bytes(4) + octets) for length, at, octets in portions]
    assert said(main(), *segments)["dc:creator"] == ["Ilan Mérou"]


@settings(deadline=None)
@given(st.lists(OCTETS, max_size=4), st.integers(0, 9))
def test_nothing_among_photoshops_resources_raises(pieces, most):
    found = read(jpeg(*spread(b"8BIM\x04\x04".join(pieces), most + 1)))
    assert "\\u0000" not in json.dumps(found.raw)


@settings(deadline=None)
@given(st.text(st.characters(codec="latin-1", exclude_characters="\0"), max_size=200))
def test_no_text_of_a_png_raises(text):
    read(png_with_text(iptc=text, exif=f"\nexif\n 9\n{text}", xmp=f"\nxmp\n{text}\n{text}"))
