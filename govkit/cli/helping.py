"""`--help` in the reader's language: Click lays it out, and each text is looked up on its way to the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from govkit.cli.tongue import ENGLISH, tongue
from govkit.model.page import first_sentence, paragraphs
from govkit.model.worded import worded

LANG = "--lang"
_EXTRAS = (worded("default: {default}", default=""), worded("env var: {var}", var=""))
"""What Click adds to a line of help in brackets, beside words such as `required`."""
CLICKS = (
    *(worded("Usage:"), worded("Options"), worded("Commands"), worded("Commands of plugins"), worded("required")),
    *(worded("Show this message and exit."), worded("(dynamic)")),
)
"""Other words that Click brings to a page of help; looked up by their English."""


class Formatter(click.HelpFormatter):
    """Writes headings, paragraphs and lines of help in the language of the command line; in English as Click does."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how a command is called."""
        super().write_usage(prog, args, f"{_say('Usage:')} " if prefix is None and _speaks() else prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(_say(heading))

    def write_text(self, text: str) -> None:
        """Write paragraphs; each is a text of its own."""
        if _speaks():
            text = "\n\n".join(map(_say, paragraphs(text)))
        super().write_text(text)

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **settings: Any) -> None:
        """Write names with what they mean."""
        super().write_dl([(name, _line(text)) for name, text in rows] if _speaks() else rows, *args, **settings)


class Context(click.Context):
    """A context whose help is written in the language of the command line."""

    formatter_class = Formatter


def speaking(command: click.Command) -> click.Command:
    """Let a command, and those below it, take `--lang` and write their help in that language; return it."""
    command.context_class = Context
    if not any(LANG in option.opts for option in command.params):
        option = click.Option(
            [LANG], metavar="TAG", expose_value=False, help="The language of help, errors and labels: en, th, …"
        )
        command.params.append(option)
    for below in getattr(command, "commands", {}).values():
        below.short_help = below.short_help or first_sentence(below.help or "")
        speaking(below)
    return command


def _speaks() -> bool:
    return tongue().language != ENGLISH


def _say(text: str) -> str:
    """Return a text in the language; a line may be a whole paragraph without its full stop."""
    said = tongue().constant(text)
    return tongue().constant(f"{text}.").removesuffix(".") if said == text and text else said


def _line(text: str) -> str:
    """Return a line of help, and what Click adds to it in brackets, in the language."""
    text = " ".join(text.split())
    if (said := _say(text)) != text:
        return said
    help_, bracket, extra = text.rpartition("[") if text.endswith("]") else (text, "", "")
    said = _say(help_.rstrip())
    if not bracket:
        return said
    extras = "; ".join(_extra(part) for part in extra.removesuffix("]").split("; "))
    return f"{said}  [{extras}]" if said else f"[{extras}]"


def _extra(part: str) -> str:
    from govkit.i18n.renderer import fill

    for template in (one.template for one in _EXTRAS):
        lead, _, _ = template.partition("{")
        if part.startswith(lead):
            name = template[len(lead) + 1 : -1]
            return fill(_say(template), {name: part.removeprefix(lead)})
    return _say(part)
