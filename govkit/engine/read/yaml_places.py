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
    from govkit.engine.read.document import JsonValue, Pointer
    from govkit.engine.read.text import Source
    from govkit.engine.read.yaml_events import YamlEvent


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
                key = self._hop(inside, 2 * list(value).index(step))
                node, value = self._after[key], value[step]
            elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
                key = node = self._hop(inside, step)
                value = value[step]
            else:
                break
        return Place(self._position(node), self._position(key))

    def _hop(self, node: int, times: int) -> int:
        for _ in range(times):
            node = self._after[node]
        return node

    def _position(self, node: int) -> Position:
        return Position(self._lines[node], self._columns[node])
