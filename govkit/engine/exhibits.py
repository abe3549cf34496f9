"""Make the exhibits of plugins: tables and drawings from facts, each isolated from the others' faults."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic_core import to_json

from govkit.engine.findings import message_doc
from govkit.engine.judge.checks import Surroundings
from govkit.model.assessment import ProblemEntry
from govkit.model.exhibit import Exhibit
from govkit.model.message import Message, Param
from govkit.plugin.blame import error_name
from govkit.plugin.context import FactMissing
from govkit.plugin.exhibit import ExhibitMaker
from govkit.plugin.manager import Plugins


def make_exhibits(
    namespaces: Iterable[str], plugins: Plugins, around: Surroundings
) -> tuple[list[dict[str, Any]], list[ProblemEntry]]:
    """Return the exhibits of these plugins, and a problem for each that could not be made."""
    exhibits: list[dict[str, Any]] = []
    problems: list[ProblemEntry] = []
    for maker in plugins.exhibits(namespaces):
        try:
            exhibit = _made(maker, around)
        except KeyboardInterrupt:
            raise
        except BaseException as fault:  # a plugin's fault must not end the run, and its text may hold values
            message = Message("the exhibit {exhibit} raised {error}", {"exhibit": maker.id, "error": error_name(fault)})
            problems.append(_problem(maker.id, message))
        else:
            if isinstance(exhibit, Message):
                problems.append(_problem(maker.id, exhibit))
            elif exhibit is not None:
                exhibits.append(exhibit)
    return exhibits, problems


def _made(maker: ExhibitMaker, around: Surroundings) -> dict[str, Any] | Message | None:
    """Return an exhibit as plain data that can be written, what is wrong with it, or `None` where there is none."""
    try:
        made: object = maker.make(around.context("", None, maker.needs))
    except FactMissing as missing:
        return missing.reason
    if made is None:
        return None
    if not isinstance(made, Exhibit):
        params: dict[str, Param] = {"exhibit": maker.id, "type": type(made).__name__}
        return Message("{exhibit} returned {type} instead of an exhibit", params)
    plain = made.to_json()
    to_json(plain)  # a part that is no plain data is the exhibit's fault, and not that of who writes the report
    return plain


def _problem(name: str, message: Message) -> ProblemEntry:
    return ProblemEntry(kind="exhibit", name=name, message=message_doc(message))
