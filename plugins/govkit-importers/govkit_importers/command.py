"""`govkit import`: what an organisation already has, as an inventory."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govkit.model.errors import GovkitError, InputError, PluginError, UsageError
from govkit.model.worded import worded
from govkit.plugin.importer import Proof
from govkit.plugin.spoken import spoken
from govkit_importers.choice import Choice, choose, installed
from govkit_importers.node import NO_LIST, NO_MAPPING
from govkit_importers.outcome import Outcome
from govkit_importers.records import sift
from govkit_importers.remote import fetched, is_remote
from govkit_importers.report.reasons import LOCALES
from govkit_importers.report.telling import as_json, as_text
from govkit_importers.sources import Found, files_in
from govkit_importers.spreadsheets import map_command, template_command
from govkit_importers.storing import Store

if TYPE_CHECKING:
    from govkit.plugin.draft import Draft
    from govkit.plugin.host import Host
    from govkit.plugin.importer import Importer

_ENV = "env:"


class _Import(click.Command):
    """The command, below which `map` and `template` stand; a folder of that name is written `./map`."""

    def __init__(self, *, host: Host, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {"map": map_command(host), "template": template_command(host)}

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Hand the rest of the line to the command that the first word names."""
        below = self.commands.get(args[0]) if args else None
        if below is None:
            return super().make_context(info_name, args, parent, **extra)
        return below.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)


def command(host: Host) -> click.Command:
    """Return the command, which asks `host` for reading and writing."""

    @click.command("import", cls=_Import, host=host)
    @click.argument("sources", nargs=-1, required=True)
    @click.option(
        "-o", "--output", "folder", type=click.Path(path_type=Path), required=True, help="The folder to assess."
    )
    @click.option("--as", "forced", metavar="NAME", help="Take the sources for this format.")
    @click.option(
        "--map", "mapping", type=click.Path(path_type=Path), help="What the columns mean, as `import map` writes it."
    )
    @click.option(
        "--encoding", default="", metavar="NAME", help="The encoding of CSV and TSV files; told from each if left out."
    )
    @click.option(
        "--lenient", is_flag=True, help="Read files that break their own format as far as it goes, and list where."
    )
    @click.option("--replaces", metavar="SOURCE", help="The source, as imported before, of which this is a newer copy.")
    @click.option("--network", is_flag=True, help="Read catalogues whose addresses are given from the network.")
    @click.option("--token-env", metavar="NAME", help="The environment variable that holds a catalogue's token.")
    @click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of the import; today if left out.")
    @click.option("--format", "shown", type=click.Choice(["console", "json"]), default="console", show_default=True)
    @click.option("--dry-run", is_flag=True, help="Say what would be imported, and write nothing.")
    @click.option("--lang", default="", help="The language of what is told; the folder's first if left out.")
    def import_(
        sources: Sequence[str],
        folder: Path,
        forced: str | None,
        mapping: Path | None,
        encoding: str,
        lenient: bool,
        replaces: str | None,
        network: bool,
        token_env: str | None,
        day: Any,
        shown: str,
        dry_run: bool,
        lang: str,
    ) -> int:
        """Import files and folders into the inventory of a folder.

        A source is a file, a folder, env:NAME for the database whose address the environment variable NAME holds, or
        with --network a catalogue: datahub+https://… or openmetadata+https://….
        Each file is recognised by its content and becomes a file of its own below inventory/imported/, in which every
        value names the place that it came from. Importing a source again replaces that file, save what people decided
        in it; what it says otherwise than before is listed. A file that can't be read, or that breaks its own format,
        is refused with one line, and the others are imported all the same.

        `govkit import map FILE -o MAP.yaml` writes down what the columns of a spreadsheet mean, for you to complete;
        `govkit import template NAME -o FILE.xlsx` writes a spreadsheet to fill in.
        """
        importers = installed(host)
        importers |= _told(encoding, mapping, host)
        forced = "ropa" if mapping is not None else forced
        on = day.date() if day else date.today()
        connections = [source.removeprefix(_ENV) for source in sources if source.startswith(_ENV)]
        remote = [source for source in sources if is_remote(source)]
        paths = [Path(source) for source in sources if not source.startswith(_ENV) and source not in remote]
        outcomes = [_reflect(variable, host) for variable in connections]
        outcomes += [_fetch(source, importers, host, network=network, token_env=token_env) for source in remote]
        found = [*files_in(paths)]
        if replaces is not None and len(outcomes) + len(found) != 1:
            raise UsageError(worded("only one source can replace another"), hint=worded("import it alone"))
        outcomes += [_import(one, folder, importers, forced, host, lenient=lenient, replaces=replaces) for one in found]
        store = Store(folder, host, replaces, None if dry_run else on)
        for outcome in outcomes:
            _put(outcome, store)
        click.echo(
            json.dumps(as_json(outcomes), indent=2, ensure_ascii=False)
            if shown == "json"
            else as_text(outcomes, _words(folder, lang, host))
        )
        for outcome in outcomes:
            if outcome.refused is not None:
                click.echo(spoken(worded("error: {told}", told=outcome.refused.told(spoken))), err=True)
        return 2 if any(outcome.refused is not None for outcome in outcomes) else 0

    return import_


def _told(encoding: str, mapping: Path | None, host: Host) -> dict[str, Importer]:
    """Return the importers to which a person says what a text is in, and what the columns of a workbook mean."""
    if not encoding and mapping is None:
        return {}
    from govkit_importers.formats.data_file import DataFile
    from govkit_importers.ropa.importer import Ropa
    from govkit_importers.ropa.mapping import loaded
    from govkit_importers.workbook.encoding import known

    named = known(encoding) if encoding else ""
    read = loaded(mapping, host) if mapping is not None else None
    return {"ropa": Ropa(host, read, named), "data-file": DataFile(host, encoding=named)}


