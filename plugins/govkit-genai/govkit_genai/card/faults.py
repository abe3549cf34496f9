"""The one exception for a card that can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govkit.model.worded import worded

if TYPE_CHECKING:
    from govkit.model.message import Param


class CardFault(Exception):
    """A card that can't be read; `reason` is a template with `params`."""

    def __init__(self, reason: str, **params: Param) -> None:
        """Take the reason and its parameters."""
        super().__init__(reason)
        self.reason = reason
        self.params = params

    @property
    def is_no_card(self) -> bool:
        """Tell whether the file is sound, but something else than a card."""
        return self.reason.startswith("the file is no card")

    @property
    def told(self) -> str:
        """Return the reason as a text that can be spoken in the reader's language."""
        return worded(self.reason, **{name: str(value) for name, value in self.params.items()})

    def __str__(self) -> str:
        """Return the reason in English."""
        return self.reason.format(**self.params)
