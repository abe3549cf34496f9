"""The bytes of a card → its reading; a fault is one sentence with its line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from govkit_genai.card.document import CardDocument
from govkit_genai.card.front_matter import FrontMatterFault, read_front_matter, split_front_matter
from govkit_genai.card.google import is_google_card, read_google_card
from govkit_genai.card.judge import judge
from govkit_genai.card.sections import MarkdownReader
from govkit_genai.card.states import CardReading
from govkit_genai.card.tags import languages, licence, parents
from govkit_genai.card.values import dates, named, personal_data
from govkit_genai.texts import text

if TYPE_CHECKING:
    from govkit.model.message import Param

MAX_BYTES = 1024 * 1024
_MAX_LISTED = 20
_MARKDOWN = {".md", ".markdown", ".mdx", ".txt", ""}


class CardFault(Exception):
    """A card that can't be read; `reason` is a template with `params`."""

    def __init__(self, reason: str, **params: Param) -> None:
        """Take the reason and its parameters."""
        super().__init__(reason)
        self.reason = reason
        self.params = params


def read_card(content: bytes, path: str, datasets: Iterable[tuple[str, tuple[str, ...]]] = ()) -> CardReading:
    """Read a card. `path` is its name for messages; `datasets` are subjects with the names to look for.

    Raises `CardFault` for what is too large, no text, broken, or of a form that is not known.
    """
    if len(content) > MAX_BYTES:
        raise CardFault(text("the card is larger than {limit} kB"), limit=MAX_BYTES // 1024)
    decoded = _decoded(content)
    suffix = path[path.rfind(".") :].lower() if "." in path.rpartition("/")[2] else ""
    card = _json(decoded) if suffix == ".json" else _markdown(decoded, suffix)
    said = judge(card)
    return CardReading(
        kind=card.kind,
        path=path,
        sha256=hashlib.sha256(content).hexdigest(),
        items=said.items,
        leftovers=len(said.leftovers),
        leftover_lines=tuple(sorted({line for line in said.leftovers if line}))[:_MAX_LISTED],
        licence=licence(card.tags),
        languages=languages(card.tags),
        parents=parents(card.tags),
        dates=dates(card, said),
        personal_data=personal_data(said),
        datasets=named(card, datasets),
    )


def _decoded(content: bytes) -> str:
    if b"\x00" in content:
        raise CardFault(text("the card is not a text"))
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CardFault(text("the card is not UTF-8 text (line {line})"), line=line) from error
    return decoded.replace("\r\n", "\n").replace("\r", "\n")


def _json(content: str) -> CardDocument:
    try:
        data = json.loads(content)
    except RecursionError as error:
        raise CardFault(text("the card is nested too deeply")) from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise CardFault(text("the card is not valid JSON (line {line})"), line=line) from error
    if not is_google_card(data):
        raise CardFault(text("the card is JSON, but not of a form that can be read"))
    return read_google_card(data)


def _markdown(content: str, suffix: str) -> CardDocument:
    if suffix not in _MARKDOWN:
        raise CardFault(text("cards of the form {suffix} can't be read"), suffix=suffix if len(suffix) < 8 else "?")
    matter, body, first_line = split_front_matter(content)
    try:
        tags = read_front_matter(matter)
    except FrontMatterFault as fault:
        raise CardFault(_FAULTS[fault.kind], line=fault.line) from fault
    reader = MarkdownReader()
    reader.read(body, first_line)
    return CardDocument("markdown", tuple(reader.sections), tuple(reader.passages), tags, tuple(reader.citations))


_FAULTS = {
    "long": text("the front matter of the card is too long"),
    "aliases": text("the front matter of the card uses anchors or aliases (line {line})"),
    "deep": text("the front matter of the card is nested too deeply (line {line})"),
    "mapping": text("the front matter of the card is not a mapping of keys to values (line {line})"),
    "yaml": text("the front matter of the card is not valid YAML (line {line})"),
    "key": text("the front matter of the card has a key that is not a word (line {line})"),
    "twice": text("the front matter of the card has a key twice (line {line})"),
}
