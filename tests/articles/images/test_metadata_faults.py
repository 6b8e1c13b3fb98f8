"""What goes wrong in a picture's metadata: encodings, damage, malice; and what we never keep of it."""

import io
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.images.metadata.read import Metadata, read
from articles.images.metadata.segments import LARGEST_BLOCK
from articles.images.metadata.tags import MOST_VALUES
from tests.articles.images.pictures import (
    exif,
    in_languages,
    iptc,
    listed,
    photoshop,
    picture,
    spread,
    with_segment,
    with_segments,
    xmp,
)

PLAIN = picture().getvalue()
MARK = (1, 90, b"\x1b%G")


def caption_of(octets, *before):
    return read(picture(iptc=iptc(*before, caption=octets))).caption


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("before", [(), (MARK,)], ids=["unmarked", "marked as UTF-8"])
def test_iptc_is_read_in_utf_8_or_else_in_cp1252(encoding, before):
    assert caption_of("L’été à Mirel".encode(encoding), *before) == "L’été à Mirel"


def test_iptc_that_is_no_cp1252_is_read_in_latin_1():
    assert caption_of(b"\xe9t\xe9\x81") == "été"


def test_a_character_that_was_cut_at_the_end_of_a_field_is_dropped():
    octets = ("Théophane de la Roche-Mirel-le-É" + "é").encode()
    assert caption_of(octets[:-1], MARK) == "Théophane de la Roche-Mirel-le-É"


def test_a_long_field_that_does_not_say_it_is_utf_8_keeps_its_last_letter():
    text = "Au bout du quai de Mirel, devant le café"
    assert caption_of(text.encode("cp1252")) == text


def test_a_short_field_that_only_says_it_is_utf_8_keeps_its_last_letter():
    assert caption_of("café".encode("cp1252"), MARK) == "café"


@pytest.mark.parametrize("text", ["été", "L’été", "“À Mirel”", "cœur", "Ærø", "潮"])
@pytest.mark.parametrize("times", [1, 2])
def test_utf_8_that_was_read_as_something_else_is_repaired(text, times):
    broken = text
    for _time in range(times):
        broken = "".join(bytes([octet]).decode("cp1252", "ignore") or chr(octet) for octet in broken.encode())
    assert caption_of(broken) == text


@pytest.mark.parametrize("text", ["SÃO MIREL", "Â Mirel", "Ãrø", "Ã© et 潮", "naïve «été»", "È bello"])
def test_text_that_can_be_meant_is_not_repaired(text):
    assert caption_of(text) == text


@pytest.mark.parametrize("octets", ["Théa O’Fenn".encode(), "Théa O’Fenn".encode("cp1252"), "ThÃ©a Oâ€™Fenn".encode()])
def test_exif_that_should_be_ascii_is_read_as_what_it_is(octets):
    assert read(picture(exif=exif(Artist=octets))).creator == "Théa O’Fenn"


COMMENTS = [
    b"ASCII\0\0\0The mill\0\0",
    b"\0\0\0\0\0\0\0\0The mill   ",
    b"UNICODE\0" + "The mill".encode("utf-16-le"),
    b"UNICODE\0" + "The mill".encode("utf-16-be"),
    b"UNICODE\0" + "The mill".encode("utf-16"),
    b"UNICODE\0The mill",
]


@pytest.mark.parametrize("comment", COMMENTS)
def test_a_users_comment_says_in_which_characters_it_is(comment):
    assert read(picture(exif=exif({"UserComment": comment}))).caption == "The mill"


def test_a_users_comment_may_be_japanese():
    assert read(picture(exif=exif({"UserComment": b"JIS\0\0\0\0\0" + "潮".encode("iso2022_jp")}))).caption == "潮"


def test_text_is_composed_and_without_controls():
    assert caption_of("e\u0301te\u0301\0 \x1b[31m \u202eMirel\ufeff\t!") == "été [31m Mirel !"


def test_the_no_break_spaces_of_french_stay():
    assert caption_of("«\u202fMirel\u202f»  \u00a0!") == "«\u202fMirel\u202f» \u00a0!"


def test_xmp_that_is_no_utf_8_is_read_all_the_same():
    packet = xmp(listed("dc:creator", "Théa Mérou"))
    assert read(picture(xmp=packet.replace("é".encode(), b"\xe9"))).creator == "Théa Mérou"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_xmp_in_utf_16_is_read(encoding):
    packet = "\ufeff" + xmp(listed("dc:creator", "Théa Mérou")).decode()
    assert read(picture(xmp=packet.encode(encoding))).creator == "Théa Mérou"


