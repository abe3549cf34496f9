"""Reads gettext's `.po` files without Babel, which is a tool of development."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?(".*")')


def read_po(source: str) -> dict[str, str]:
    """Return English → translation; plural as `catalogue_of` says. Raises `ValueError` for a line that is neither."""
    texts: dict[str, str] = {}
    for entry in _entries(source):
        forms = [text for key, text in sorted(entry.items()) if key.startswith("msgstr")]
        english = entry.get("msgid", "")
        if english and forms and all(forms):
            texts[english] = forms[0]
            if "msgid_plural" in entry:
                texts[entry["msgid_plural"]] = forms[-1]
    return texts


def _entries(source: str) -> Iterator[dict[str, str]]:
    """Yield each entry as keyword → text, leaving fuzzy and obsolete ones out."""
    entry: dict[str, str] = {}
    key, fuzzy = "", False
    for number, line in enumerate([*source.splitlines(), ""], 1):
        line = line.strip()
        if line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        if not line:
            if entry and not fuzzy:
                yield entry
            entry, key, fuzzy = {}, "", False
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"line {number} of the catalogue is neither a keyword nor a text")
        key = match[1] or key
        entry[key] = entry.get(key, "") + ast.literal_eval(match[2])