def _words(folder: Path, lang: str, host: Host) -> Callable[[str], str]:
    """Return what translates into a language: the one that is asked for, or the first of the folder's."""
    settings = folder / "govkit.yaml"
    found = host.read(settings) if not lang and settings.exists() else None
    first = found.get("languages") if isinstance(found, dict) else None
    return host.texts(lang or (str(first[0]) if isinstance(first, list) and first else "en"), LOCALES)


def _import(
    found: Found,
    folder: Path,
    importers: dict[str, Importer],
    forced: str | None,
    host: Host,
    *,
    lenient: bool,
    replaces: str | None,
) -> Outcome:
    path, outcome = found.path, Outcome(found.shown)
    try:
        if found.fault is not None:
            raise found.fault
        outcome.choice = choose(path, importers, forced)
        outcome.draft = _loaded(outcome.choice.importer, path, replaces or outcome.source)
        outcome.draft.source = outcome.source
        if not lenient:
            _refuse_flawed(outcome.draft, path)
        if getattr(outcome.choice.importer, "tells_of_own", False):
            _own(outcome.draft, folder, host)
        outcome.records, outcome.mapped = sift(outcome.draft, host)
        if not outcome.records:
            _refuse_misshapen(outcome.draft, path)
        with path.open("rb") as file:
            outcome.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except UsageError:
        raise
    except GovkitError as fault:
        outcome.refused = fault
    except Exception as fault:
        outcome.refused = _broken(outcome, path, fault)
    return outcome


def _loaded(importer: Importer, path: Path, source: str) -> Draft:
    """Read a file; an importer that takes it has the name by which the file is known, so as to tell sources apart."""
    load_as: Callable[[Path, str], Draft] | None = getattr(importer, "load_as", None)
    return importer.load(path) if load_as is None else load_as(path, source)


def _put(outcome: Outcome, store: Store) -> None:
    """Put a source into the folder; where that fails, it is refused like one that can't be read."""
    try:
        store.take(outcome)
    except UsageError:
        raise
    except GovkitError as fault:
        outcome.refused = fault
    except Exception as fault:
        outcome.refused = _broken(outcome, Path(outcome.source), fault)


def _refuse_flawed(draft: Draft, path: Path) -> None:
    """Raise `InputError` for a file that breaks its own format: what was read near that place may be something else."""
    if draft.flaws:
        first, others = draft.flaws[0], len(draft.flaws) - 1
        all_ = worded(
            "{what}; another place is wrong as well",
            plural="{what}; at least {n} other places are wrong as well",
            what=first.what,
            n=others,
        )
        raise InputError(all_ if others else first.what, hint=first.hint, path=str(path), line=first.line)


def _refuse_misshapen(draft: Draft, path: Path) -> None:
    """Raise `InputError` for a file with nothing in it, where a list or a mapping stands in place of the other."""
    wrong = next((left for left in draft.left if left.why in (NO_MAPPING, NO_LIST)), None)
    if wrong is not None:
        line = int(wrong.at) if wrong.at.isdecimal() else None
        what = worded(
            "nothing in it can be read; `{key}`: {why}",
            key=wrong.what,
            why=NO_LIST if wrong.why == NO_LIST else NO_MAPPING,
        )
        raise InputError(what, hint=worded("export it again"), path=str(path), line=line)


def _broken(outcome: Outcome, path: Path, fault: Exception) -> PluginError:
    """Return the one line for a file at which an importer fails: the others are imported all the same."""
    name = outcome.choice.name if outcome.choice is not None else worded("an importer")
    what = worded("{name} failed at this file with {fault}", name=name, fault=type(fault).__name__)
    return PluginError(what, hint=worded("report it, without values of yours, to its maintainers"), path=str(path))


def _own(draft: Draft, folder: Path, host: Host) -> None:
    """Take the one organisation of a record for the one that the settings of the folder name."""
    named = [key for key in draft.entries if key[0] == "organisation"]
    settings = folder / "govkit.yaml"
    if len(named) != 1 or not settings.exists():
        return
    found = host.read(settings)
    own = found.get("organisation") if isinstance(found, dict) else None
    if isinstance(own, str) and own != named[0][1]:
        entry = draft.entries.pop(named[0])
        entry.key = own
        draft.entries["organisation", own] = entry
        draft.warn("organisation", "taken for the organisation of govkit.yaml")


def _reflect(variable: str, host: Host) -> Outcome:
    """Read the tables of a database; there is nothing of it to take a digest of."""
    from govkit_importers.formats.database import Database, from_environment

    outcome = Outcome(
        _ENV + variable, Choice("database", Database(host), Proof(1.0, worded("an address in the environment")))
    )
    try:
        outcome.draft = from_environment(variable)
        outcome.records, outcome.mapped = sift(outcome.draft, host)
    except UsageError:
        raise
    except GovkitError as fault:
        outcome.refused = fault
    return outcome


def _fetch(source: str, importers: dict[str, Importer], host: Host, *, network: bool, token_env: str | None) -> Outcome:
    """Read a catalogue through its interface; there is nothing of it to take a digest of."""
    kind = source.partition("+")[0]
    outcome = Outcome(source, Choice(kind, importers[kind], Proof(1.0, worded("an address of such a catalogue"))))
    try:
        outcome.draft = fetched(source, host, network=network, token_env=token_env)
        outcome.records, outcome.mapped = sift(outcome.draft, host)
    except UsageError:
        raise
    except GovkitError as fault:
        outcome.refused = fault
    return outcome
