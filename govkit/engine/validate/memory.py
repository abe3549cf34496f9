"""What has been seen of a slot, so that a value or a shape is looked at once, not once a block."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from govkit.engine.slot_values import is_doubtful, shapes, sorted_out
from govkit.engine.validate.forms import besides, denials, may_be_denied
from govkit.model.placeholder.denial import says_none
from govkit.model.slots import Slot

_REMEMBERED = 10_000


class Memory:
    """The values of one slot that state nothing, those with which nothing is wrong, and the shapes of their texts."""

    def __init__(self, slot: Slot) -> None:
        """Begin with what the slot may hold beside its values."""
        self._slot = slot
        self._clear: set[Any] = set(besides(slot))
        self._silent: set[str] = set()
        self._shapes: set[str] = set()

    def silent(self, distinct: Set[Any]) -> Set[str] | None:
        """Return those of the values that state nothing, or `None` where something else is to be said of some."""
        fresh = distinct - self._clear
        if not fresh:
            return fresh
        silent = self._silent & fresh
        fresh -= silent
        if self._look_clear(fresh):
            doubtful: Set[Any] = frozenset()
        else:
            found, wrong = sorted_out(fresh, self._slot)
            silent |= found
            doubtful = {*(value for _, value in wrong), *denials(fresh, self._slot)}
        if len(self._clear) < _REMEMBERED:
            self._clear |= fresh - silent - doubtful
        if len(self._silent) < _REMEMBERED:
            self._silent |= silent - doubtful
        return None if doubtful else silent

    def _look_clear(self, fresh: Set[Any]) -> bool:
        """Tell by their shapes whether there is nothing to say about any of the texts."""
        if self._slot.kind is not str or set(map(type, fresh)) != {str}:
            return False
        unknown = shapes(fresh) - self._shapes
        if any(map(self._is_doubtful, unknown)):
            return False
        if len(self._shapes) < _REMEMBERED:
            self._shapes |= unknown
        return True

    def _is_doubtful(self, shape: str) -> bool:
        return is_doubtful(shape, self._slot) or (may_be_denied(self._slot) and says_none(shape))
