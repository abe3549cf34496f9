"""The language in which the command line speaks: help, errors, labels and advice, rendered where they are shown."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from govkit.i18n import Renderer

ENGLISH = "en"
VARIABLE = "GOVKIT_LANGUAGES"
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_OPTION, _FOLDER = "--lang", ("--folder", "-o", "--output")
_SETTING = re.compile(r"^languages\s*:\s*(?:\[\s*|\n\s*-\s*)?[\"']?([A-Za-z-]+)", re.MULTILINE)
_MOST_BYTES = 100_000


class Tongue:
    """Says English sentences in one language: `--lang`, else GOVKIT_LANGUAGES, else the first of the folder's own.

    The machine's locale plays no part. For English no catalogue is loaded.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        """Take the arguments of a command line; nothing is looked at until something is to be said."""
        self._arguments = list(arguments)

    @cached_property
    def language(self) -> str:
        """Return the tag of the language; what is no tag is left to whoever reads the option."""
        wanted = (
            next(_values(self._arguments, (_OPTION,)), "") or os.environ.get(VARIABLE, "").partition(",")[0].strip()
        )
        found = wanted or _of_folder(self._arguments)
        return found if _TAG.fullmatch(found) else ENGLISH

    def __call__(self, text: str) -> str:
        """Return a sentence of `govkit.model.worded` in the language; any other text, and all English, as it stands."""
        from govkit.model.worded import Sentence

        if self.language == ENGLISH or not isinstance(text, Sentence):
            return str(text)
        return self.words.text(text)

    def constant(self, text: str) -> str:
        """Return a text of the code, such as a line of help, in the language."""
        return text if self.language == ENGLISH else self.words.text(text)

    @cached_property
    def words(self) -> Renderer:
        """Return what renders in the language, with the catalogues of everything that is installed."""
        from govkit.cli.spoken import renderer

        return renderer(self.language)


def voice(language: str) -> Tongue:
    """Return what says things in a language, whichever one the command line is asked to speak."""
    return Tongue(("", f"{_OPTION}={language}"))


def tongue() -> Tongue:
    """Return the language of the command that is running; English where none is."""
    context = click.get_current_context(silent=True)
    found = context.find_root().obj if context is not None else None
    return found if isinstance(found, Tongue) else _PLAIN


class _English(Tongue):
    language = ENGLISH


_PLAIN = _English(())


def _values(arguments: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Yield the values of an option, as `--name value` or `--name=value`, up to `--`."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    for index, argument in enumerate(arguments[:end]):
        name, given, value = argument.partition("=")
        if name in names:
            yield value if given else next(iter(arguments[index + 1 : index + 2]), "")


def _of_folder(arguments: Sequence[str]) -> str:
    """Return the first language of the folder that a command line is about, read leniently: it may be broken."""
    named = [*_values(arguments, _FOLDER), *(argument for argument in arguments[1:] if not argument.startswith("-"))]
    for place in (*named, "."):
        if os.path.isdir(place):  # noqa: PTH112
            return _first_language(f"{place}/govkit.yaml")
    return ""


def _first_language(path: str) -> str:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            found = _SETTING.search(file.read(_MOST_BYTES).decode("utf-8", "replace"))
    except OSError:
        return ""
    return found[1] if found else ""
