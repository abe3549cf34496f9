"""The page of the documentation that lists every identifier: `python -m govkit_personal_data.identifiers.page FILE`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from govkit_personal_data.identifiers.model import Identifier
from govkit_personal_data.identifiers.shipped import all_identifiers

_REGION = {
    "BN": "Brunei Darussalam",
    "ID": "Indonesia",
    "KH": "Cambodia",
    "LA": "Lao PDR",
    "MM": "Myanmar",
    "MY": "Malaysia",
    "PH": "Philippines",
    "SG": "Singapore",
    "TH": "Thailand",
    "TL": "Timor-Leste",
    "VN": "Viet Nam",
}
_HEAD = """# Identifiers that govkit knows

What `govkit-personal-data` recognises by its form, in columns and in sentences. The data are the files
`govkit_personal_data/data/identifiers/*.yaml`; this page is made from them by
`python -m govkit_personal_data.identifiers.page docs/personal-data-identifiers.md`.

- **Check**: what in the number can be held against arithmetic, a calendar or a numbering plan, and how often a random
  string of the same form passes. One that passes means little; a word or a column name that names it means more.
- **Mark**: *verified* was read in the issuer's own publication; *derived* comes from a maintained library or from
  published descriptions; *recalled* is from memory and waits for a second source, and counts for less.
- **Alone**: how sure a valid match is without any word beside it, from 0 to 1. *Needs a word* means that the form
  says too little: in a text it counts only beside a word that names it, in English or a language of the country.

Digits of every script are read as digits (๑๒๓, ໑໒໓, ១២៣, ၁၂၃, １２３), one character for one. What may stand before
and after a number is decided by ASCII letters and digits alone, so that a number glued to Thai, Lao, Khmer or Burmese
letters is found."""


def page() -> str:
    """Return the page in Markdown."""
    parts = [_HEAD]
    known = sorted(all_identifiers(), key=_place)
    for (_, title), members in groupby(known, key=_place):
        parts.append(
            f"\n## {title}\n\n| Identifier | Category | Check | Mark | Alone | Source |\n|---|---|---|---|---|---|"
        )
        parts.extend(_rows(list(members), of_one_country=title in _REGION.values()))
    return "\n".join(parts) + "\n"


def _place(identifier: Identifier) -> tuple[int, str]:
    if identifier.country is None:
        return 1, "International"
    return (0, _REGION[identifier.country]) if identifier.country in _REGION else (2, "Other countries")


def _rows(members: list[Identifier], *, of_one_country: bool) -> Iterator[str]:
    for identifier in members:
        before = "" if of_one_country or identifier.country is None else f"{identifier.country}: "
        check = (
            f"`{identifier.validator}`, {identifier.random_pass_rate:.3g} by chance" if identifier.validator else "–"
        )
        alone = "needs a word" if identifier.whole_cell else f"{identifier.weight:g}"
        cells = (f"{before}{identifier.title}", identifier.category, check, identifier.mark, alone, identifier.source)
        yield f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), "utf-8")
