"""Executors: where the parts of a long piece of work are done, in this process, in others, or on other machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar, runtime_checkable

P = TypeVar("P")
R = TypeVar("R")


@runtime_checkable
class Executor(Protocol):
    """Runs one picklable function over many picklable parts.

    The entry point of the group `govkit.executors` is a function `executor(workers: int | None) -> Executor`; its name
    is the executor's. Whoever calls it merges the results, in any order: the merge has to be associative and
    commutative. A part whose worker died raises in the caller; nothing is dropped in silence.
    """

    def run(self, function: Callable[[P], R], parts: Sequence[P]) -> Iterator[tuple[int, R]]:
        """Yield the place of each part and what the function made of it, as they are done."""

    def close(self) -> None:
        """Let go of what was started; a second call does nothing."""
