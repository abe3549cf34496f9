"""The YAML block in front of a Markdown card, read within limits and with every scalar left as its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

import yaml

Kind = Literal["long", "aliases", "deep", "mapping", "yaml", "key", "twice"]

MAX_CHARACTERS = 64 * 1024
MAX_DEPTH = 16
_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^---[ \t]*$", re.MULTILINE)
_TEMPLATE_LINE = re.compile(r"^[ \t]*\{\{[^\n]*\}\}[ \t]*$", re.MULTILINE)


class FrontMatterFault(Exception):
    """Front matter that can't be read."""

    def __init__(self, kind: Kind, line: int) -> None:
        """Take what is wrong and the line of the file."""
        super().__init__(kind)
        self.kind = kind
        self.line = line


class _Loader(yaml.BaseLoader):
    """Composes plain data only: no aliases, no tags, no deep nesting. `no` stays Norwegian."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        line = event.start_mark.line + 2
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise FrontMatterFault("aliases", line)
        if self.depth == MAX_DEPTH:
            raise FrontMatterFault("deep", line)
        self.depth += 1
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Return the front matter, the body, and the line on which the body begins."""
    opening = _FENCE.match(text)
    closing = _END.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return "", text, 1
    matter = text[opening.end() : closing.start()]
    return matter, text[closing.end() :], matter.count("\n") + 2


def read_front_matter(matter: str) -> dict[str, tuple[Any, int]]:
    """Return key → (value, line of the file); all scalars are texts. Raise `FrontMatterFault`."""
    if len(matter) > MAX_CHARACTERS:
        raise FrontMatterFault("long", 1)
    loader = _Loader(_TEMPLATE_LINE.sub("", matter))
    try:
        node = loader.get_single_node()
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            raise FrontMatterFault("mapping", node.start_mark.line + 2)
        return dict(_entries(loader, node))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise FrontMatterFault("yaml", mark.line + 2 if mark else 1) from error
    finally:
        loader.dispose()


def _entries(loader: _Loader, node: yaml.MappingNode) -> Iterator[tuple[str, tuple[Any, int]]]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 2
        if not isinstance(key_node, yaml.ScalarNode):
            raise FrontMatterFault("key", line)
        if key_node.value in seen:
            raise FrontMatterFault("twice", line)
        seen.add(key_node.value)
        yield key_node.value, (loader.construct_object(value_node, deep=True), line)