def test_xmp_may_lie_about_its_encoding():
    packet = b'<?xml version="1.0" encoding="mirel"?>' + xmp(listed("dc:creator", "Théa Mérou"))
    assert read(picture(xmp=packet)).creator == "Théa Mérou"


def test_xmp_with_its_padding_is_read():
    assert read(picture("WEBP", xmp=b"\n" + xmp(listed("dc:creator", "Théa")) + b" \n" * 900 + b"\0")).creator == "Théa"


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
HOSTILE = {
    "a billion laughs": xmp(listed("dc:creator", "&e11;"), around=f"<!DOCTYPE x [{ENTITIES}]>"),
    "a file": xmp(listed("dc:creator", "&e;"), around='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'),
    "a document type": xmp(listed("dc:creator", "Ilan"), around='<!DOCTYPE x SYSTEM "https://example.test/x.dtd">'),
    "an unknown entity": xmp(listed("dc:creator", "&nobody;")),
    "no end": xmp(listed("dc:creator", "Ilan"))[:-60],
    "no XML": b"creator: Ilan",
    "an unknown prefix": xmp("<mirel:creator>Ilan</mirel:creator>"),
    "empty lists": xmp(listed("dc:creator") + listed("dc:creator", "", " ") + "<dc:creator/>"),
}


def test_hostile_xmp_says_nothing():
    found = {kind: read(picture("WEBP", xmp=packet)) for kind, packet in HOSTILE.items()}
    assert found == dict.fromkeys(HOSTILE, Metadata(raw={"iptc": {}, "exif": {}, "xmp": {}}))


def test_the_rest_is_read_beside_hostile_xmp():
    found = read(picture(xmp=HOSTILE["a billion laughs"], iptc=iptc(byline="Ilan"), exif=exif(Copyright="Littoral")))
    assert (found.creator, found.notice) == ("Ilan", "Littoral")


def test_a_deep_tree_is_no_trap():
    depth = 60_000
    assert read(picture("WEBP", xmp=xmp("<dc:creator>" * depth + "</dc:creator>" * depth))).creator == ""


def test_a_block_of_more_than_a_megabyte_is_passed_over():
    padding = "x" * LARGEST_BLOCK
    by_xmp = xmp(listed("dc:creator", "Ilan") + f"<dc:title>{padding}</dc:title>")
    assert read(picture("WEBP", xmp=by_xmp)).raw["xmp"] == {}
    assert read(picture("WEBP", exif=exif(Artist="Ilan", Copyright=padding))).raw["exif"] == {}
    stream = photoshop(iptc(byline="Ilan") + bytes(LARGEST_BLOCK))[14:]
    assert read(io.BytesIO(with_segments(PLAIN, *spread(stream, 65_500)))).raw["iptc"] == {}


