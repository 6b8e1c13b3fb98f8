"""Pictures made by code that carry what cameras and agencies write, and what goes wrong with it."""

import hashlib
import io
import struct

from PIL import ExifTags
from PIL import Image as Pixels
from PIL.PngImagePlugin import PngInfo

DATASETS = {
    "charset": (1, 90),
    "object_name": (2, 5),
    "keyword": (2, 25),
    "date": (2, 55),
    "time": (2, 60),
    "byline": (2, 80),
    "byline_title": (2, 85),
    "city": (2, 90),
    "sublocation": (2, 92),
    "country": (2, 101),
    "headline": (2, 105),
    "credit": (2, 110),
    "source": (2, 115),
    "notice": (2, 116),
    "caption": (2, 120),
}
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "exifEX": "http://cipa.jp/exif/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "stEvt": "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
}
_NAMES = " ".join(f'xmlns:{short}="{space}"' for short, space in NAMESPACES.items())


def iptc(*datasets, **named):
    """Return an IPTC block of (record, number, bytes), or of the names of DATASETS; text is written in UTF-8."""
    datasets = [*datasets, *((*DATASETS[name], value) for name, value in named.items())]
    return b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
        for record, number, value in ((*key, v if isinstance(v, bytes) else v.encode()) for *key, v in datasets)
    )


def photoshop(block, *, size=None):
    """Return the contents of an APP13 segment that holds an IPTC block, whose size may be a lie."""
    header = struct.pack(">4sHHI", b"8BIM", 0x0404, 0, len(block) if size is None else size)
    return b"Photoshop 3.0\x00" + header + block + b"\x00" * (len(block) % 2)


def exif(details=(), **tags):
    """Return an EXIF block; `details` go to the camera's own directory, all by the tags' names."""
    block = Pixels.Exif()
    for name, value in tags.items():
        block[ExifTags.Base[name]] = value
    for name, value in dict(details).items():
        block.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base[name]] = value
    return block.tobytes()


def xmp(inside="", *, around=""):
    """Return an XMP packet of one description, with `inside` as its properties and `around` before all."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'{around}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {_NAMES}><rdf:Description rdf:about="">{inside}'
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def listed(tag, *values, kind="Seq"):
    """Return a property that is a list."""
    items = "".join(f"<rdf:li>{value}</rdf:li>" for value in values)
    return f"<{tag}><rdf:{kind}>{items}</rdf:{kind}></{tag}>"


def in_languages(tag, **texts):
    """Return a property that is one text in several languages; `x_default` is the one for everybody."""
    items = "".join(
        f'<rdf:li xml:lang="{language.replace("_", "-")}">{text}</rdf:li>' for language, text in texts.items()
    )
    return f"<{tag}><rdf:Alt>{items}</rdf:Alt></{tag}>"


def with_segment(jpeg, marker, contents):
    """Return a JPEG with one more segment at its beginning: 0xE1 is APP1, 0xED is APP13."""
    return jpeg[:2] + struct.pack(">BBH", 0xFF, marker, len(contents) + 2) + contents + jpeg[2:]


def with_segments(jpeg, *segments):
    """Return a JPEG with these segments (marker, contents) at its beginning, in this order."""
    for segment in reversed(segments):
        jpeg = with_segment(jpeg, *segment)
    return jpeg


def spread(stream, most):
    """Return a stream of Photoshop's resources as APP13 segments, with at most so many bytes of it in each."""
    return [(0xED, b"Photoshop 3.0\x00" + stream[at : at + most]) for at in range(0, len(stream), most)]


def guid_of(packet):
    """Return the name of an extension of XMP: its MD5."""
    return hashlib.md5(packet, usedforsecurity=False).hexdigest().upper()


def extension(packet, *, most=65_400, length=None, guid=None):
    """Return an extension of XMP as APP1 segments, with at most so many bytes of it in each."""
    head = b"http://ns.adobe.com/xmp/extension/\x00" + (guid or guid_of(packet)).encode()
    length = len(packet) if length is None else length
    return [
        (0xE1, head + struct.pack(">II", length, at) + packet[at : at + most]) for at in range(0, len(packet), most)
    ]


def profile(kind, block):
    """Return a block as ImageMagick writes it into a PNG's text: its kind, its length, its hexadecimal digits."""
    digits = block.hex()
    lines = [digits[at : at + 72] for at in range(0, len(digits), 72)]
    return "\n".join(["", kind, f"{len(block):8}", *lines, ""])


def png_with_text(*, packed=False, written=b"", **texts):
    """
    Return a PNG with these texts, under the names that ImageMagick gives them; `packed` is zTXt, else tEXt.

    `written` is EXIF in a chunk of its own.
    """
    info = PngInfo()
    for kind, text in texts.items():
        info.add_text(f"Raw profile type {kind}", text, zip=packed)
    return picture("PNG", pnginfo=info, exif=written)


def picture(format="JPEG", *, iptc=b"", **written):
    """Return the file of a small picture; `written` are Pillow's exif and xmp, `iptc` is for a JPEG."""
    out = io.BytesIO()
    written = {name: block for name, block in written.items() if block}
    if format == "PNG" and "xmp" in written:
        written["pnginfo"] = _international_text(written.pop("xmp"))
    Pixels.new("RGB", (64, 48), "#27536b").save(out, format, **written)
    content = out.getvalue()
    return io.BytesIO(with_segment(content, 0xED, photoshop(iptc)) if iptc else content)


def _international_text(packet):
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", packet.decode())
    return info
