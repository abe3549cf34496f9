"""Make the exhibits of plugins: tables and drawings from facts, each isolated from the others' faults."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from govkit.engine.findings import message_doc
from govkit.engine.judge.checks import Surroundings
from govkit.model.assessment import ProblemEntry
from govkit.model.exhibit import Exhibit
from govkit.model.message import Message
from govkit.plugin.context import FactMissing
from govkit.plugin.manager import Plugins


def make_exhibits(
    namespaces: Iterable[str], plugins: Plugins, around: Surroundings
) -> tuple[list[dict[str, Any]], list[ProblemEntry]]:
    """Return the exhibits of these plugins, and a problem for each that could not be made."""
    exhibits: list[dict[str, Any]] = []
    problems: list[ProblemEntry] = []
    for maker in plugins.exhibits(namespaces):
        try:
            made: object = maker.make(around.context("", None, maker.needs))
        except FactMissing as missing:
            problems.append(_problem(maker.id, missing.reason))
            continue
        except Exception as fault:  # a plugin's fault must not end the run, and its text may hold values
            message = Message(
                "the exhibit {exhibit} raised {error}", {"exhibit": maker.id, "error": type(fault).__name__}
            )
            problems.append(_problem(maker.id, message))
            continue
        if isinstance(made, Exhibit):
            exhibits.append(made.to_json())
        elif made is not None:
            message = Message(
                "{exhibit} returned {type} instead of an exhibit", {"exhibit": maker.id, "type": type(made).__name__}
            )
            problems.append(_problem(maker.id, message))
    return exhibits, problems


def _problem(name: str, message: Message) -> ProblemEntry:
    return ProblemEntry(kind="exhibit", name=name, message=message_doc(message))
