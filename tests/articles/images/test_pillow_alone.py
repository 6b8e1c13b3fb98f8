"""
Why metadata has readers of our own: for each a file that Pillow's don't read, or read wrongly.

Pillow opens the files, collects the segments and reads the directories of EXIF. A case that fails here after an upgrade
is good news: Pillow reads that file by now, and the reader of ours can go.
"""

import io
import warnings

from PIL import Image as Pixels
from PIL.IptcImagePlugin import getiptcinfo

from articles.images.metadata.read import read
from tests.articles.images.pictures import (
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

CREATOR = "Ilan Corvest"
IPTC, XMP = iptc(byline=CREATOR), xmp(listed("dc:creator", CREATOR))
STREAM = photoshop(IPTC).removeprefix(b"Photoshop 3.0\0")
ODD = b"8BIM\x07\xd0\0\0\0\0\0\x05fives"  # a resource without the byte that would make its length even
MAIN = b"http://ns.adobe.com/xap/1.0/\0" + xmp(f"<xmpNote:HasExtendedXMP>{guid_of(XMP)}</xmpNote:HasExtendedXMP>")
EXTENDED_SIZE = b"\x1c\x02\x50\x80\x04" + len(CREATOR).to_bytes(4) + CREATOR.encode()


def jpeg(*segments):
    return io.BytesIO(with_segments(picture().getvalue(), *segments))


# {our reader, and what it is for: a file}
FILES = {
    "segments.iptc_block: resources over two segments": jpeg(*spread(STREAM, 20)),
    "segments.iptc_block: a resource of odd length without its filling byte": jpeg(
        (0xED, b"Photoshop 3.0\0" + ODD + STREAM)
    ),
    "segments.iptc_block: a PNG's text": png_with_text(iptc=profile("iptc", STREAM)),
    "segments.xmp_block: a PNG's text": png_with_text(xmp=profile("xmp", XMP)),
    "segments.xmp_extension": jpeg((0xE1, MAIN), *extension(XMP)),
    "tags._datasets: a size of four bytes (IIM 4.2, §1.5)": jpeg((0xED, photoshop(EXTENDED_SIZE + IPTC[:5]))),
    "tags._datasets: a fault behind good datasets": jpeg((0xED, photoshop(IPTC + b"\x1c\x02\x78\xff\x00\x00\x10mill"))),
    "tags._parse: XMP in UTF-16": picture(xmp=("\ufeff" + XMP.decode()).encode("utf-16-le")),
    "tags._parse: XMP in Latin-1": picture(xmp=XMP.replace(b"</rdf:RDF>", b"\xe9</rdf:RDF>")),
    "tags._parse: XMP that names an unknown encoding": picture(xmp=b'<?xml version="1.0" encoding="mirel"?>' + XMP),
}


def read_by_pillow(file):
    """Return all that Pillow's own readers find, as one text."""
    opened, found = Pixels.open(file), ""
    for reader in (getiptcinfo, lambda picture: picture.getxmp(), lambda picture: dict(picture.getexif())):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found += repr(reader(opened))
        except (SyntaxError, OSError, ValueError, LookupError):
            continue
    return found


def test_each_reader_of_ours_reads_a_file_that_pillow_doesnt():
    ours = {what: CREATOR in read(file).creator for what, file in FILES.items()}
    pillows = {what: CREATOR in read_by_pillow(file) for what, file in FILES.items()}
    assert ours == dict.fromkeys(FILES, True)
    assert pillows == dict.fromkeys(FILES, False)


def test_exif_is_not_read_by_getexif_of_a_png_because_that_decodes_the_picture(monkeypatch):
    opened, loads = Pixels.open(picture("PNG")), []
    monkeypatch.setattr(type(opened), "load", lambda picture: loads.append(picture))
    opened.getexif()
    assert loads
