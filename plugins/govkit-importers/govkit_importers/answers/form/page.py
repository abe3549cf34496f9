"""Writes the questions of a folder as one page that works without a network and saves what a person fills in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files

from govkit.model.content_policy import source_of
from govkit.plugin.inquiry import Asked, Inquiry
from govkit_importers.answers.columns import Translate
from govkit_importers.answers.sentences import about, known

_WRITTEN_IN = {"th": re.compile("[\u0e00-\u0e7f]")}
"""What a text has to hold to be in a language; a text without it has stayed English."""


def write_page(inquiry: Inquiry, questions: Sequence[Asked], translate: Translate) -> str:
    """Return the page. It carries its own style and script, and its policy forbids it everything else."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    _ = translate
    organisation = inquiry.assessment["organisation"]
    style, script = _asset("form.css"), _asset("form.js")
    numbered = list(enumerate(questions, 1))
    environment = Environment(
        loader=PackageLoader("govkit_importers.answers", "form"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("form.html.j2").render(
        _=_,
        language=inquiry.language,
        organisation={
            "id": organisation.get("id", ""),
            "name": organisation.get("name") or organisation.get("id", ""),
        },
        instructions=_instructions(_),
        frameworks=[
            {
                "title": next(question.framework_title for question in questions if question.framework == framework),
                "questions": [entry for entry in numbered if entry[1].framework == framework],
            }
            for framework in dict.fromkeys(question.framework for question in questions)
        ],
        about=about,
        known=known,
        foreign=lambda text: _is_english(text, inquiry.language),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=f"default-src 'none'; style-src {source_of(style)}; script-src {source_of(script)}; "
        "base-uri 'none'; form-action 'none'",
    )


def _instructions(_: Translate) -> tuple[str, ...]:
    """Return how to fill in the form."""
    return (
        _("Each question is about one thing. Leave open what you do not know: it stays open."),
        _("Where evidence is required, name a file and send it along: without one, a yes does not count."),
        _("Nothing leaves this page by itself. Save your answers as a file, as often as you like, and send it back."),
        _("To go on later, open this page again, and then the file that you saved."),
    )


def _is_english(text: str, language: str) -> bool:
    mark = _WRITTEN_IN.get(language)
    return mark is not None and mark.search(text) is None


def _asset(name: str) -> str:
    return files("govkit_importers.answers.form").joinpath(name).read_text("utf-8").strip()
