"""YAML read within limits: plain data, every scalar left as its text, and the line of every place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import yaml

from govkit_genai.card.tree import escaped

Kind = Literal["long", "aliases", "deep", "mapping", "yaml", "key", "twice"]

MAX_DEPTH = 16


class YamlFault(Exception):
    """YAML that can't be read."""

    def __init__(self, kind: Kind, line: int) -> None:
        """Take what is wrong and the line."""
        super().__init__(kind)
        self.kind = kind
        self.line = line


class _Loader(yaml.BaseLoader):
    """Composes plain data only: no aliases, no tags, no deep nesting. `no` stays Norwegian."""

    depth = 0
    above = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        line = event.start_mark.line + 1 + self.above
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise YamlFault("aliases", line)
        if self.depth == MAX_DEPTH:
            raise YamlFault("deep", line)
        self.depth += 1
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_yaml(source: str, *, above: int = 0, most: int) -> tuple[dict[str, Any], dict[str, int]]:
    """Return a mapping, and pointer → line for all that stands in it. Raise `YamlFault`.

    `above` is how many lines of the file stand above the source, `most` how many characters are read.
    """
    if len(source) > most:
        raise YamlFault("long", 1)
    loader = _Loader(source)
    loader.above = above
    try:
        node = loader.get_single_node()
        if node is None:
            return {}, {}
        if not isinstance(node, yaml.MappingNode):
            raise YamlFault("mapping", node.start_mark.line + 1 + above)
        lines = {pointer: mark + 1 + above for pointer, mark in _places(node, "", above)}
        return loader.construct_object(node, deep=True), lines
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise YamlFault("yaml", mark.line + 1 + above if mark else 1) from error
    except RecursionError as error:
        raise YamlFault("deep", 1) from error
    finally:
        loader.dispose()


def _places(node: yaml.Node, pointer: str, above: int) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.SequenceNode):
        for index, element in enumerate(node.value):
            yield f"{pointer}/{index}", element.start_mark.line
            yield from _places(element, f"{pointer}/{index}", above)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line
            if not isinstance(key, yaml.ScalarNode):
                raise YamlFault("key", line + 1 + above)
            if key.value in seen:
                raise YamlFault("twice", line + 1 + above)
            seen.add(key.value)
            here = f"{pointer}/{escaped(key.value)}"
            yield here, line
            yield from _places(value, here, above)
