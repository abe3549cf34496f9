"""Build plain values from YAML events: YAML 1.2's core, and nothing that surprises."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from govkit.engine.read.bulk import no_gc
from govkit.engine.read.limits import MAX_ALIASES, MAX_DEPTH, MAX_REPEATED, MAX_YAML_NODES
from govkit.engine.read.scalars import Refused, word
from govkit.engine.read.text import error_at, shown_key
from govkit.engine.read.yaml_events import events, start_of
from govkit.model.worded import worded

if TYPE_CHECKING:
    from govkit.engine.read.document import JsonValue
    from govkit.engine.read.text import Source
    from govkit.engine.read.yaml_events import YamlEvent
    from govkit.model.errors import InputError

_USE_JSON: Final = worded("write large inventories as .json or .jsonl")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class _Anchored(NamedTuple):
    """A value that aliases may repeat: how much it would write out, and how many containers deep it goes."""

    value: JsonValue
    weight: int
    height: int


class _Frame:
    """A list or mapping that is being filled."""

    __slots__ = ("anchor", "height", "key", "starts", "value", "weight")

    def __init__(self, value: dict[str, JsonValue] | list[JsonValue], anchor: str | None, weight: int) -> None:
        self.value = value
        self.anchor = anchor
        self.weight = weight
        """What the document weighed when this container began."""
        self.height = 1
        self.key: str | None = None
        """The key whose value comes next."""
        self.starts: list[YamlEvent] = []
        """The events of the keys, for the place of a key's first use."""


def load_yaml(source: Source) -> JsonValue:
    """Return the value of the single YAML document in the text; nothing in it is an instruction to Python.

    Keys are always texts, exactly as written; `scalars.word` says what values without quotation marks mean. Raises
    `InputError` for duplicate keys, tags, merge keys, keys that are no texts, a second document, aliases that are
    unknown, recursive or repeat too much, and what else exceeds `limits`.
    """
    with no_gc():
        builder = _Builder(source)
        for event in events(source):
            builder.take(event)
        return builder.result


