"""The entry point: runs the command line, and turns whatever happens into lines and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

import click

from govkit.cli.tongue import Tongue
from govkit.model.worded import worded

if TYPE_CHECKING:
    from govkit.model.errors import GovkitError

INTERRUPTED = 130
PIPE_CLOSED = 141
"""What a shell says of a program that the closing of its pipe ended, as with `govkit … | head`."""
USAGE = 2
_MOST_LINES = 20


def main() -> NoReturn:
    """Run the command line of this process and leave with its exit code."""
    _prepare(sys.stdout)
    _prepare(sys.stderr)
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = PIPE_CLOSED
    if code == PIPE_CLOSED:
        _forget_stdout()
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; whatever goes wrong is told in lines on standard error."""
    debug, arguments = _without_debug(arguments)
    speak = Tongue(arguments)
    try:
        from govkit.cli.group import govkit

        result = govkit.main(list(arguments), prog_name="govkit", standalone_mode=False, obj=speak)
    except BrokenPipeError:
        return PIPE_CLOSED
    except (KeyboardInterrupt, click.Abort):
        click.echo(speak(worded("interrupted")), err=True)
        return INTERRUPTED
    except click.ClickException as fault:
        _tell_usage(fault, speak)
        return USAGE
    except Exception as fault:
        if debug:
            import traceback

            traceback.print_exception(fault)
        return _tell(fault, speak)
    return result if isinstance(result, int) else 0


def _prepare(stream: object) -> None:
    """Write UTF-8 with plain line ends wherever no terminal decides otherwise: the same bytes on every machine."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty():  # type: ignore[attr-defined]
        reconfigure(errors="backslashreplace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _without_debug(arguments: Sequence[str]) -> tuple[bool, list[str]]:
    """Take `--debug` out wherever it stands: who looks for an error adds it at the end."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    kept = [argument for argument in arguments[:end] if argument != "--debug"]
    return len(kept) < end, [*kept, *arguments[end:]]


def _tell_usage(fault: click.ClickException, speak: Tongue) -> None:
    context = getattr(fault, "ctx", None)
    command = context.command_path if context is not None else "govkit"
    from govkit.cli.usage import usage_sentence
    from govkit.report.clean import plain

    told = worded("error: {what} (see `{command} --help`)", what=usage_sentence(fault), command=command)
    click.echo(plain(speak(told)), err=True)


def _tell(fault: Exception, speak: Tongue) -> int:
    from govkit.model.errors import GovkitError

    if isinstance(fault, GovkitError):
        for line in fault_lines(fault, speak):
            click.echo(line, err=True)
        return fault.exit_code
    from govkit.plugin.blame import code_location, error_name

    # Only the name of the exception: its text could hold values of the files that were read.
    where = code_location(fault, "govkit")
    told = worded(
        "error: govkit failed with {name} at {where}; run it again with --debug, and report "
        "the last lines, without values of yours, to its maintainers",
        name=error_name(fault),
        where=where,
    )
    click.echo(speak(told), err=True)
    return USAGE


def fault_lines(fault: GovkitError, speak: Callable[[str], str] = str) -> list[str]:
    """Return one line a fault, up to twenty, in the order of files and lines, and how many more there are."""
    from govkit.model.errors import InputErrors

    faults: Sequence[GovkitError] = fault.errors if isinstance(fault, InputErrors) else (fault,)
    lines = list(dict.fromkeys(error_line(one, speak) for one in faults))
    more = len(lines) - _MOST_LINES
    return lines if more <= 0 else [*lines[:_MOST_LINES], speak(worded("and {count} more", count=more))]


def error_line(fault: GovkitError, speak: Callable[[str], str] = str) -> str:
    """Return `error: file:line:column: what (mend)` in a language, fit to be shown."""
    from govkit.report.clean import plain

    return speak(worded("error: {told}", told=plain(fault.told(speak))))


def _forget_stdout() -> None:
    """Point standard output nowhere, so that Python does not complain of the closed pipe when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
