"""Checks: pure functions from a subject and its facts to a finding, declared with `@check`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from govkit.model.entities import Entity
from govkit.model.finding import Finding
from govkit.model.page import fix_of, why_of
from govkit.model.status import Grade
from govkit.plugin.context import Context
from govkit.plugin.probe import Probe
from govkit.plugin.reference import AnyReference

if TYPE_CHECKING:
    from pydantic import BaseModel

S = TypeVar("S", bound=Entity)

ID = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z0-9][a-z0-9-]*")
"""`<plugin>.<noun-phrase>`, both in kebab-case."""


@dataclass(frozen=True)
class Check(Generic[S]):
    """A check as `@check` declares it."""

    id: str
    on: type[S]
    title: str
    """What holds when the check passes, in a sentence."""
    decide: Callable[[S, Context[Any]], Finding]
    doc: str
    """The check's page: why it matters, `Fix:`, references. `govkit explain` prints it."""
    grade: Grade = Grade.FULL
    needs: tuple[Probe[Any, Any], ...] = ()
    reads: tuple[AnyReference, ...] = ()
    options: type[BaseModel] | None = None
    since: str = ""

    def __call__(self, subject: S, ctx: Context[Any]) -> Finding:
        """Decide, as a unit test does."""
        return self.decide(subject, ctx)

    @property
    def fix(self) -> str:
        """Return the `Fix:` paragraph of the docstring in one line, or an empty text."""
        return fix_of(self.doc)

    @property
    def why(self) -> str:
        """Return the docstring without its `Fix:` paragraph."""
        return why_of(self.doc)


def check(
    id: str,
    *,
    on: type[S],
    title: str,
    grade: Literal["full", "partial"] = "full",
    needs: Sequence[Probe[Any, Any]] = (),
    reads: Sequence[AnyReference] = (),
    options: type[BaseModel] | None = None,
    since: str = "",
) -> Callable[[Callable[[S, Context[Any]], Finding]], Check[S]]:
    """Declare a check `plugin.noun-phrase` on subjects of type `on`.

    `title` says what holds when it passes. `grade="partial"` marks a check that can refute but not confirm: its pass
    becomes review. `needs` names the probes whose facts it reads, `reads` the reference data, and `options` the
    pydantic model (with defaults) by which a checklist's `with` is validated. The docstring is the check's page.
    """

    def declare(function: Callable[[S, Context[Any]], Finding]) -> Check[S]:
        return Check(
            id=id,
            on=on,
            title=title,
            decide=function,
            doc=inspect.getdoc(function) or "",
            grade=Grade(grade),
            needs=tuple(needs),
            reads=tuple(reads),
            options=options,
            since=since,
        )

    return declare
