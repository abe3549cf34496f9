"""What reading a slot raises when the inventory gives no value that can be relied on."""

from __future__ import annotations


class NotStated(Exception):
    """The inventory does not state this value; the engine turns it into `unknown`, naming the path."""

    def __init__(self, path: str, reason: str = "") -> None:
        """Name the `path` (`dataset:crm.retention`) and, where known, why it is not stated."""
        super().__init__(path)
        self.path = path
        self.reason = reason


class Disputed(Exception):
    """Two stated claims about one value disagree; the engine turns it into `fail` with a contradiction."""

    def __init__(self, path: str, origins: tuple[str, ...]) -> None:
        """Name the `path` and who says the different things (never the values)."""
        super().__init__(path)
        self.path = path
        self.origins = origins
