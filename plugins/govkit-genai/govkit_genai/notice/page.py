"""The reporter `ai-notice`: a page for the users of each AI system, ready to be printed."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from govkit.model.assessment import Assessment
from govkit.model.content_policy import source_of
from govkit.model.mask import mask
from govkit_genai.notice.languages import LANGUAGES
from govkit_genai.notice.words import Words, leaves

if TYPE_CHECKING:
    from jinja2 import Template

suffix = ".html"
languages = LANGUAGES
"""In which it has texts of its own, where an assessment carries none."""
media_type = "text/html; charset=utf-8"


def render(assessment: Assessment, *, language: str = "en") -> str:
    """Return the pages of all AI systems in one document, which asks for nothing and runs nothing."""
    from markupsafe import Markup

    words = Words(assessment, language)
    style = _asset("style.css")
    return _template().render(
        _=words,
        language=words.language,
        unreviewed=words.unreviewed,
        leaves=leaves(assessment, words),
        organisation=mask(assessment["organisation"].get("name", "")),
        as_of=assessment["as_of"],
        style=Markup(style),  # noqa: S704 - our own file
        policy=f"default-src 'none'; style-src {source_of(style)}; base-uri 'none'; form-action 'none'",
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("govkit_genai", "notice"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")


@lru_cache(maxsize=1)
def _asset(name: str) -> str:
    return files("govkit_genai.notice").joinpath(name).read_text("utf-8").strip()
