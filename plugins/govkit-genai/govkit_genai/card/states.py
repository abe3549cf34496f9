"""How a card states an item, and the form in which a reading is kept as a fact."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

Form = Literal["markdown", "google", "bridge2ai", "cyclonedx", "spdx", "croissant", "plain"]
"""What a card is written in. Tables of NVIDIA's kind are Markdown; `plain` is JSON or YAML with keys of its own."""
Subject = Literal["model", "dataset"]
"""What a card is about."""
Accord = Literal["same", "other", "none", "unclear"]
"""How words go with what the inventory states: they name it, another, or say that there is none, or leave it open."""


class State(StrEnum):
    """How an item is stated, the strongest first."""

    STATED = "stated"
    """A reader of the card alone learns the fact."""
    THIN = "thin"
    """The item is touched, but nothing usable is learnt."""
    NEGATED = "negated"
    """The card says that it is unknown, not specified or not applicable, and no more."""
    PLACEHOLDER = "placeholder"
    """Text of a template that nobody replaced."""
    HEADING_ONLY = "heading_only"
    """A heading or a label, and nothing under it."""
    ABSENT = "absent"
    """Not mentioned."""
    NOT_APPLICABLE = "na"
    """The item makes no sense for this card."""

    @property
    def rank(self) -> int:
        """Return the place in the order of strength, 0 for the strongest: the best evidence wins."""
        return list(State).index(self)


class Reading(BaseModel):
    """How one item is stated, and where. Never the text itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: State
    line: int | None = None
    pointer: str = ""
    """The JSON pointer, where the card is JSON or YAML."""
    also: tuple[int, ...] = ()
    """The lines of weaker mentions that stand beside it."""
    in_passing: bool = False
    """Whether one sentence under no heading, label or tag of its own is all that states it, or that might."""
    note: str = ""
    """What a reader of the state should know beside it: the id of one of the notes in `notes.py`."""


class CardReading(BaseModel):
    """What a card says, without its words: states, places, and short values that identify nobody."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Form
    path: str
    sha256: str
    items: dict[str, Reading]
    """Item → how it is stated; all items are there."""
    about: Subject = "model"
    leftovers: int = 0
    """How many passages are text of a template."""
    leftover_lines: tuple[int, ...] = ()
    """The lines of the first of them."""
    licence: str = ""
    """The licence's identifier, where the card gives one as a tag."""
    licence_file: str = ""
    """The place of a file beside the card that names another licence, as `LICENSE:1`."""
    languages: tuple[str, ...] = ()
    """Language tags, where the card gives them as tags."""
    parents: int = 0
    """How many base models the card names as tags."""
    parent_names: tuple[str, ...] = ()
    """The last parts of their names, in small letters."""
    accords: dict[str, Accord] = {}
    """Slot of the model → how the words in which the card states it go with what the inventory states there."""
    narrowed: bool = False
    """Whether the words of the card narrow the open licence that a tag or the inventory names, or put it off."""
    denied_languages: tuple[str, ...] = ()
    """Those of the language tags that the card's own words take back."""
    only: Literal["", "research", "non-commercial"] = ""
    """What the card limits the use to, by its licence or in its words."""
    dates: tuple[date, ...] = ()
    """The dates of release or update that the card gives, oldest first."""
    personal_data: Literal["", "none", "some", "handled"] = ""
    """What the card claims of personal data in the training data; `handled` where it says what was done about them."""
    datasets: tuple[str, ...] = ()
    """The datasets of the inventory that the card names, as `dataset:id`."""

    def place(self, item: str) -> str:
        """Return `path:line` or `path#pointer` of what was found about an item."""
        reading = self.items[item]
        if reading.pointer:
            return f"{self.path}#{reading.pointer}"
        return self.path if reading.line is None else f"{self.path}:{reading.line}"
