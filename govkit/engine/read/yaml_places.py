"""Places of values in YAML that was read: a table of the document's nodes in the order of the text."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, NodeEvent

from govkit.engine.read.bulk import no_gc
from govkit.engine.read.document import Place
from govkit.engine.read.text import Position
from govkit.engine.read.yaml_events import events, start_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from govkit.engine.read.document import JsonValue, Pointer
    from govkit.engine.read.text import Source
    from govkit.engine.read.yaml_events import YamlEvent

_LONG = 32
"""Members of a container from which on their nodes are kept, so that not every look into it hops anew."""


class YamlPlaces:
    """Finds places in YAML text.

    The nodes (keys and values) are numbered as they stand in the text. `_after[node]` is the number of the first node
    that is not inside it, so that the members of a container are found by hopping.
    """

    def __init__(self, source: Source, value: JsonValue) -> None:
        """Take text that has been read without an error, and its value."""
        self._value = value
        self._top = Position(source.first_line, 1)
        self._lines = array("L")
        self._columns = array("L")
        self._after = array("L")
        self._targets: dict[int, int] = {}
        self._known: dict[int, dict[str | int, int]] = {}
        """Of long containers that were looked into: the first node inside → member → its node."""
        with no_gc():
            self._number_nodes(source)

    def _number_nodes(self, source: Source) -> None:
        anchors: dict[str, int] = {}
        open_nodes: list[int] = []
        for event in events(source):
            if isinstance(event, CollectionEndEvent):
                self._after[open_nodes.pop()] = len(self._after)
            elif isinstance(event, NodeEvent):
                node = len(self._after)
                self._append(event, source)
                if isinstance(event, AliasEvent) and event.anchor is not None:
                    self._targets[node] = anchors[event.anchor]
                elif event.anchor is not None:
                    anchors[event.anchor] = node
                if isinstance(event, CollectionStartEvent):
                    open_nodes.append(node)

    def _append(self, event: YamlEvent, source: Source) -> None:
        line, column = start_of(event, source)
        self._lines.append(line)
        self._columns.append(column)
        self._after.append(len(self._after) + 1)

    def find(self, pointer: Pointer) -> Place:
        """Return the place of what the pointer leads to, or of its nearest ancestor that exists.

        What an alias repeats stands where its anchor is.
        """
        if not self._lines:
            return Place(self._top, self._top)
        key = node = 0
        value = self._value
        for step in pointer:
            inside = self._targets.get(node, node) + 1
            if isinstance(value, dict) and isinstance(step, str) and step in value:
                key = self._member(inside, value, step)
                node, value = self._after[key], value[step]
            elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
                key = node = self._member(inside, value, step)
                value = value[step]
            else:
                break
        return Place(self._position(node), self._position(key))

    def _member(self, node: int, value: dict[str, JsonValue] | list[JsonValue], step: str | int) -> int:
        """Return the node of a key or element, by hopping from the first; in a long container that is done once."""
        hops = 2 if isinstance(value, dict) else 1
        steps: Iterable[str | int] = value if isinstance(value, dict) else range(len(value))
        if len(value) < _LONG:
            return self._hop(node, hops * next(number for number, one in enumerate(steps) if one == step))
        if node not in self._known:
            first, known = node, {}
            for one in steps:
                known[one] = node
                node = self._hop(node, hops)
            self._known[first] = known
            node = first
        return self._known[node][step]

    def _hop(self, node: int, times: int) -> int:
        for _ in range(times):
            node = self._after[node]
        return node

    def _position(self, node: int) -> Position:
        return Position(self._lines[node], self._columns[node])
