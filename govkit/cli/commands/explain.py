"""`govkit explain`: what an id or a word means."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from govkit.cli.options import checklist_option
from govkit.cli.pages import CODES, WORDS, check_page, control_page, framework_page, probe_page
from govkit.cli.spoken import renderer
from govkit.cli.terminal import width
from govkit.cli.tongue import ENGLISH, tongue
from govkit.engine.checklists import read_checklist
from govkit.engine.lookup import Lookup
from govkit.engine.translations import translations
from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.report.clean import plain


@click.command("explain")
@click.argument("name", metavar="ID")
@checklist_option
def command(name: str, checklists: tuple[Path, ...]) -> int:
    """Explain a control (FRAMEWORK/CONTROL), framework, check, probe, status, basis or exit code."""
    lookup = Lookup(given=[read_checklist(path) for path in checklists])
    say = _speaker(lookup)
    for text in _page(lookup, name.partition("#")[0]):
        for line in _paragraphs(say(text)):
            click.echo(_wrapped(plain(line)))
    return 0


def _speaker(lookup: Lookup) -> Callable[[str], str]:
    """Return what says a sentence in the reader's language, those of checklists among them."""
    speak = tongue()
    if speak.language == ENGLISH:
        return str
    carried = translations(lookup.checklists, ()).get(speak.language, {}).get("messages", {})
    return renderer(speak.language, frozenset(carried.items())).text


def _paragraphs(text: str) -> Iterator[str]:
    """Yield each paragraph as one line, with empty lines between them."""
    for index, paragraph in enumerate(text.rstrip().split("\n\n")):
        yield from [""] if index else []
        yield " ".join(paragraph.split()) if "\n" in paragraph else paragraph


def _page(lookup: Lookup, name: str) -> Iterator[str]:
    if name in WORDS or name in CODES:
        yield (WORDS | CODES)[name]
        return
    framework, slash, control = name.partition("/")
    if slash and (found := lookup.controls(framework, control)):
        yield from control_page(lookup, *found[-1])
        if len(found) > 1:
            editions = ", ".join(chosen.checklist.framework.edition for chosen, _ in found)
            yield worded(
                "Editions: {editions} (this is the last; write {framework}@EDITION/{control} for another)",
                editions=editions,
                framework=framework,
                control=control,
            )
        return
    if named := lookup.framework(name):
        yield from framework_page(named)
        return
    if "." in name and (check := lookup.check(name)) is not None:
        yield from check_page(lookup, check)
        return
    if "." in name and (probe := lookup.probe(name)) is not None:
        yield from probe_page(lookup, probe)
        return
    hint = lookup.nearest(name, (*WORDS, *CODES)) or worded("run `govkit list checks` or `govkit list checklists`")
    raise UsageError(worded("nothing is called `{name}`", name=name[:80]), hint=hint)


def _wrapped(line: str) -> str:
    """Fold a line at the width of the terminal, keeping its indent."""
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    options = {"subsequent_indent": indent, "break_long_words": False, "break_on_hyphens": False}
    return textwrap.fill(line, max(width(), 40), **options) if line.strip() else ""  # type: ignore[arg-type]
