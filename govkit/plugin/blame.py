"""Says what went wrong in a plugin's code and where, without the words of the exception, which may hold values."""

from __future__ import annotations

import re
from pathlib import PurePath
from types import TracebackType

_MODULE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")
_LONGEST_NAME = 80


def error_name(error: BaseException) -> str:
    """Return the exception's type name; `Exception` for a name that no class statement could have made."""
    name = type(error).__name__
    return name if name.isascii() and name.isidentifier() and len(name) <= _LONGEST_NAME else "Exception"


def module_name(name: str | None) -> str:
    """Return the name of a module as an import error gives it, or `?` where it is no such name."""
    return name if name and _MODULE.fullmatch(name) and len(name) <= _LONGEST_NAME else "?"


def code_location(error: BaseException, module: str) -> str:
    """Return `module:line` of the innermost frame in the package of `module`, or `?` where none is there.

    Module names instead of paths, so that the same failure reads the same on every machine.
    """
    package = module.partition(":")[0].partition(".")[0]
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        file = PurePath(error.filename)
        if file.suffix == ".py" and package in (file.stem, *file.parts):
            return f"{file.name}:{error.lineno}"
    return _innermost(error.__traceback__, package) or "?"


def _innermost(traceback: TracebackType | None, package: str) -> str:
    found = ""
    while traceback is not None:
        name = str(traceback.tb_frame.f_globals.get("__name__", ""))
        if name.partition(".")[0] == package:
            found = f"{name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return found
