"""What stands where in a card: which items its headings name, and which passages lie under each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govkit_genai.card.document import CardDocument, Passage, Section
from govkit_genai.card.items import Pattern, Rule, Rules
from govkit_genai.card.worth import is_named

_OF_DATA = re.compile(r"(?:pre-?|fine-?)?(?:training|tuning) data(?:sets?)?|datasets?")
_LICENCE = re.compile(r"licen[cs]e")


class Layout:
    """The headings of a card, and what lies under them."""

    def __init__(self, card: CardDocument, rules: Rules) -> None:
        """Take the card, and the rules that tell the names of items."""
        self.card = card
        self.rules = rules
        self.titles = [
            " / ".join(card.sections[part].title for part in card.ancestry(index))
            for index in range(len(card.sections))
        ]
        """Of each section, its title and those above it."""
        named = [
            frozenset({section.item}) if section.item else self._items_of(index, self._qualified(section))
            for index, section in enumerate(card.sections)
        ]
        self.headings = [(index, items) for index, items in enumerate(named) if items]
        """The sections whose titles name items."""
        self.elsewhere = {index for index in range(len(named)) if self.under(index, rules.elsewhere)}
        self.instructions = {index for index in range(len(named)) if self.under(index, rules.instructions)}
        self._bodies = self._passages_of(named)

    def under(self, index: int, pattern: Pattern) -> bool:
        """Tell whether a part or one above it is called so, the card's own title aside, which is a name."""
        above = (part for part in self.card.ancestry(index) if part > 1 or self.card.sections[part].level > 1)
        return any(pattern.search(self.card.sections[part].title) for part in above)

    def is_about_else(self, rule: Rule, index: int) -> bool:
        """Tell whether a part is about something in which the item's rule sees no evidence."""
        return rule.not_under is not None and self.under(index, rule.not_under)

    def body(self, item: str, index: int) -> list[Passage]:
        """Return what lies under a heading of an item, without inner parts that are about another one."""
        return self._bodies.get((item, index), [])

    def _items_named(self, name: str) -> frozenset[str]:
        return frozenset(rule.item for rule in self.rules.items if name and is_named(rule, name))

    def _items_of(self, index: int, name: str) -> frozenset[str]:
        """Return the items that a section's name stands for, there where it stands."""
        above = self.card.sections[index].parent
        return frozenset(
            rule.item
            for rule in self.rules.items
            if name and is_named(rule, name) and not self.is_about_else(rule, above)
        )

    def _qualified(self, section: Section) -> str:
        """Return a section's title; a licence that is told of the data is theirs."""
        above = self.card.sections[section.parent].title
        of_data = _OF_DATA.fullmatch(above) and _LICENCE.fullmatch(section.title) and self.card.about == "model"
        return "data licence" if of_data else section.title

    def _passages_of(self, named: list[frozenset[str]]) -> dict[tuple[str, int], list[Passage]]:
        bodies: dict[tuple[str, int], list[Passage]] = {}
        for passage in self.card.passages:
            for item, index in self._places_of(passage, named):
                bodies.setdefault((item, index), []).append(passage)
        return bodies

    def _places_of(self, passage: Passage, named: list[frozenset[str]]) -> Iterator[tuple[str, int]]:
        """Yield the items and headings under which a passage tells something, the innermost first."""
        own = {rule.item for rule in self.rules.items if rule.own}
        claimed = frozenset({passage.item}) if passage.item else self._items_named(passage.label)
        if passage.label and passage.label == self.card.sections[passage.section].title:
            claimed = named[passage.section]  # which knows what stands above it
        told_to_users = False
        for index in self.card.ancestry(passage.section):
            title = self.card.sections[index].title
            for item in named[index] if not claimed else named[index] & claimed:
                if not (told_to_users and item in own):
                    yield item, index
            if self.rules.elsewhere.search(title):
                return  # what it stands under has nothing to do with it
            claimed = (claimed & named[index] if claimed else named[index]) if named[index] else claimed
            told_to_users = told_to_users or self.rules.instructions.search(title) is not None
