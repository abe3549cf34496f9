"""The identifiers as recognisers for Presidio, for other programs; nothing else in this plugin runs Presidio."""

from __future__ import annotations

from govkit_personal_data.recognizers.presidio import IdentifierRecognizer, all_recognizers, entity_of

__all__ = ["IdentifierRecognizer", "all_recognizers", "entity_of"]
