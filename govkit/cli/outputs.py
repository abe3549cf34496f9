"""Where results go: pairs of a format and a file, rendered and written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from govkit.cli.terminal import colours, say, width
from govkit.i18n import Renderer
from govkit.model.worded import worded

_FORMAT = ("--format",)
_FILE = ("-o", "--output")


@dataclass(frozen=True)
class Output:
    """A format, and the file that it goes to; standard output where there is none."""

    format: str
    file: Path | None = None


class PairedCommand(click.Command):
    """A command that remembers in which order `--format` and `-o` were given: each file belongs to its format."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Remember the order, then parse as always."""
        ctx.meta["govkit.order"] = _order(args)
        return super().parse_args(ctx, args)


def _order(args: Sequence[str]) -> list[str]:
    """Return `format` and `file` in the order of their options."""
    order = []
    for arg in args:
        name = arg.partition("=")[0] if arg.startswith("--") else arg[:2]
        if arg == "--":
            break
        if name in _FORMAT:
            order.append("format")
        elif name in _FILE:
            order.append("file")
    return order


def paired(ctx: click.Context, formats: Sequence[str], files: Sequence[Path]) -> list[Output]:
    """Return the outputs that were asked for; the console report where none was.

    A file belongs to the format before it, or to the one format there is. One without a format says it by its suffix.
    """
    from govkit.cli.reporters import by_suffix

    if len(formats) == 1 and len(files) == 1:
        return [Output(formats[0], files[0])]
    order = ctx.meta["govkit.order"]
    if order.count("format") != len(formats) or order.count("file") != len(files):
        raise click.UsageError(worded("write each --format and each -o as an option of its own"))
    outputs: list[Output] = []
    names, places = iter(formats), iter(files)
    open_ = False
    for kind in order:
        if kind == "format":
            outputs.append(Output(next(names)))
            open_ = True
        elif open_:
            outputs[-1] = Output(outputs[-1].format, next(places))
            open_ = False
        else:
            place = next(places)
            outputs.append(Output(by_suffix(place), place))
    return outputs or [Output("console")]


def check(outputs: Sequence[Output]) -> None:
    """Refuse what can't be written before any work is done."""
    from govkit.cli.reporters import reporter
    from govkit.model.errors import UsageError

    for output in outputs:
        reporter(output.format)
    files = [output.file for output in outputs if output.file is not None]
    if len(set(files)) < len(files):
        raise UsageError(worded("two reports can't go to one file"), hint=worded("give each -o a file of its own"))


def write(
    outputs: Sequence[Output], assessment: Any, *, language: str, verbose: bool = False, quiet: bool = False
) -> None:
    """Render and write every output; files whole or not at all."""
    from govkit.cli.reporters import reporter

    for output in outputs:
        chosen = reporter(output.format)
        options: dict[str, Any] = {}
        if output.format == "console":
            options = {"verbose": verbose, "width": width(), "colour": output.file is None and colours()}
        rendered = _rendered(chosen.render, assessment, {"language": language, **options}, output.format)
        if output.file is None:
            _print(rendered, output.format)
        else:
            told = _saved(rendered, output.file)
            if not quiet:
                say(Renderer(language).text("wrote {files}", files=told))


def languages(outputs: Sequence[Output]) -> frozenset[str]:
    """Return the languages in which the reporters of all outputs bring texts of their own, by a tuple `languages`."""
    from govkit.cli.reporters import reporter

    brought = [frozenset(getattr(reporter(output.format), "languages", ())) for output in outputs]
    return frozenset.intersection(*brought) if brought else frozenset()


Rendered = str | bytes | dict[str, str]
"""A text, the bytes of a file, or the texts of several files by what goes between name and suffix."""


def _rendered(render: Callable[..., Rendered], assessment: Any, options: Any, name: str) -> Rendered:
    """Call a reporter; a stranger's that fails is named, without the words of its exception."""
    from govkit.model.errors import GovkitError, PluginError
    from govkit.plugin.blame import code_location, error_name

    try:
        return render(assessment, **options)
    except GovkitError:
        raise
    except (Exception, SystemExit) as fault:  # an exit would end the run as if all were well
        module = getattr(render, "__module__", "govkit")
        where = f"{error_name(fault)} at {code_location(fault, module)}"
        hint = worded("report it to whoever brings this format, with `--debug`")
        raise PluginError(
            worded("the format `{name}` could not be written: {where}", name=name, where=where), hint=hint
        ) from fault


def _print(rendered: Rendered, name: str) -> None:
    from govkit.model.errors import UsageError

    if isinstance(rendered, dict):
        raise UsageError(
            worded("{name} needs {count} files for so much", name=name, count=len(rendered)),
            hint=worded("give a file with -o"),
        )
    try:
        text = rendered.decode() if isinstance(rendered, bytes) else rendered
    except UnicodeDecodeError:
        raise UsageError(
            worded("{name} is no text that could be printed", name=name), hint=worded("give a file with -o")
        ) from None
    sys.stdout.write(text)


def _saved(rendered: Rendered, file: Path) -> tuple[str, ...]:
    """Write a report to its file or files, and return their paths."""
    from govkit.engine.atomic import write_atomic

    written: list[str] = []
    parts = rendered if isinstance(rendered, dict) else {"": rendered}
    for part, text in parts.items():
        place = file.with_name(f"{file.stem}.{part}{'' if Path(part).suffix else file.suffix}") if part else file
        write_atomic(place, text)
        written.append(str(place))
    return tuple(written)