@pytest.mark.parametrize("hard", ["e\u0301\u0323", "Ã©", ", /", "(", " ", "© ", "A ", "for "])
def test_the_largest_block_is_read_in_no_time(hard):
    text = hard * (400_000 // len(hard.encode()))
    file = picture("WEBP", xmp=xmp(listed("dc:creator", f"x{text}x") + listed("photoshop:Credit", text)))
    started = time.process_time()
    assert read(file).raw["xmp"]
    assert time.process_time() - started < 1


def test_raw_values_are_neither_endless_nor_endlessly_many():
    raw = read(picture(iptc=iptc((2, 120, "x" * 20_000), *((2, 25, f"{number}") for number in range(900))))).raw["iptc"]
    assert (len(raw["Caption-Abstract"][0]), len(raw["Keywords"])) == (4000, MOST_VALUES)


BLOCK = iptc(byline="Ilan Mérou", caption="The mill at noon")


def test_iptc_that_was_cut_off_says_what_is_left():
    found = [(length, read(picture(iptc=BLOCK[:length]))) for length in range(len(BLOCK))]
    wrong = [
        (length, said.creator, said.caption)
        for length, said in found
        if not "Ilan Mérou".startswith(said.creator.removesuffix("Ã"))
        or not "The mill at noon".startswith(said.caption)
        or not (said.creator or length < 7)
    ]
    assert wrong == []


@pytest.mark.parametrize(("size", "creator"), [(0, ""), (7, "Il"), (2**32 - 1, "Ilan Mérou")])
def test_the_size_of_an_iptc_block_may_be_a_lie(size, creator):
    assert read(io.BytesIO(with_segment(PLAIN, 0xED, photoshop(BLOCK, size=size)))).creator == creator


def test_an_extended_dataset_is_read():
    block = b"\x1c\x02\x78\x80\x04\x00\x00\x00\x08The mill" + iptc(byline="Ilan")
    found = read(picture(iptc=block))
    assert (found.caption, found.creator) == ("The mill", "Ilan")


def test_exif_that_was_cut_off_says_what_is_left():
    whole = exif({"DateTimeOriginal": "2026:03:01 10:15:00"}, Artist="Ilan Merou", Copyright="Littoral")
    wrong = []
    for length in range(0, 120, 3):
        found = read(io.BytesIO(with_segment(PLAIN, 0xE1, whole[:length])))
        said = [found.creator, found.notice, f"{found.taken_at:%Y-%m-%d}" if found.taken_at else ""]
        is_true = all(said_there in ("", there) for said_there, there in zip(said, WRITTEN, strict=True))
        is_lost_from_the_end = said == sorted(said, key=lambda words: not words)
        if not (is_true and is_lost_from_the_end and any(said) is (length >= 69)):
            wrong.append((length, said))
    assert wrong == []


@pytest.mark.parametrize("content", [b"", b"no picture", PLAIN[:20], b"%PDF-1.7", b"<svg/>"])
def test_what_is_no_picture_says_nothing(content):
    assert read(io.BytesIO(content)) == Metadata()


WRITTEN = ["Ilan Merou", "Littoral", "2026-03-01"]
NEVER = {
    "exif": exif(
        {
            "BodySerialNumber": "NEVER",
            "LensSerialNumber": "NEVER",
            "CameraOwnerName": "NEVER",
            "ImageUniqueID": "NEVER",
            "MakerNote": b"NEVER",
        },
        Artist="Ilan Corvest",
        HostComputer="NEVER",
        CameraSerialNumber="NEVER",
        GPSInfo={1: "N", 2: (48.0, 51.0, 29.0), 29: "NEVER"},
    ),
    "xmp": xmp(
        listed("dc:subject", "mill")
        + "<aux:SerialNumber>NEVER</aux:SerialNumber><aux:OwnerName>NEVER</aux:OwnerName>"
        + "<exif:GPSLatitude>NEVER</exif:GPSLatitude><exif:ImageUniqueID>NEVER</exif:ImageUniqueID>"
        + "<exifEX:BodySerialNumber>NEVER</exifEX:BodySerialNumber><xmpMM:DocumentID>NEVER</xmpMM:DocumentID>"
        + '<xmpMM:History><rdf:Seq><rdf:li stEvt:action="NEVER"/></rdf:Seq></xmpMM:History>'
        + '<xmpMM:DerivedFrom><rdf:Description dc:rights="NEVER"><dc:creator>NEVER</dc:creator></rdf:Description>'
        + "</xmpMM:DerivedFrom><mwg-rs:Regions><rdf:Description>"
        + in_languages("dc:description", x_default="NEVER")
        + "</rdf:Description></mwg-rs:Regions>"
    ),
    "iptc": iptc((2, 65, "NEVER"), (2, 200, "NEVER"), (2, 118, "NEVER"), (1, 80, "NEVER"), keyword="mill"),
}


def test_where_by_which_camera_and_out_of_what_is_never_kept():
    found = read(picture(**NEVER))
    assert found.raw == {
        "iptc": {"Keywords": ["mill"]},
        "exif": {"Artist": ["Ilan Corvest"]},
        "xmp": {"dc:subject": ["mill"]},
    }
    assert "NEVER" not in repr(found)


ARBITRARY = st.binary(max_size=600)


@settings(deadline=None)
@given(
    st.one_of(
        ARBITRARY.map(lambda octets: (0xE1, b"Exif\0\0" + octets)),
        ARBITRARY.map(lambda octets: (0xE1, b"Exif\0\0II*\0\x08\0\0\0" + octets)),
        ARBITRARY.map(lambda octets: (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + octets)),
        st.text().map(lambda text: (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp(text, around=""))),
        ARBITRARY.map(lambda octets: (0xED, b"Photoshop 3.0\0" + octets)),
        ARBITRARY.map(lambda octets: (0xED, photoshop(octets))),
        ARBITRARY.map(
            lambda octets: (0xED, photoshop(iptc(byline=octets, credit=octets, caption=octets, date=octets)))
        ),
        st.tuples(st.sampled_from([0xE1, 0xED]), ARBITRARY),
    )
)
def test_nothing_in_a_segment_raises(segment):
    found = read(io.BytesIO(with_segment(PLAIN, *segment)))
    assert "\\u0000" not in json.dumps(found.raw)


@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=8))
def test_no_damage_to_good_exif_raises(damage):
    octets = bytearray(NEVER["exif"])
    for place, octet in damage:
        octets[place % len(octets)] = octet
    read(io.BytesIO(with_segment(PLAIN, 0xE1, bytes(octets))))
