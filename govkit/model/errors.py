"""The errors of govkit: the tool cannot do its job. What an organisation lacks is data, never an error.

GovkitError                 exit 2
├── InputError              a file that a person wrote is wrong: path, line, column, hint
│   └── ChecklistError      the same, in a checklist
├── UsageError              the command line or the configuration asks for what does not exist
├── PluginError             a plugin broke the contract of `govkit.plugin`
├── Locked                  somebody else writes to the same folder (exit 4)
└── VerificationFailed      a document does not fit what it claims (exit 5)
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from govkit.model.worded import one_line, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class GovkitError(Exception):
    """Something govkit cannot go on from. `str(error)` is one line: where, what, how to mend it."""

    exit_code = 2

    def __init__(
        self,
        what: str,
        *,
        hint: str = "",
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        """Take `what` went wrong, the `hint` that mends it, and the 1-based place in `path`."""
        super().__init__(what)
        self.what = one_line(what)
        self.hint = one_line(hint)
        self.path = path
        self.line = line
        self.column = column

    @property
    def where(self) -> str:
        """Return `path:line:column`, as far as known, or an empty text."""
        parts = [self.path, self.line, self.column]
        known = parts[: next((i for i, part in enumerate(parts) if part is None), len(parts))]
        return ":".join(str(part) for part in known)

    def __str__(self) -> str:
        """Return the one line that a person reads, in English."""
        return self.told(str)

    def told(self, say: Callable[[str], str]) -> str:
        """Return that line in another language: `say` gives the words of a sentence in it (`govkit.model.worded`)."""
        line = f"{self.where}: {say(self.what)}" if self.where else say(self.what)
        return f"{line} ({say(self.hint)})" if self.hint else line


class InputError(GovkitError):
    """A file that a person wrote can't be read as what it says it is."""


class InputErrors(InputError):
    """Several faults of the same input, of which the first stands for all."""

    def __init__(self, errors: Sequence[InputError]) -> None:
        """Take the faults in the order in which they were found; at least one."""
        first = errors[0]
        super().__init__(first.what, hint=first.hint, path=first.path, line=first.line, column=first.column)
        self.errors = tuple(errors)


class ChecklistError(InputError):
    """A checklist is wrong: an unknown check, an invalid option, a dangling reference."""


class UsageError(GovkitError):
    """The command line or the configuration asks for something that does not exist."""


class PluginError(GovkitError):
    """A plugin broke the contract of `govkit.plugin`."""


class Locked(GovkitError):
    """Another govkit process writes to the same folder."""

    exit_code = 4


class VerificationFailed(GovkitError):
    """A document does not fit the facts, inputs, plugins or checklists that it claims."""

    exit_code = 5


def nearest(name: str, known: Iterable[str]) -> str:
    """Return "did you mean `x`?" for the known name closest to `name`, or an empty text."""
    matches = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return worded("did you mean `{name}`?", name=matches[0]) if matches else ""
