"""What reading a slot raises when the inventory gives no value that can be relied on."""

from __future__ import annotations

from govkit.model.message import Message

_KNOWN = {
    template.partition(": ")[2]: template
    for template in (
        "{path} is not stated: the text is empty",
        "{path} is not stated: a placeholder stands where the value belongs",
        "{path} is not stated: “not applicable” without a reason",
        "{path} is not stated: the text only says that nothing is known or written down",
        "{path} is not stated: the text only points elsewhere",
        "{path} is not stated: the text only repeats the question",
        "{path} is not stated: the text only says yes, and neither who, what nor how",
        "{path} is not stated: the text fits everywhere, and says neither who, what nor how",
        "{path} is not stated: an address belongs there, and the text is none",
        "{path} is not stated: only detected or suggested; nobody has confirmed it",
        "{path} is not stated: every claim has lapsed",
        "{path} is not stated: it refers to something that is not declared",
        "{path} is not stated: it lies after the date of the assessment",
        "{path} is not stated: an empty list says nothing; write `none` if there is none",
    )
}
"""Reason → whole sentence, so that the reasons which govkit itself gives can be translated."""


def silence_message(path: str, reason: str = "") -> Message:
    """Return the sentence that says that a value is not stated, and why."""
    if reason in _KNOWN:
        return Message(_KNOWN[reason], {"path": path})
    if reason:
        return Message("{path} is not stated: {reason}", {"path": path, "reason": reason})
    return Message("{path} is not stated", {"path": path})


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
