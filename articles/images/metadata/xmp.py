"""Who made a picture and on what terms, in the XMP that every file of it carries (ISO 16684-1; IPTC PMD 2023.1)."""

from collections.abc import Iterator
from xml.etree import ElementTree

from articles.models import Credit
from newsroom.text.characters import repaired

NAMES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# The id is the standard's own (ISO 16684-1, §7.3.2): a reader finds the packet by it, whatever the file.
WRAPPER = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{}<?xpacket end="r"?>'


def xmp_packet(credit: Credit | None, alt: str = "") -> bytes:
    """
    Return the XMP packet (bytes) of a picture's credit and alternative text.

    `credit` has creator, organisation, notice and licence, as `models.Credit` does; None where nobody is credited yet.
    A licence that is an address is where the terms are read (xmpRights:WebStatement), else it is the terms themselves.
    """
    meta = ElementTree.Element(qname("x:xmpmeta"))
    about = {qname("rdf:about"): ""}
    picture = ElementTree.SubElement(ElementTree.SubElement(meta, qname("rdf:RDF")), qname("rdf:Description"), about)
    for name, container, value in _lines(credit, alt):
        if text := repaired(value).strip():
            _add(ElementTree.SubElement(picture, qname(name)), container, text)
    return WRAPPER.format(ElementTree.tostring(meta, encoding="unicode")).encode()


def _lines(credit: Credit | None, alt: str) -> Iterator[tuple[str, str, str]]:
    """Yield (property, container, value): creators are a list in order, texts are in languages."""
    if credit:
        terms = "xmpRights:UsageTerms", "rdf:Alt"
        statement = "xmpRights:WebStatement", ""
        is_address = credit.licence.startswith(("https://", "http://"))
        yield "dc:creator", "rdf:Seq", credit.creator
        yield "photoshop:Credit", "", credit.organisation or credit.creator
        yield "dc:rights", "rdf:Alt", credit.notice
        yield *(statement if is_address else terms), credit.licence
        yield "xmpRights:Marked", "", "True" if credit.notice else ""
    yield "Iptc4xmpCore:AltTextAccessibility", "rdf:Alt", alt


def _add(parent: ElementTree.Element, container: str, text: str) -> None:
    if container:
        inside = {LANGUAGE: "x-default"} if container == "rdf:Alt" else {}
        parent = ElementTree.SubElement(ElementTree.SubElement(parent, qname(container)), qname("rdf:li"), inside)
    parent.text = text


def qname(short: str) -> str:
    """Write a property's name as ElementTree has it: dc:creator → {http://…}creator."""
    prefix, _colon, name = short.partition(":")
    return f"{{{NAMES[prefix]}}}{name}"


for _prefix, _address in NAMES.items():
    ElementTree.register_namespace(_prefix, _address)
