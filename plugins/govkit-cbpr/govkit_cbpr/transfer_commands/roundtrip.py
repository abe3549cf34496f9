"""`govkit transfers export|import`: sheets on which lawyers confirm rules, and their return."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govkit.model.errors import UsageError, nearest
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_cbpr.transfer_commands.common import day, rules_from

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_cbpr.transfer_rules.library import RuleSet
    from govkit_cbpr.transfer_rules.sheets import Sheet


def commands(host: Host) -> list[click.Command]:
    """Return the commands."""
    return [_export(host), _import(host)]


def _export(host: Host) -> click.Command:
    @click.command("export")
    @click.option("--format", "form", type=click.Choice(["xlsx", "md"]), default="xlsx")
    @click.option("-o", "--output", "--out", "out", type=click.Path(path_type=Path), help="A file, a folder for md.")
    @click.option("--regime", "names", multiple=True, help="Only these regimes.")
    @click.option(
        "--rules",
        "folder_of_rules",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder of rule files instead of those installed.",
    )
    def export(form: str, out: Path | None, names: tuple[str, ...], folder_of_rules: Path | None) -> None:
        """Write one sheet a regime: each rule as a plain sentence, with columns to confirm or correct it."""
        from govkit_cbpr.transfer_rules import sheets

        chosen = _chosen(rules_from(folder_of_rules), names)
        target = out or Path("transfer-rules.xlsx" if form == "xlsx" else "transfer-rules")
        if form == "xlsx":
            host.write(target, sheets.workbook(chosen))
        else:
            target.mkdir(parents=True, exist_ok=True)
            for each in chosen:
                host.write(target / f"{each.regime}.md", sheets.markdown(each))
        click.echo(spoken(worded("{count} sheets: {target}", count=len(chosen), target=target)), err=True)

    return export


def _chosen(rules: RuleSet, names: tuple[str, ...]) -> list[Sheet]:
    """Return the sheets of the regimes that are named, or of all; raise `UsageError` for a name that is not known."""
    from govkit_cbpr.transfer_rules import sheets

    for name in names:
        if name not in rules.regimes:
            hint = nearest(name, rules.regimes) or worded("known are {regimes}", regimes=", ".join(rules.regimes))
            raise UsageError(worded("there is no regime `{name}`", name=name[:60]), hint=hint)
    return [sheets.sheet(law.regime, rules) for name, law in rules.regimes.items() if not names or name in names]


def _import(host: Host) -> click.Command:
    @click.command("import")
    @click.argument("file", type=click.Path(exists=True, path_type=Path))
    @click.option(
        "--rules",
        "folder_of_rules",
        required=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The folder of rule files.",
    )
    def import_(file: Path, folder_of_rules: Path) -> None:
        """Take filled sheets back. Only the review fields of the rule files change; anything else is refused."""
        from govkit_cbpr.transfer_rules import sheets

        rules = rules_from(folder_of_rules)
        paths = sorted(file.glob("*.md")) if file.is_dir() else [file]
        taken = [
            pair for path in paths for pair in sheets.filled(path, rules, day(None)).items()
        ]  # a fault leaves all as it was
        for regime, reviews in taken:
            place = folder_of_rules / f"{regime}.yaml"
            host.write(place, sheets.with_reviews(place.read_text("utf-8"), reviews, rules.regimes[regime].regime))
            told = worded(
                "{regime}: {n} rule reviewed", plural="{regime}: {n} rules reviewed", regime=regime, n=len(reviews)
            )
            click.echo(spoken(told))

    return import_
