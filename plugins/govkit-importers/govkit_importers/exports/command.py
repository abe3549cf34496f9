"""`govkit export`: an inventory in the formats of others, and what they can't hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_importers.exports import cyclonedx, dpv, fides, odcs, ropa
from govkit_importers.exports.ledger import Ledger, Lost
from govkit_importers.templates import names

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_SHOWN = 3
_ROPA = "ropa"
FORMATS: Mapping[str, Callable[[Ledger], Mapping[str, str | bytes]]] = {
    "odcs": odcs.export,
    "fides": fides.export,
    "dpv": dpv.export,
    "cyclonedx": cyclonedx.export,
}


def command(host: Host) -> click.Command:
    """Return the command, which asks `host` for reading and writing."""

    @click.command("export")
    @click.argument("folder", type=click.Path(path_type=Path))
    @click.option("--format", "form", type=click.Choice([*FORMATS, _ROPA]), required=True, help="What to write.")
    @click.option("--layout", type=click.Choice(names()), help="The layout of a record of processing.")
    @click.option("-o", "--output", "target", type=click.Path(path_type=Path), required=True, help="The folder for it.")
    @click.option(
        "--strict", is_flag=True, help="Write nothing, and end with exit code 1, where anything would be lost."
    )
    @click.option("--json", "as_json", is_flag=True, help="Tell every loss as JSON.")
    def export(folder: Path, form: str, layout: str | None, target: Path, strict: bool, as_json: bool) -> int:
        """Write an inventory in another format, and list what that format can't hold.

        Only what is stated is written: what is detected or suggested, what sources disagree on and what is not
        stated stays here and is listed. The same inventory gives the same files.
        """
        if target.is_file():
            raise UsageError(worded("this is a file"), hint=worded("name a folder"), path=str(target))
        if layout is None and form == _ROPA:
            hint = worded("add --layout with one of: {names}", names=", ".join(names()))
            raise UsageError(worded("a record of processing needs a layout"), hint=hint)
        if layout is not None and form != _ROPA:
            raise UsageError(worded("only a record of processing has a layout"), hint=worded("leave out --layout"))
        ledger = Ledger(host.load(folder))
        files = ropa.export(ledger, layout) if layout is not None else FORMATS[form](ledger)
        lost = ledger.lost()
        held = len(ledger.held)
        refused = strict and bool(lost)
        if not refused:
            for name, content in files.items():
                target.mkdir(parents=True, exist_ok=True)
                host.write(target / name, content)
        click.echo(_as_json(files, held, lost) if as_json else _as_text(files, held, lost, target, refused=refused))
        return 1 if refused else 0

    return export


def _as_json(files: Mapping[str, Any], held: int, lost: Sequence[Lost]) -> str:
    told = {"files": sorted(files), "held": held, "lost": [entry._asdict() for entry in lost]}
    return json.dumps(told, indent=1, ensure_ascii=False)


def _as_text(files: Mapping[str, Any], held: int, lost: Sequence[Lost], target: Path, *, refused: bool) -> str:
    """Return the files, and each kind of loss with its number and its first places."""
    wrote = worded("wrote {count} files below {folder}", count=len(files), folder=target)
    lines = [spoken(worded("nothing written, as something would be lost") if refused else wrote)]
    lines.append(spoken(worded("    held {held}, lost {lost}", held=held, lost=len(lost))))
    alike: dict[tuple[str, str], list[str]] = {}
    for entry in lost:
        alike.setdefault((entry.what, entry.why), []).append(entry.path)
    for (what, why), paths in alike.items():
        head = f"    {spoken(what)} {len(paths)} ({spoken(why)}): {', '.join(paths[:_SHOWN])}"
        more = len(paths) - _SHOWN
        lines.append(spoken(worded("{head} and {count} more", head=head, count=more)) if more > 0 else head)
    return "\n".join(lines)
