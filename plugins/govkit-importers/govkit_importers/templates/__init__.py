"""Layouts of records of processing, one a regulator, as data: what each column asks, in our own words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from govkit_importers.own_data import own_data


@dataclass(frozen=True)
class Question:
    """One column, or one line of the sheet about the organisation."""

    slot: str
    """The column of a record, or a contact such as `dpo.email`."""
    heading: str
    """In English."""
    local: str = ""
    """In the language of the regime, where that is another one."""
    hint: str = ""
    """What to write, in the language of the regime."""
    part: str = ""
    """The heading of the columns that belong together."""

    @property
    def shown(self) -> str:
        """Return the heading as it stands in the sheet."""
        return f"{self.local}\n{self.heading}" if self.local else self.heading


@dataclass(frozen=True)
class Template:
    """One layout."""

    name: str
    title: str
    about: str
    """The rule that it serves, with its citation, and how to fill it in."""
    language: str
    organisation: tuple[Question, ...]
    columns: tuple[Question, ...]


_NAMES = ("cnil", "global-cbpr", "ph-npc", "th-section-39", "uk-ico")


def names() -> tuple[str, ...]:
    """Return the names of the templates."""
    return _NAMES


@cache
def template(name: str) -> Template:
    """Return a template by its name."""
    found = own_data("govkit_importers.templates", name)
    columns = tuple(Question(part=str(part["part"]), **column) for part in found["parts"] for column in part["columns"])
    return Template(
        name,
        str(found["title"]),
        " ".join(str(found["about"]).split()),
        str(found["language"]),
        tuple(Question(**question) for question in found["organisation"]),
        columns,
    )
