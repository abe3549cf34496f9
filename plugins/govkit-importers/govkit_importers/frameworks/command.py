"""`govkit checklist import`: frameworks and crosswalks of others, as files that govkit assesses by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govkit.model.errors import GovkitError, UsageError
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_importers.frameworks.body import Body, Link
from govkit_importers.frameworks.recognise import read_framework
from govkit_importers.frameworks.writing import as_text, checklist, registry, translations
from govkit_importers.report.telling import grouped

if TYPE_CHECKING:
    from govkit.plugin.host import Host


@dataclass
class Crosswalk:
    """The links of one body, sorted into those that lead somewhere and those that do not."""

    kept: dict[str, list[Link]] = field(default_factory=dict)
    dangling: list[tuple[Link, str]] = field(default_factory=list)
    """A link, and the end of it that does not exist, as `framework/control`."""
    unchecked: dict[str, int] = field(default_factory=dict)
    """Framework → links that lead to it, where none of its ids are known here."""


def command(host: Host) -> click.Command:
    """Return the command, which asks `host` for reading and writing."""

    @click.command("import")
    @click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option("-o", "--output", "folder", type=click.Path(path_type=Path), required=True, help="Where to write.")
    @click.option(
        "--grade",
        type=click.Choice(["A", "B", "C", "O"]),
        default="C",
        show_default=True,
        help="What you know of the files: A official, B professional, C somebody's copy, O your own rules.",
    )
    @click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of the import; today if left out.")
    def import_(files: Sequence[Path], folder: Path, grade: str, day: datetime | None) -> int:
        """Import frameworks and crosswalks of others: CISO Assistant, OSCAL, SSSOM.

        Each framework becomes a checklist that asks one question a requirement, and decides nothing by itself: with
        grade C, the default, answers await review until a person has compared the control with the official
        document. Mappings go to the checklist that is imported with them, or into a registry of ids. Files given
        together are held against each other, and every reference that leads nowhere is named.
        """
        on = (day.date() if day else date.today()).isoformat()
        bodies, broken = _read(files, host)
        _refuse_twins(bodies)
        known = {body.id: frozenset(body.requirements) for _, body in bodies if body.requirements}
        crosswalks = {id(body): _sorted(body.links, body.id, known) for _, body in bodies}
        for path, body in bodies:
            _write(path, body, bodies, crosswalks, folder, (grade, on), host)
        for fault in broken:
            click.echo(spoken(worded("error: {told}", told=fault.told(spoken))), err=True)
        return 2 if broken else 0

    return import_


def _read(files: Sequence[Path], host: Host) -> tuple[list[tuple[Path, Body]], list[GovkitError]]:
    bodies: list[tuple[Path, Body]] = []
    broken: list[GovkitError] = []
    for path in files:
        if not path.is_file():
            raise UsageError(worded("there is no such file"), hint=worded("check the path"), path=str(path))
        try:
            bodies += [(path, body) for body in read_framework(path, host)]
        except UsageError:
            raise
        except GovkitError as fault:
            broken.append(fault)
    return bodies, broken


def _refuse_twins(bodies: Sequence[tuple[Path, Body]]) -> None:
    seen: dict[str, Path] = {}
    for path, body in bodies:
        if body.requirements and seen.setdefault(body.id, path) is not path:
            what = worded(
                "both {name} and {name2} hold the framework {id}", name=seen[body.id].name, name2=path.name, id=body.id
            )
            raise UsageError(what, hint=worded("import editions of one framework one after the other"))


def _sorted(links: Sequence[Link], near: str, known: Mapping[str, frozenset[str]]) -> Crosswalk:
    """Hold both ends of links against the frameworks that are imported together."""
    found = Crosswalk()
    for link in links:
        if near in known and link.control not in known[near]:
            found.dangling.append((link, f"{near}/{link.control}"))
        elif link.framework in known and link.other not in known[link.framework]:
            found.dangling.append((link, f"{link.framework}/{link.other}"))
        else:
            found.kept.setdefault(link.control, []).append(link)
            if link.framework not in known:
                found.unchecked[link.framework] = found.unchecked.get(link.framework, 0) + 1
    return found


def _write(
    path: Path,
    body: Body,
    bodies: Sequence[tuple[Path, Body]],
    crosswalks: Mapping[int, Crosswalk],
    folder: Path,
    stamp: tuple[str, str],
    host: Host,
) -> None:
    """Write what a body becomes, and tell of it: a checklist with all links to its controls, or a registry."""
    own = crosswalks[id(body)]
    holder = any(other.id == body.id and other.requirements for _, other in bodies)
    click.echo(f"{path.name}: {body.draft.format}, {body.id}@{body.edition}")
    if body.requirements:
        links: dict[str, list[Link]] = {}
        for _, other in bodies:
            for key, found in crosswalks[id(other)].kept.items() if other.id == body.id else ():
                links.setdefault(key, []).extend(found)
        _write_checklist(path, body, links, folder, stamp, host)
    elif holder:
        click.echo(
            spoken(
                worded("    {len} links, in the checklist of {id}", len=sum(map(len, own.kept.values())), id=body.id)
            )
        )
    elif own.kept:
        _write_registry(path, body, own.kept, folder, stamp, host)
    _tell(body, own)


def _write_checklist(
    path: Path, body: Body, links: Mapping[str, list[Link]], folder: Path, stamp: tuple[str, str], host: Host
) -> None:
    """Write the checklist of a framework, and its translations beside it."""
    place = folder / f"{body.id}-{_safe(body.edition)}.yaml"
    _put(place, as_text(checklist(body, links, *stamp), path.name), host)
    click.echo(
        spoken(
            worded(
                "    {count} controls, {len} links: {place}",
                count=len(body.requirements),
                len=sum(map(len, links.values())),
                place=place,
            )
        )
    )
    for language, content in translations(body):
        _put(place.with_suffix(f".{language}.yaml"), as_text(content, path.name), host)
        click.echo(
            spoken(worded("    {count} controls in {language}", count=len(content["controls"]), language=language))
        )


def _write_registry(
    path: Path, body: Body, kept: Mapping[str, list[Link]], folder: Path, stamp: tuple[str, str], host: Host
) -> None:
    """Write the registry of the ids from which links lead somewhere."""
    place = folder / "registries" / f"{body.id}.yaml"
    _put(place, as_text(registry(body, kept, *stamp), path.name), host)
    click.echo(
        spoken(
            worded(
                "    {count} ids, {len} links: {place}",
                count=len(kept),
                len=sum(map(len, kept.values())),
                place=place,
            )
        )
    )


def _put(place: Path, text: str, host: Host) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    host.write(place, text)


def _tell(body: Body, crosswalk: Crosswalk) -> None:
    """Name what leads nowhere, each on a line, and sum up the rest."""
    for link, end in crosswalk.dangling:
        click.echo(spoken(worded("    dangling: {end} does not exist (line {at})", end=end, at=link.at)))
    for framework, count in sorted(crosswalk.unchecked.items()):
        click.echo(
            spoken(
                worded(
                    "    {count} links lead to {framework}, which is not imported here: `govkit lint` checks them",
                    count=count,
                    framework=framework,
                )
            )
        )
    for title, found in ((worded("not taken over"), body.draft.left), (worded("note"), body.draft.warnings)):
        for line in grouped(spoken(title), found, most=len(found)):
            click.echo(line)


def _safe(edition: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "._-" else "-" for letter in edition)[:60]
