r"""Recognisers for Presidio, one an identifier, usable with a plain `AnalyzerEngine` and without a language model.

Unlike Presidio's own they see digits of every script, find what is glued to Thai, Lao, Khmer or Burmese letters (ASCII
look-arounds instead of `\b`), do not take a right check digit for certainty, and read context words in the text
itself, which works for languages without blanks and without a model of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from presidio_analyzer import Pattern, PatternRecognizer, RecognizerResult

from govkit_personal_data.check_digits import VALIDATORS
from govkit_personal_data.identifiers import Identifier, Shown, all_identifiers, bounded

_STANDARD = {
    "int.email": "EMAIL_ADDRESS",
    "int.phone": "PHONE_NUMBER",
    "int.payment-card": "CREDIT_CARD",
    "int.iban": "IBAN_CODE",
    "int.ip4": "IP_ADDRESS",
    "int.ip6": "IP_ADDRESS",
    "int.mac": "MAC_ADDRESS",
}
"""Presidio's names for what has one; the others are called by country and kind, as `TH_NATIONAL_ID`."""
_BEFORE, _AFTER = 60, 24
"""Characters before and after a match in which a context word may stand."""
_NAMED = 0.9
"""Score of a valid match beside a context word."""


def entity_of(identifier: Identifier) -> str:
    """Return the entity under which an identifier is reported."""
    own = identifier.id.removeprefix("int.")
    return _STANDARD.get(identifier.id) or re.sub(r"[^A-Z0-9]", "_", own.upper())


class IdentifierRecognizer(PatternRecognizer):
    """Finds one kind of identifier; drops what its check digits refute."""

    def __init__(self, identifier: Identifier, *, language: str = "en") -> None:
        """Take an identifier, and the language code of the analyzer, which says nothing of the texts."""
        entity = entity_of(identifier)
        super().__init__(
            supported_entity=entity,
            supported_language=language,
            name=f"{entity.title().replace('_', '')}Recognizer",
            patterns=[Pattern(identifier.id, bounded(identifier), identifier.weight)],
            context=list(identifier.context),
            global_regex_flags=re.ASCII,
            country_code=identifier.country.lower() if identifier.country else None,
        )
        self.identifier = identifier
        self._valid = VALIDATORS[identifier.validator] if identifier.validator else None

    def analyze(self, text: str, *args: Any, **kwargs: Any) -> list[RecognizerResult]:
        """Look at a text as Presidio asks, as it is read; offsets are those of the text itself."""
        shown = Shown(text)
        found: list[RecognizerResult] = super().analyze(shown.text, *args, **kwargs)
        for result in found:
            result.start, result.end = shown.place(result.start, result.end)
        return found

    def invalidate_result(self, pattern_text: str) -> bool | None:
        """Say that a match is none where its check digits or dates are wrong."""
        return None if self._valid is None else not self._valid(pattern_text)

    def enhance_using_context(
        self, text: str, raw_recognizer_results: list[RecognizerResult], *_args: Any, **_kwargs: Any
    ) -> list[RecognizerResult]:
        """Raise the score of matches that stand beside a context word of any language of the country."""
        lowered = text.lower()
        for result in raw_recognizer_results:
            near = (
                f"{lowered[max(0, result.start - _BEFORE) : result.start]}\0{lowered[result.end : result.end + _AFTER]}"
            )
            if any(_holds(near, word) for word in self.identifier.context):
                result.score = max(result.score, _NAMED)
                result.recognition_metadata[RecognizerResult.IS_SCORE_ENHANCED_BY_CONTEXT_KEY] = True
        return raw_recognizer_results


def _holds(near: str, word: str) -> bool:
    """Tell whether a word stands in a text; one of a script with blanks has to stand alone."""
    if not word.isascii():
        return word in near
    return re.search(rf"(?<![0-9a-z]){re.escape(word)}(?![0-9a-z])", near) is not None


def all_recognizers(countries: Collection[str] | None = None, *, language: str = "en") -> list[IdentifierRecognizer]:
    """Return a recogniser for each identifier: of all countries, or of those given and of none in particular."""
    return [
        IdentifierRecognizer(identifier, language=language)
        for identifier in all_identifiers()
        if countries is None or identifier.country is None or identifier.country in countries
    ]
