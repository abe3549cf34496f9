"""Reads gettext catalogues: govkit's own, and the folders of plugins."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from govkit.i18n.po import read_po

LOCALES = Path(__file__).parent / "locales"
PSEUDO = "en-XA"
"""A made-up language, accented and lengthened, that shows which texts were never offered for translation."""


class _Untranslated(gettext.NullTranslations):
    """Answers with an empty text, so that a missing translation is told from one that equals the English."""

    def gettext(self, message: str) -> str:
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return ""


@dataclass(frozen=True)
class Catalogue:
    """govkit's own texts in one language."""

    language: str
    translations: gettext.NullTranslations

    @classmethod
    def of(cls, language: str) -> Catalogue:
        """Return the catalogue of `language` (`th`, `th-TH`); an empty one where there is none."""
        return _load(language)

    def find(self, text: str, plural: str = "", n: float | None = None) -> str:
        """Return the translation of an English text, or an empty text."""
        if not text:
            return ""
        if plural and n is not None:
            counted = self.translations.ngettext(text, plural, int(n))
            return counted or self.translations.gettext(text if n == 1 else plural)
        return self.translations.gettext(text)


@lru_cache(maxsize=16)
def _load(language: str) -> Catalogue:
    translations: gettext.NullTranslations = _Untranslated()
    for name in (language, language.partition("-")[0]):
        path = LOCALES / name / "LC_MESSAGES" / "govkit.mo"
        if name.replace("-", "").isalnum() and path.is_file():
            with path.open("rb") as file:
                translations = gettext.GNUTranslations(file)
            translations.add_fallback(_Untranslated())
            break
    return Catalogue(language, translations)


def available_languages() -> tuple[str, ...]:
    """Return the languages that reports can be written in: English first, then by code."""
    return ("en", *sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/govkit.po")))


def catalogue_of(folder: Path, language: str) -> dict[str, str]:
    """Return English → translation from all catalogues in `folder/LANGUAGE/LC_MESSAGES`; empty where there are none.

    A compiled `.mo` is read where there is no `.po`. Of a text with plural forms, the English singular leads to the
    first form and the English plural to the last. Unfinished (fuzzy) entries are left out. Raises `ValueError` for a
    file that is not a catalogue.
    """
    files: dict[str, Path] = {}
    for suffix in (".mo", ".po"):
        files |= {path.stem: path for path in sorted((folder / language / "LC_MESSAGES").glob(f"*{suffix}"))}
    texts: dict[str, str] = {}
    for _, path in sorted(files.items()):
        texts |= _read_mo(path) if path.suffix == ".mo" else read_po(path.read_text("utf-8"))
    return texts


def _read_mo(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        try:
            found = gettext.GNUTranslations(file)
        except (OSError, UnicodeDecodeError) as fault:
            raise ValueError(f"{path.name} is not a gettext catalogue") from fault
    catalogue: dict[str | tuple[str, int], str] = vars(found)["_catalog"]
    return {key: text for key, text in catalogue.items() if isinstance(key, str) and key and text}
