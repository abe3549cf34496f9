"""Places in JSON and YAML → passages with their pointers; texts in Markdown are read as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from govkit_genai.card.document import Passage, Section, folded
from govkit_genai.card.sections import MarkdownReader

_WORDLESS = frozenset({"graphics", "image", "attachment", "@type", "@id", "type_uri"})
_PROSE, _CITATION = "prose", "citation"
_CLASS = re.compile(r"DictionaryEntry|(?:ai|dataset|core|software)_\w+")
"""Names of classes in SPDX, which stand under the same key as the names of metrics elsewhere."""
_META = ("/schema", "/$schema", "/@")
_INNER_CAPITAL = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_ADDRESS = re.compile(r"\s*\S+://\S+\s*")
_MARKDOWN_FROM = 200  # characters: shorter texts have no headings

Places = Mapping[str, Iterable[str]]
"""Item, `prose` or `citation` → paths; `*` is every element of a list, `!` at the end makes any text a statement."""


class TreeReader:
    """Collects what stands in the places of a form."""

    def __init__(self) -> None:
        """Begin with the card itself as the only section."""
        self.sections = [Section("", 0, None, 0)]
        self.passages: list[Passage] = []
        self.citations: list[str] = []

    def take(self, data: Any, places: Places, root: str = "") -> None:
        """Take what stands in `places` of `data`, whose own pointer is `root`."""
        for item, paths in places.items():
            for path in paths:
                certain = path.endswith("!")
                for pointer, value in at(data, path.rstrip("!").split("/"), root):
                    self.add(item, pointer, value, certain=certain)

    def add(self, item: str, pointer: str, value: Any, *, certain: bool = False) -> None:
        """Take one value for an item, or as prose that may speak of any."""
        found = list(texts(value, pointer))
        if item == _CITATION:
            self.citations += [place for place, text in found if not _ADDRESS.fullmatch(text)]
            return
        if item == _PROSE:
            for place, text in found:
                self._prose(text, place)
            return
        if not found:
            self.sections.append(Section("", 1, None, 0, pointer, item))
        for place, text in found:
            links = (text,) if "://" in text else ()
            self.passages.append(Passage(text, pointer=place, links=links, item=item, certain=certain))

    def rest(self, data: dict[str, Any], pointer: str = "", parent: int = 0) -> None:
        """Take what no place of the form holds, under the names of its keys."""
        taken = tuple(passage.pointer for passage in self.passages)  # by the places of the form
        for key, value in data.items():
            here = f"{pointer}/{escaped(str(key))}"
            if str(key) in _WORDLESS or here.startswith(_META) or here in taken:
                continue
            heading = Section(named(str(key)), self.sections[parent].level + 1, None, parent, here)
            if value is None or value in ("", [], {}):
                self.sections.append(heading)
                continue
            if isinstance(value, dict):
                self.sections.append(heading)
                known = len(self.passages), len(self.sections)
                self.rest(value, here, len(self.sections) - 1)
                if known == (len(self.passages), len(self.sections)):
                    self.sections.pop()  # it holds nothing but places of the form, or no words
                continue
            for place, text in texts(value, here):
                if not place.startswith(taken) and not any(other.startswith(place) for other in taken):
                    links = (text,) if "://" in text else ()
                    label = named(str(key))
                    self.passages.append(Passage(text, pointer=place, label=label, links=links, section=parent))

    def _prose(self, text: str, pointer: str) -> None:
        if "\n" not in text and len(text) < _MARKDOWN_FROM:
            self.passages.append(Passage(text, pointer=pointer))
            return
        inner = MarkdownReader()
        inner.read(text, 1)
        shift = len(self.sections) - 1
        for section in inner.sections[1:]:
            parent = section.parent + shift if section.parent else 0
            self.sections.append(replace(section, line=None, pointer=pointer, parent=parent))
        for passage in inner.passages:
            place = passage.section + shift if passage.section else 0
            self.passages.append(replace(passage, line=None, pointer=pointer, section=place))


def at(data: Any, path: list[str], pointer: str) -> Iterator[tuple[str, Any]]:
    """Yield pointer and value of all that a path leads to."""
    if not path:
        yield pointer, data
    elif path[0] == "*":
        for index, element in enumerate(data if isinstance(data, list) else ()):
            yield from at(element, path[1:], f"{pointer}/{index}")
    elif isinstance(data, dict) and path[0] in data:
        yield from at(data[path[0]], path[1:], f"{pointer}/{escaped(path[0])}")


def named(key: str) -> str:
    """Return a key as a name is compared: `intendedUse` and `intended_use` are one."""
    return folded(_INNER_CAPITAL.sub(" ", key))


def escaped(key: str) -> str:
    """Return a key as a part of a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def texts(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of a value, one for each element of a list; the values of a mapping make one text."""
    if isinstance(value, list):
        for index, element in enumerate(value):
            yield from texts(element, f"{pointer}/{index}")
    elif isinstance(value, dict):
        text = ": ".join(_parts(value))
        if text.strip(": "):
            yield pointer, text
    elif isinstance(value, bool):
        yield pointer, "yes" if value else "no"
    elif isinstance(value, (str, int, float)) and str(value).strip():
        yield pointer, str(value)


def _parts(value: dict[str, Any]) -> Iterator[str]:
    """Yield the texts in a mapping; a unit stands behind its number."""
    for key, part in value.items():
        if key in _WORDLESS or key == "unit" or (key == "type" and _CLASS.fullmatch(str(part))):
            continue
        if isinstance(part, dict):
            yield from _parts(part)
        elif isinstance(part, list):
            yield from (str(element) for element in part if isinstance(element, (str, int, float)))
        elif isinstance(part, (str, int, float)):
            unit = value.get("unit") if key == "value" else None
            yield f"{part} {unit}" if isinstance(unit, str) else str(part)
