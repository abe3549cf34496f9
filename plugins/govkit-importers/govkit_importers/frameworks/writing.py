"""Write a foreign framework as a checklist that asks, its translations beside it, or as the near end of a crosswalk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from govkit_importers.frameworks.body import Body, Link, Requirement

_LONGEST = 19_000
"""Characters of a text in a checklist."""
_HEAD = """\
# Written by `govkit checklist import` from {source}. The texts belong to whoever published them; keep this copy to
# yourself where their terms (see `note`) do not permit more. Until a person has held a control against the official
# document (`govkit checklist review`), what is answered to it awaits review.
"""
_ASKED = "Is this met? "


def checklist(body: Body, links: Mapping[str, list[Link]], grade: str, on: str) -> dict[str, Any]:
    """Return the content of a checklist file; `links` are those of its controls, by control."""
    framework = {
        "id": body.id,
        "edition": body.edition,
        "title": body.title,
        "source": source(body, grade, on),
        "note": _note(body),
        "default": False,
    }
    controls = [_control(key, asked, links.get(key, [])) for key, asked in body.requirements.items()]
    return {"govkit": "checklist/1", "framework": framework, "controls": controls}


def registry(body: Body, links: Mapping[str, list[Link]], grade: str, on: str) -> dict[str, Any]:
    """Return the content of a registry: the ids that a crosswalk names, each with what it is related to."""
    return {
        "govkit": "registry/1",
        "framework": body.id,
        "title": body.title,
        "source": source(body, grade, on),
        "terms": body.terms or "The file states no terms.",
        "note": _note(body),
        "ids": {key: {"related": _related(found)} for key, found in sorted(links.items())},
    }


def source(body: Body, grade: str, on: str) -> dict[str, str]:
    """Return what is known of the file as a source: it was read as it is, and nobody has compared it."""
    found = {"publisher": body.publisher, "document": body.title, "url": body.url, "date": body.date}
    return {
        **{key: text for key, text in found.items() if text},
        **{"grade": grade, "read": "text", "as_of": on, "mark": "derived", "sha256": body.sha256},
    }


def translations(body: Body) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the languages in which the file has its requirements, each with the content of its file."""
    languages = sorted({language for asked in body.requirements.values() for language in asked.translations})
    for language in languages:
        controls = {
            key: {"title": texts[0], "questions": {"met": {"text": texts[1][:_LONGEST]}}}
            for key, asked in body.requirements.items()
            if (texts := asked.translations.get(language)) is not None
        }
        content = {"framework": body.id, "edition": body.edition, "language": language, "status": "unreviewed"}
        yield language, {"govkit": "translation/1", **content, "controls": controls}


def as_text(content: Mapping[str, Any], origin: str) -> str:
    """Return the text of a file."""
    head = _HEAD.format(source=" ".join(origin.split()))
    return head + yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True, width=110)


def _note(body: Body) -> str:
    terms = " ".join(body.terms.split())[:4000] or "the file states none"
    return (
        f"Imported from a file ({body.draft.format}) as it stands; nobody has compared it with the official document. "
        f"Severities and weights are govkit's defaults. Terms: {terms}"
    )


def _control(key: str, asked: Requirement, links: list[Link]) -> dict[str, Any]:
    under = f" under “{asked.under[:500]}”" if asked.under else ""
    met: dict[str, Any] = {"ask": "met", "text": f"{_ASKED}{asked.text}"[:_LONGEST], "evidence": "required"}
    if asked.help:
        met["help"] = asked.help[:_LONGEST]
    further = [
        {"ask": choice.key, "text": choice.text[:_LONGEST], "type": "choice"}
        | {"choices": list(choice.choices), "passes": list(choice.passes), "evidence": "required"}
        for choice in asked.choices
    ]
    control: dict[str, Any] = {"id": key}
    if asked.number:
        control["number"] = asked.number
    control |= {
        "title": asked.title,
        "why": f"The framework asks for it{under}; the file gives no severity.",
        "severity": "medium",
        "applies": {"on": "organisation"},
        "all": [met, *further],
        "fix": "Do what the requirement asks, and keep evidence of it.",
        "source": {"section": asked.number or key},
    }
    return control | ({"related": _related(links)} if links else {})


def _related(links: list[Link]) -> list[dict[str, str]]:
    """Return links as a checklist has them, each once."""
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for link in links:
        entry = {"framework": link.framework, "control": link.other, "relation": link.relation}
        found[link.framework, link.other, link.relation] = entry | ({"note": link.note} if link.note else {})
    return list(found.values())
