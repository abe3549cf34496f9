"""Libraries of CISO Assistant: frameworks with their requirement nodes, and sets of mappings between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govkit.plugin.draft import Draft
from govkit_importers.frameworks.body import RELATIONS, Body, Choice, Link, Requirement, key_of, title_of
from govkit_importers.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from govkit.plugin.host import Located

_LIBRARY = (
    "urn",
    "locale",
    "ref_id",
    "name",
    "packager",
    "translations",
    "dependencies",
    "version",
    "description",
    "labels",
)
_NODE = ("depth", "annotation", "threats", "reference_controls", "weight", "display_mode", "importance", "visibility")
_FRAMEWORK = ("urn", "ref_id", "name", "description", "min_score", "max_score", "translations", "field_visibility")
_GOOD = ("compliant", "true", True)
"""Values of `compute_result` that meet the requirement."""


def is_library(value: object) -> bool:
    """Tell a library by its URN and its objects."""
    return isinstance(value, dict) and "objects" in value and str(value.get("urn", "")).startswith("urn:")


def read_library(document: Located) -> list[Body]:
    """Return the framework of a library, and the near ends of its mappings."""
    draft = Draft(document.path, "CISO Assistant library")
    root = Node(document, draft)
    root.skip(*_LIBRARY, "convert_library_version")
    objects = root.child("objects")
    found: list[Body] = []
    frameworks = [objects.child("framework")] if "framework" in objects.value else []
    for framework in [*frameworks, *objects.children("frameworks")]:
        found.append(_framework(framework, root, document))
    sets = [objects.child("requirement_mapping_set")] if "requirement_mapping_set" in objects.value else []
    for mappings in [*sets, *objects.children("requirement_mapping_sets")]:
        found.append(_mappings(mappings, root, document))
    root.leave_rest()
    return found


def _body(node: Node, root: Node, document: Located, id_: str, title: str) -> Body:
    return Body(
        id=id_,
        title=title or id_,
        draft=node.draft,
        sha256=document.sha256,
        edition=root.text("version") or "1",
        publisher=root.text("provider") or root.text("packager"),
        terms=root.text("copyright"),
        date=str(root.get("publication_date") or "")[:10],
    )


def _framework(node: Node, root: Node, document: Located) -> Body:
    body = _body(node, root, document, _tail(node.text("urn")), node.text("name") or root.text("name"))
    node.skip(*_FRAMEWORK)
    nodes = list(node.children("requirement_nodes"))
    by_urn = {requirement.text("urn"): requirement for requirement in nodes}
    for requirement in nodes:
        if requirement.get("assessable") is True:
            body.add(_tail(requirement.text("urn")), _requirement(requirement, by_urn), requirement.at())
        above = requirement.text("parent_urn")
        if above and above not in by_urn:
            node.draft.warn("parent_urn", f"{_tail(above)} is no node of this framework", requirement.at("parent_urn"))
        requirement.skip("urn", "assessable", "ref_id", "name", "description", "translations", *_NODE)
    return body


def _requirement(node: Node, by_urn: Mapping[str, Node]) -> Requirement:
    evidence = node.text("typical_evidence")
    named = f"Evidence that the framework names: {evidence}" if evidence else ""
    title = title_of((node.text("name"), node.text("description"), node.text("ref_id"), node.text("urn")))
    return Requirement(
        number=node.text("ref_id"),
        title=title,
        text=node.text("description") or title,
        under=" / ".join(reversed([*_above(node, by_urn)])),
        help="\n".join(filter(None, (node.text("annotation"), named))),
        choices=tuple(_choices(node)),
        translations=dict(_translations(node)),
    )


def _above(node: Node, by_urn: Mapping[str, Node]) -> Iterator[str]:
    """Yield the titles of the nodes above one, nearest first; a circle of them ends where it closes."""
    seen: set[str] = set()
    while (urn := node.text("parent_urn")) in by_urn and urn not in seen:
        seen.add(urn)
        node = by_urn[urn]
        yield title_of((node.text("name"), node.text("ref_id"), node.text("description")))


def _choices(node: Node) -> Iterator[Choice]:
    """Yield the questions whose given answers decide; what else is asked is left, as nothing says what passes."""
    for number, (urn, question) in enumerate(node.named("questions"), 1):
        choices = {choice.text("value"): choice.get("compute_result") for choice in question.children("choices")}
        good = tuple(value for value, result in choices.items() if result in _GOOD and value)
        text = question.text("text")
        question.skip(*question.value)
        if question.text("type") == "unique_choice" and good and text and "depends_on" not in question.value:
            yield Choice(f"q{number}", text, tuple(filter(None, choices)), good)
        else:
            node.draft.leave(f"questions.{_tail(urn)}", "the file does not say what answer passes", question.at())
        for choice in question.children("choices"):
            choice.skip(*choice.value)


def _translations(node: Node) -> Iterator[tuple[str, tuple[str, str]]]:
    for language, texts in node.named("translations"):
        title = title_of((texts.text("name"), texts.text("description")))
        if title:
            yield language, (title, texts.text("description") or title)
        texts.skip(*texts.value)


def _mappings(node: Node, root: Node, document: Located) -> Body:
    near, far = _tail(node.text("source_framework_urn")), _tail(node.text("target_framework_urn"))
    body = _body(node, root, document, near, near)
    node.skip("urn", "ref_id", "name", "description", "translations")
    for pair in node.children("requirement_mappings"):
        one, other = pair.text("source_requirement_urn"), pair.text("target_requirement_urn")
        word = pair.text("relationship")
        pair.skip(*pair.value)
        if not one or not other or word not in RELATIONS:
            node.draft.leave("requirement_mappings", f"a mapping without ends, or of no known relation ({word[:30]})")
            continue
        body.links.append(Link(_tail(one), RELATIONS[word], far, _tail(other), pair.at(), pair.text("rationale")))
    return body


def _tail(urn: str) -> str:
    """Return what names a thing in `urn:packager:risk:kind:name` or, within a framework, `…:name:tail`."""
    parts = urn.split(":", 5)
    return key_of(parts[5] if len(parts) > 5 else parts[-1])
