"""Read from an XMP packet where a manifest stands elsewhere, the type of source, and China's AIGC object."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

_PROVENANCE = "http://purl.org/dc/terms/ provenance"
_SOURCE = "DigitalSourceType"
_LABEL = "AIGC"
_MAX_VALUE = 65_536
_RESOURCE = "http://www.w3.org/1999/02/22-rdf-syntax-ns# resource"


@dataclass(slots=True)
class Packet:
    """What a packet says; raw values, which do not leave the probe."""

    remote: bool = False
    sources: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def take(self, name: str, value: str) -> None:
        """Keep a value where its name is one of the three."""
        local = name.rpartition(" ")[2]
        if name == _PROVENANCE:
            self.remote = self.remote or bool(value.strip())
        elif local == _SOURCE and value.strip():
            self.sources.append(value[:_MAX_VALUE])
        elif local == _LABEL and value.strip():
            self.labels.append(value[:_MAX_VALUE])


class _Refused(Exception):
    """Raised for a packet that defines entities."""


def read_packet(content: bytes) -> Packet | None:
    """Return what a packet says, or `None` where it is not XML, or defines entities."""
    packet, open_elements = Packet(), list[tuple[str, list[str]]]()

    def start(name: str, attributes: dict[str, str]) -> None:
        open_elements.append((name, []))
        for key, value in attributes.items():
            packet.take(name if key == _RESOURCE else key, value)

    def characters(text: str) -> None:
        if open_elements:
            open_elements[-1][1].append(text)

    def end(_name: str) -> None:
        name, texts = open_elements.pop()
        packet.take(name, "".join(texts))

    def entity(*_: object) -> None:
        raise _Refused

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.EntityDeclHandler = characters, entity
    try:
        parser.Parse(content.strip(b"\0 \r\n\t"), True)
    except (expat.ExpatError, _Refused, ValueError):
        return None
    return packet
