"""Why a submission is not taken, or does not hold: one line, and a code that programs can count by."""

from __future__ import annotations

from dataclasses import dataclass

from govkit.model.errors import VerificationFailed


@dataclass(frozen=True, slots=True)
class Objection:
    """Something in a submission that is not as it has to be."""

    code: str
    what: str


class Refused(VerificationFailed):
    """A submission that is not what a submission has to be, or can't be made into one."""

    def __init__(self, code: str, what: str, *, hint: str = "", path: str | None = None) -> None:
        """Take the `code` of the reason, in kebab-case, and `what` is wrong, in a line."""
        super().__init__(what, hint=hint, path=path)
        self.code = code

    @property
    def reason(self) -> str:
        """Return the line without the file's name."""
        return f"{self.what} ({self.hint})" if self.hint else self.what