class _Builder:
    """Builds the value, keeping open containers on a stack of its own, so that depth can't exhaust Python's."""

    def __init__(self, source: Source) -> None:
        self.result: JsonValue = None
        self._source = source
        self._has_escapes = "\\u" in source.text or "\\U" in source.text
        self._begun = False
        self._stack: list[_Frame] = []
        self._anchors: dict[str, _Anchored | None] = {}
        self._keys: dict[str, str] = {}
        self._nodes = 0
        self._weight = 0
        self._aliases = 0
        self._repeated = 0

    def take(self, event: YamlEvent) -> None:
        """Take the next event of the document."""
        if isinstance(event, NodeEvent):
            self._count(event)
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._open(event)
        elif isinstance(event, CollectionEndEvent):
            self._close()
        elif isinstance(event, AliasEvent):
            self._alias(event)
        elif isinstance(event, DocumentStartEvent):
            if self._begun:
                raise self._error(
                    event,
                    worded("a second document begins here"),
                    worded("keep one document a file; delete this `---`"),
                )
            self._begun = True

    def _count(self, event: YamlEvent) -> None:
        self._nodes += 1
        if self._nodes > MAX_YAML_NODES:
            raise self._error(
                event,
                worded("the file has more than {max_yaml_nodes} keys and values", max_yaml_nodes=MAX_YAML_NODES),
                _USE_JSON,
            )

    def _error(self, event: YamlEvent, what: str, hint: str) -> InputError:
        return error_at(self._source.path, start_of(event, self._source), what, hint)

    def _expects_key(self) -> bool:
        return bool(self._stack) and self._stack[-1].key is None and isinstance(self._stack[-1].value, dict)

    def _refuse_tag(self, event: YamlEvent) -> None:
        if event.tag is not None:
            raise self._error(
                event, worded("tags (`!…`) are not read"), worded("delete the tag, or put the text in quotation marks")
            )

    def _refuse_as_key(self, event: YamlEvent) -> None:
        if self._expects_key():
            raise self._error(
                event, worded("a key has to be a text"), worded("write a word before the colon, or quote it")
            )

    def _scalar(self, event: YamlEvent) -> None:
        self._refuse_tag(event)
        text: str = event.value
        if self._has_escapes and _SURROGATE.search(text):
            raise self._error(
                event, worded("an escape in this text is no character"), worded("write the character itself")
            )
        weight = len(text) + 1
        self._weight += weight
        if self._expects_key():
            self._key(event, text)
            return
        value = self._word(event, text) if event.implicit[0] else text
        if event.anchor is not None:
            self._declare(event)
            self._anchors[event.anchor] = _Anchored(value, weight, 0)
        self._add(value)

    def _key(self, event: YamlEvent, text: str) -> None:
        frame = self._stack[-1]
        plain = event.implicit[0]
        if plain and text == "<<":
            raise self._error(event, worded("merge keys (`<<`) are not read"), worded("write the keys out"))
        if plain and not text:
            raise self._error(event, worded("a key is empty"), worded("write a word before the colon"))
        if event.anchor is not None:
            raise self._error(event, worded("a key has an anchor (`&…`)"), worded("put the anchor before the value"))
        if text in frame.value:
            first = start_of(frame.starts[list(frame.value).index(text)], self._source).line
            hint = worded("the first one is in line {first}; keep one of the two", first=first)
            raise self._error(event, worded("the key {text} is given twice", text=shown_key(text)), hint)
        frame.key = self._keys.setdefault(text, text)
        frame.starts.append(event)

    def _word(self, event: YamlEvent, text: str) -> JsonValue:
        try:
            return word(text)
        except Refused as refused:
            raise self._error(event, refused.what, refused.hint) from None

    def _open(self, event: YamlEvent) -> None:
        self._refuse_tag(event)
        self._refuse_as_key(event)
        self._refuse_depth(event, 1)
        if event.anchor is not None:
            self._declare(event)
        value: dict[str, JsonValue] | list[JsonValue] = {} if isinstance(event, MappingStartEvent) else []
        self._stack.append(_Frame(value, event.anchor, self._weight))
        self._weight += 1

    def _close(self) -> None:
        frame = self._stack.pop()
        if frame.anchor is not None:
            self._anchors[frame.anchor] = _Anchored(frame.value, self._weight - frame.weight, frame.height)
        self._add(frame.value, frame.height)

    def _alias(self, event: YamlEvent) -> None:
        self._refuse_as_key(event)
        if event.anchor not in self._anchors:
            raise self._error(
                event, worded("no anchor (`&…`) of this name comes before"), worded("put the text in quotation marks")
            )
        anchored = self._anchors[event.anchor]
        if anchored is None:
            raise self._error(
                event, worded("this alias (`*…`) repeats what it is part of"), worded("write the value out")
            )
        self._refuse_depth(event, anchored.height)
        self._aliases += 1
        self._weight += anchored.weight
        self._repeated += anchored.weight
        if self._aliases > MAX_ALIASES or self._repeated > MAX_REPEATED:
            raise self._error(
                event, worded("the aliases (`*…`) up to here repeat too much"), worded("write the values out")
            )
        self._add(anchored.value, anchored.height)

    def _declare(self, event: YamlEvent) -> None:
        """Note an anchor whose value is not complete yet."""
        if event.anchor in self._anchors:
            raise self._error(
                event, worded("an anchor (`&…`) of this name was set before"), worded("give it another name")
            )
        self._anchors[event.anchor] = None

    def _refuse_depth(self, event: YamlEvent, height: int) -> None:
        if len(self._stack) + height > MAX_DEPTH:
            raise self._error(
                event,
                worded("more than {max_depth} lists and mappings inside each other", max_depth=MAX_DEPTH),
                worded("flatten them"),
            )

    def _add(self, value: JsonValue, height: int = 0) -> None:
        """Put a complete value where it belongs."""
        if not self._stack:
            self.result = value
            return
        frame = self._stack[-1]
        frame.height = max(frame.height, height + 1)
        if isinstance(frame.value, list):
            frame.value.append(value)
        elif frame.key is not None:
            frame.value[frame.key] = value
            frame.key = None
