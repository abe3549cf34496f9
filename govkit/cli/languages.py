"""Which language a report is written in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from govkit.cli.terminal import say
from govkit.i18n import available_languages
from govkit.i18n.catalogue import PSEUDO
from govkit.model.assessment import Assessment
from govkit.model.errors import UsageError
from govkit.model.worded import worded

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def language_for(assessment: Assessment, wanted: str | None, brought: Iterable[str] = ()) -> str:
    """Return the language wanted, or the first of the assessment's own; say on standard error where it is missing.

    `brought` are languages that the reporters themselves have texts in.
    """
    if wanted is not None and not _TAG.fullmatch(wanted):
        raise UsageError(
            worded("`{wanted}` is no language tag", wanted=wanted[:20]), hint=worded("write one such as th or en-SG")
        )
    language = wanted or next(iter(assessment["languages"]), "en")
    known = {*available_languages(), *assessment["translations"], *brought, PSEUDO}
    if not {language, language.partition("-")[0]} & known:
        say(worded("note: nothing is translated into {language}; what is missing is in English", language=language))
    return language
