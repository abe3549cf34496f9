"""`govkit card`: shows what model and dataset cards say, finds what they lack, and writes skeletons of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_genai.card.fill import skeletons
from govkit_genai.card.items import rules
from govkit_genai.commands.card_files import CardFile, open_cards
from govkit_genai.commands.card_lint import console_lines, findings, is_grave, sarif
from govkit_genai.commands.card_show import as_data, console_text

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_BAD_INPUT = 2
_ITEMS = [rule.item for rule in rules("model").items]


def command(host: Host) -> click.Command:
    """Return the group of commands."""

    @click.group("card")
    def card() -> None:
        """Read model and dataset cards: what they really say of 25 items, and what they lack."""

    card.add_command(_show())
    card.add_command(_lint())
    card.add_command(_fill(host))
    return card


def _opened(cards: tuple[Path, ...]) -> tuple[list[CardFile], int]:
    """Open cards and the cards in folders; tell of each that is refused, and return 2 where one had to be read."""
    opened = list(open_cards(cards))
    for file in opened:
        if file.fault is not None and (file.named or not file.fault.is_no_card):
            told = InputError(file.fault.told, path=file.name).told(spoken)
            click.echo(spoken(worded("error: {told}", told=told)), err=True)
        elif file.card is not None and file.card.document.cut:
            told = InputError(worded("only the beginning was judged: the card is too long"), path=file.name).told(
                spoken
            )
            click.echo(spoken(worded("warning: {told}", told=told)), err=True)
    failed = any(file.fault is not None and (file.named or not file.fault.is_no_card) for file in opened)
    return [file for file in opened if file.card is not None or file.named], _BAD_INPUT if failed else 0


def _show() -> click.Command:
    @click.command("show")
    @click.argument("cards", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option("--format", "style", type=click.Choice(["console", "json"]), default="console", show_default=True)
    def show(cards: tuple[Path, ...], style: str) -> int:
        """Show for each of 25 items how CARDS state it: stated, thin, placeholder, negated, heading_only, absent, na.

        A folder stands for the cards in it. Exit code 2 where a file can't be read; the others are shown.
        """
        files, code = _opened(cards)
        if style == "json":
            click.echo(json.dumps([as_data(file) for file in files], ensure_ascii=False, indent=1))
        else:
            for file in files:
                if file.card is not None:
                    click.echo(console_text(file.name, file.card, file.beside))
        return code

    return show


def _lint() -> click.Command:
    @click.command("lint")
    @click.argument("cards", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option(
        "--format", "style", type=click.Choice(["console", "json", "sarif"]), default="console", show_default=True
    )
    @click.option(
        "--require",
        "required",
        multiple=True,
        metavar="ITEM",
        help="An item that has to be stated; `all` for every one.",
    )
    def lint(cards: tuple[Path, ...], style: str, required: tuple[str, ...]) -> int:
        """Tell what CARDS say and lack: left-overs of templates, headings with nothing under them, items not said.

        Each with its numbers in the checklist genai-transparency. As JSON and SARIF, only what is lacking.

        Exit code 1 where text of a template or an empty heading is left, or a required item is not stated; 2 where a
        file can't be read.
        """
        unknown = [item for item in required if item != "all" and item not in _ITEMS]
        if unknown:
            raise UsageError(
                worded("there is no item `{unknown}`", unknown=unknown[0]),
                hint=worded("the items are {items}", items=", ".join(_ITEMS)),
            )
        files, code = _opened(cards)
        found = [
            finding
            for file in files
            for finding in findings(file, frozenset(_ITEMS if "all" in required else required))
        ]
        if style == "json":
            click.echo(json.dumps([finding.as_data() for finding in found], ensure_ascii=False, indent=1))
        elif style == "sarif":
            click.echo(json.dumps(sarif(found), ensure_ascii=False, indent=1))
        else:
            for line in console_lines(files, found):
                click.echo(spoken(line))
        return code or int(any(is_grave(finding) for finding in found))

    return lint


def _fill(host: Host) -> click.Command:
    @click.command("fill")
    @click.argument("folder", type=click.Path(path_type=Path))
    @click.option("--model", "wanted", metavar="ID", help="The model; all of them if left out.")
    @click.option("-o", "--output", type=click.Path(path_type=Path), help="The file, or the folder for several models.")
    def fill(folder: Path, wanted: str | None, output: Path | None) -> int:
        """Write a card skeleton for each model in the inventory of FOLDER, with gaps where nothing is stated."""
        written = skeletons(host.load(folder), wanted, spoken)
        if not written:
            raise UsageError(
                worded("there is no model `{wanted}`", wanted=wanted)
                if wanted
                else worded("the inventory names no model")
            )
        if output is None:
            click.echo("\n".join(written.values()), nl=False)
            return 0
        single = len(written) == 1 and output.suffix == ".md"
        for name, text in written.items():
            path = output if single else output / f"{name}.md"
            if path.exists():
                raise UsageError(worded("{path} exists already", path=path), hint=worded("choose another file"))
            path.parent.mkdir(parents=True, exist_ok=True)
            host.write(path, text)
            click.echo(spoken(worded("wrote {path}", path=path)), err=True)
        return 0

    return fill
