"""Tells what a page holds and does not show: by its elements, their attributes, and the styles that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NEVER_SHOWN = frozenset({"datalist", "template"})
_NOTHING = r"0(?:\.0+)?(?:px|r?em|%|pt|vh|vw)?(?![\d.])"
_UNSEEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)"
    rf"|(?<![\w-])(?:opacity|font-size):{_NOTHING}"
    r"|clip:rect\((?:[01](?:px)?,?){4}\)|clip-path:inset\((?:50|100)%"
    r"|(?:left|right|top|bottom|text-indent|margin-left|margin-top):-\d{3}"
    r"|(?<![\w-])color:transparent|transform:scale\(0\)"
)
_SMALL = re.compile(rf"(?<![\w-])(?:max-)?(?:height|width):(?:{_NOTHING}|1px)")
_CUT = re.compile(r"overflow(?:-[xy])?:(?:hidden|clip)")
_BRACE = re.compile(r"([{}])")
_SIMPLE = re.compile(r"[.#]?[a-z_][\w-]*")
_LONGEST_STYLE = 5000


def is_hidden(name: str, attributes: dict[str, str]) -> bool:
    """Tell whether an element is not shown, by itself and its attributes; what is only for screen readers is shown."""
    concealed = attributes.get("aria-hidden", "").lower() == "true" or "hidden" in attributes
    shut = name == "dialog" and "open" not in attributes
    unsent = name == "input" and attributes.get("type", "").lower() == "hidden"
    return concealed or shut or unsent or name in _NEVER_SHOWN or unseen(attributes.get("style", ""))


def unseen(style: str) -> bool:
    """Tell whether declarations of style keep an element from being seen: none of it, no size, no ink, elsewhere."""
    said = "".join(style[:_LONGEST_STYLE].lower().split())
    return bool(_UNSEEN.search(said) or (_CUT.search(said) and _SMALL.search(said)))


class Hiding:
    """What the styles in a page hide, as far as one name, class or id tells."""

    def __init__(self) -> None:
        """Hide nothing."""
        self._selectors: set[str] = set()

    def learn(self, sheet: str) -> None:
        """Take the rules of a style sheet; those for some media or conditions alone are passed over."""
        for selectors, style in _rules(sheet):
            if unseen(style):
                named = (each.strip().lower() for each in selectors.split(","))
                self._selectors |= {each for each in named if _SIMPLE.fullmatch(each)}

    def hide(self, name: str, attributes: dict[str, str]) -> bool:
        """Tell whether a rule hides an element."""
        if not self._selectors:
            return False
        classes = (f".{each}" for each in attributes.get("class", "").lower().split())
        return not self._selectors.isdisjoint({name, f"#{attributes.get('id', '').lower()}", *classes})


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the declarations of each rule that stands in no other."""
    depth, selectors, text = 0, "", ""
    for part in _BRACE.split(_without_comments(sheet)):
        if part == "{":
            selectors = text.rpartition(";")[2] if not depth else selectors
            depth += 1
        elif part == "}":
            if depth == 1 and "@" not in selectors:
                yield selectors, text
            depth = max(0, depth - 1)
        text = part if part not in ("{", "}") else ""


def _without_comments(sheet: str) -> str:
    kept, at = [], 0
    while (start := sheet.find("/*", at)) >= 0:
        kept.append(sheet[at:start])
        end = sheet.find("*/", start + 2)
        if end < 0:
            return "".join(kept)
        at = end + 2
    return "".join([*kept, sheet[at:]])
