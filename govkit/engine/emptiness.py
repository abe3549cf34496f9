"""Free text that is no placeholder, and says neither who, what nor how, nor where."""

from __future__ import annotations

import re

from govkit.model.placeholder import Silence
from govkit.model.placeholder.assurance import has_no_word, only_assures
from govkit.model.placeholder.vagueness import is_vague

_FIGURES = frozenset(
    (
        *("version", "value", "number", "phone", "fee", "size", "slice", "period", "children_ages", "region", "metric"),
        *("encoding", "compute", "energy", "legal_name", "national_condition", "legal_order", "decision", "document"),
        *("covers", "path", "card", "output_samples", "base_models", "quasi_identifiers", "references", "dataset"),
        "address",
    )
)
"""Free texts that say something without a word; so do channels, where they are numbers to call."""
_CHANNEL = re.compile(r".*(?:channels?|contact)")
_WEB = re.compile(r".*\S://\S.*|mailto:\S+|\S*\w\.\w\w\S*", re.DOTALL)
_FORMS = {
    "email": re.compile(r".*[^\s@]@[^\s@]+\.\w\w.*", re.DOTALL),
    "phone": re.compile(r"(?:\D*\d){3}.*", re.DOTALL),
    **dict.fromkeys(("url", "urls", "security_txt", "agent_card"), _WEB),
}
"""What free text looks like where nothing but an address is of use."""


def emptiness(text: str, name: str) -> Silence | None:
    """Say why a text in the slot `name` says neither who, what nor how, nor where; `None` where it says something."""
    if has_no_word(text):
        return Silence.PLACEHOLDER
    if only_assures(text):
        return Silence.ASSURED
    if is_vague(text) or (name not in _FIGURES and _is_figure(text, name)):
        return Silence.VAGUE
    form = _FORMS.get(name)
    return None if form is None or form.fullmatch(text.strip()) else Silence.NO_ADDRESS


def _is_figure(text: str, name: str) -> bool:
    """Tell whether a text is a number, a day or a single letter, and no number to call."""
    core = text.strip(" .,;:")
    if any(map(str.isalpha, core)):
        return len(core) == 1 and core.isascii()
    return not (_CHANNEL.fullmatch(name) and "/" not in core and sum(map(str.isdigit, core)) > 2)
