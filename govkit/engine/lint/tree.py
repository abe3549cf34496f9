"""Walks the tree of a control with the way to each part, and tells what can never be decided."""

from __future__ import annotations

from collections.abc import Iterator

from govkit.model.checklist import All, AnyOf, CheckUse, Control, Node, Question, Require

Pointer = tuple[str | int, ...]
Leaf = CheckUse | Require | Question


def leaves(control: Control, at: Pointer) -> Iterator[tuple[Pointer, Leaf]]:
    """Yield every leaf of a control with the way to it."""
    yield from _below(control.tree, at)


def branches(control: Control, at: Pointer) -> Iterator[tuple[Pointer, tuple[Node, ...]]]:
    """Yield the members of every `all` and `any` of a control with the way to them."""
    todo: list[tuple[Pointer, Node]] = [(at, control.tree)]
    while todo:
        way, node = todo.pop()
        if isinstance(node, (All, AnyOf)):
            members, word = members_of(node)
            yield (*way, word), members
            todo.extend(((*way, word, index), member) for index, member in enumerate(members))


def members_of(node: All | AnyOf) -> tuple[tuple[Node, ...], str]:
    """Return the members of a branch, and the key under which they are written."""
    return (node.all_, "all") if isinstance(node, All) else (node.any_, "any")


def _below(node: Node, at: Pointer) -> Iterator[tuple[Pointer, Leaf]]:
    if isinstance(node, (All, AnyOf)):
        members, word = members_of(node)
        for index, member in enumerate(members):
            yield from _below(member, (*at, word, index))
    else:
        yield at, CheckUse(check=node) if isinstance(node, str) else node


def can_pass(node: Node) -> bool:
    """Tell whether some state of the world makes a node pass; checks are trusted to."""
    if isinstance(node, All):
        return all(map(can_pass, node.all_))
    if isinstance(node, AnyOf):
        return any(map(can_pass, node.any_))
    return _question_can_pass(node) if isinstance(node, Question) else True


def _question_can_pass(question: Question) -> bool:
    wanted = question.passes
    if question.type == "text":
        return False
    if question.type == "yes_no":
        return wanted is None or isinstance(wanted, bool)
    if question.type == "choice":
        accepted = wanted if isinstance(wanted, tuple) else (wanted,)
        return any(choice in accepted for choice in question.choices)
    return True
