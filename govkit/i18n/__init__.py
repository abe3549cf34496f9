"""Languages: sentences, dates, spans, numbers and lists as a reader's language writes them.

Texts of govkit lie in gettext catalogues, `locales/LANGUAGE/LC_MESSAGES/govkit.po`; `python -m govkit.i18n.maintain`
brings them up to date with the code. Texts of checklists and plugins travel in the assessment.
"""

from __future__ import annotations

from govkit.i18n.catalogue import Catalogue, available_languages, catalogue_of
from govkit.i18n.renderer import Renderer

__all__ = ["Catalogue", "Renderer", "available_languages", "catalogue_of"]
