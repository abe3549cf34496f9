"""Finds the cards that a command line names, and opens them one by one: a broken one never stops the rest."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit_genai.card.beside import Beside, beside
from govkit_genai.card.faults import CardFault
from govkit_genai.card.reader import MAX_BYTES, Card, open_card
from govkit_genai.texts import text

_ENDINGS = frozenset({".md", ".markdown", ".mdx", ".json", ".jsonld", ".yaml", ".yml"})
_SKIPPED = frozenset({"node_modules", "__pycache__", "out"})
_MOST_FILES = 10_000


@dataclass(frozen=True)
class CardFile:
    """A file, and the card in it or why there is none."""

    name: str
    named: bool
    """Whether the command line names the file itself, rather than a folder above it."""
    card: Card | None = None
    fault: CardFault | None = None
    beside: tuple[Beside, ...] = ()
    """What files beside the card say of its items."""


def open_cards(paths: Iterable[Path]) -> Iterator[CardFile]:
    """Open files, and all files in folders that may be cards, in the order of their names."""
    for path in paths:
        if path.is_dir():
            for inner in _inside(path):
                yield _opened(inner, named=False)
        elif path.exists():
            yield _opened(path, named=True)
        else:
            raise UsageError(worded("there is no file {path}", path=path))


def _inside(folder: Path) -> Iterator[Path]:
    seen = 0
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        for name in sorted(files):
            if Path(name).suffix.lower() in _ENDINGS:
                seen += 1
                if seen > _MOST_FILES:
                    raise UsageError(
                        worded("{folder} holds more than {most_files} files", folder=folder, most_files=_MOST_FILES),
                        hint=worded("name a smaller folder"),
                    )
                yield Path(here) / name


def _opened(path: Path, *, named: bool) -> CardFile:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        card = open_card(content, path.name, named=named)
        return CardFile(str(path), named, card=card, beside=beside(card.document, path))
    except CardFault as fault:
        return CardFile(str(path), named, fault=fault)
    except OSError:
        return CardFile(str(path), named, fault=CardFault(text("the card can't be opened")))
