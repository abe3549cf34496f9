"""OSCAL in JSON: catalogs with their groups and controls, and collections of mappings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govkit.plugin.draft import Draft
from govkit_importers.frameworks.body import RELATIONS, Body, Link, Requirement, key_of, title_of
from govkit_importers.node import Node

if TYPE_CHECKING:
    from govkit.plugin.host import Located

_PARAMETER = re.compile(r"\{\{\s*insert:\s*param,\s*([^\s}]+)\s*\}\}")
_LONGEST_ID = 60
_STATEMENTS = frozenset({"statement", "item"})
_GUIDANCE = frozenset({"guidance", "overview", "objective", "assessment-method", "assessment-objective"})


def is_oscal(value: object) -> bool:
    """Tell a catalog, or a collection of mappings, by its one key."""
    return isinstance(value, dict) and bool({"catalog", "mapping-collection"} & value.keys())


def read_oscal(document: Located) -> list[Body]:
    """Return the framework of a catalog, or the near ends of mappings."""
    draft = Draft(document.path, "OSCAL")
    root = Node(document, draft)
    bodies: list[Body] = []
    if "catalog" in root.value:
        bodies.append(_catalog(root.child("catalog"), document))
    if "mapping-collection" in root.value:
        bodies += _collection(root.child("mapping-collection"), document)
    root.skip("$schema")
    root.leave_rest()
    return bodies


def _catalog(node: Node, document: Located) -> Body:
    metadata = node.child("metadata")
    title = metadata.text("title") or "OSCAL catalog"
    publisher = next((party.text("name") for party in metadata.children("parties") if party.text("name")), "")
    body = Body(
        id=_short(key_of(title)),
        title=title,
        draft=node.draft,
        sha256=document.sha256,
        edition=metadata.text("version") or "1",
        publisher=publisher,
        terms=metadata.text("remarks"),
        date=(metadata.text("published") or metadata.text("last-modified"))[:10],
    )
    metadata.skip(*metadata.value)
    controls = list(_controls(node, ()))
    parameters = {
        entry.text("id"): entry for holder, _ in [(node, ()), *controls] for entry in holder.children("params")
    }
    for control, above in controls:
        properties = {entry.text("name"): entry.text("value") for entry in control.children("props")}
        if properties.get("status", "").lower() == "withdrawn":
            node.draft.leave(control.text("id"), "withdrawn", control.at())
        else:
            number = properties.get("label") or control.text("id")
            body.add(key_of(control.text("id")), _requirement(control, above, number, parameters), control.at())
    _name_dangling(document, node)
    for control, _ in controls:
        control.forget()
    node.skip("uuid", "back-matter", "params", "groups", "controls")
    return body


def _short(key: str) -> str:
    return key if len(key) <= _LONGEST_ID else key[:_LONGEST_ID].rpartition("-")[0].rstrip(".-")


def _controls(node: Node, above: tuple[str, ...]) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Yield every control with the titles above it, those inside of others too."""
    for group in node.children("groups"):
        yield from _controls(group, (*above, group.text("title")))
        group.skip("id", "class", "props", "parts", "links", "title", "params")
    for control in node.children("controls"):
        yield control, above
        yield from _controls(control, (*above, control.text("title")))


def _requirement(node: Node, above: tuple[str, ...], number: str, parameters: dict[str, Node]) -> Requirement:
    parts = list(node.children("parts"))
    for part in parts:
        if part.text("name") not in _STATEMENTS | _GUIDANCE:
            node.draft.leave(f"part {part.text('name')}", "it is neither a statement nor guidance", part.at())
    text = "\n".join(_filled(line, parameters) for part in parts for line in _prose(part, _STATEMENTS))
    guidance = [
        _filled(line, parameters) for part in parts if part.text("name") in _GUIDANCE for line in _prose(part, None)
    ]
    title = title_of((node.text("title"), text, node.text("id")))
    return Requirement(number, title, text or title, " / ".join(filter(None, above)), "\n".join(guidance))


def _prose(part: Node, names: frozenset[str] | None) -> Iterator[str]:
    """Yield the sentences of a part and of those inside it, with their labels, where its name is one of `names`."""
    part.skip("id", "name", "class", "title", "ns", "links")
    if names is not None and part.text("name") not in names:
        return
    label = next((entry.text("value") for entry in part.children("props") if entry.text("name") == "label"), "")
    if part.text("prose"):
        yield f"{label} {part.text('prose')}".strip()
    for inner in part.children("parts"):
        yield from _prose(inner, names)


def _filled(text: str, parameters: dict[str, Node]) -> str:
    """Put the name of each parameter where its value would stand: the organisation sets it."""

    def name(match: re.Match[str]) -> str:
        found = parameters.get(match[1])
        return f"[{found.text('label') or match[1] if found is not None else match[1]}]"

    return _PARAMETER.sub(name, text)


def _name_dangling(document: Located, node: Node) -> None:
    """Name every `#id` of a link or parameter that no part of the file has."""
    ids: set[str] = set()
    wanted: list[tuple[str, tuple[str | int, ...]]] = []

    def walk(value: object, pointer: tuple[str | int, ...]) -> None:
        if isinstance(value, dict):
            ids.update(str(value[key]) for key in ("id", "uuid") if isinstance(value.get(key), str))
            href = value.get("href")
            if isinstance(href, str) and href.startswith("#") and len(href) > 1:
                wanted.append((href[1:], (*pointer, "href")))
            for key, item in value.items():
                if key == "prose" and isinstance(item, str):
                    wanted.extend((name, (*pointer, key)) for name in _PARAMETER.findall(item))
                walk(item, (*pointer, key))
        elif isinstance(value, list):
            for number, item in enumerate(value):
                walk(item, (*pointer, number))

    walk(document.value, ())
    for name, pointer in wanted:
        if name not in ids:
            node.draft.warn(f"#{name}", "nothing in the file has this id", str(document.locate(pointer).line))


def _collection(node: Node, document: Located) -> Iterator[Body]:
    metadata = node.child("metadata")
    for mapping in node.children("mappings"):
        near = key_of(mapping.child("source-resource").text("href").lstrip("#") or "source")
        far = key_of(mapping.child("target-resource").text("href").lstrip("#") or "target")
        body = Body(near, near, node.draft, document.sha256, metadata.text("version") or "1")
        for entry in mapping.children("maps"):
            word = entry.text("relationship")
            for one in entry.children("sources"):
                for other in entry.children("targets"):
                    ends = key_of(one.text("id-ref")), key_of(other.text("id-ref"))
                    if word in RELATIONS:
                        body.links.append(Link(ends[0], RELATIONS[word], far, ends[1], entry.at()))
                    else:
                        node.draft.leave("maps", f"a mapping of no known relation ({word[:30]})", entry.at())
        mapping.skip(*mapping.value)
        yield body
    node.skip(*node.value)
