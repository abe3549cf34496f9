"""Says how a control stands in words for the person who asked: the status, what it rests on, its source and its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from govkit.model.assessment import Assessment, ControlEntry, FrameworkEntry, StatusName
from govkit.model.mask import mask
from govkit_importers.answers.columns import Translate
from govkit_importers.answers.questionnaire.matches import Confirmed

if TYPE_CHECKING:
    from govkit.plugin.inquiry import Inquiry

Audience = Literal["partner", "internal"]
_NAMED = 12
"""How many subjects are named to people inside."""
_BETWEEN = "; "
"""A cell that does not wrap its text would run lines together."""


@dataclass(frozen=True)
class Reply:
    """What is written for one question."""

    status: str
    said: str
    """The rest: basis, counts, citation, day."""

    @property
    def whole(self) -> str:
        """Return both, for a form that has one cell for them."""
        return f"{self.status}{_BETWEEN}{self.said}"


def key_of(framework: FrameworkEntry, control: ControlEntry) -> str:
    """Return the name by which a person refers to a control."""
    return f"{framework['id']}/{control['id']}"


def texts_of(inquiry: Inquiry) -> Iterator[tuple[str, str]]:
    """Yield what each control says, once in English and once in each language of its translation."""
    assessment = inquiry.assessment
    asked: dict[str, dict[str, None]] = {}
    for entry in assessment["questions"]:
        asked.setdefault(f"{entry['framework']}/{entry['control']}", {})[entry["text"]] = None
    for question in inquiry.questions:
        asked.setdefault(question.id.partition("#")[0], {})[question.text] = None
    for framework in assessment["frameworks"]:
        for control in framework["controls"]:
            key = key_of(framework, control)
            texts = [control.get("number", ""), control["title"], control["why"], *asked.get(key, ())]
            yield key, " ".join(texts)
            for carried in assessment["translations"].values():
                translated = [carried["messages"].get(_template(text), "") for text in texts]
                if any(translated):
                    yield key, " ".join(translated)


class Writer:
    """Writes replies in one language for one audience."""

    def __init__(self, inquiry: Inquiry, translate: Translate, audience: Audience) -> None:
        """Write by an assessment; `translate` has the words of its language."""
        self._assessment: Assessment = inquiry.assessment
        carried = self._assessment["translations"].get(inquiry.language, {}).get("messages", {})
        self._carried: Mapping[str, str] = carried
        self._, self._audience = translate, audience
        self.controls = {
            key_of(framework, control): (framework, control)
            for framework in self._assessment["frameworks"]
            for control in framework["controls"]
        }
        self._statuses = _status_words(translate)
        self._bases = _basis_words(translate)

    def title(self, key: str) -> str:
        """Return the title of a control in the language of the replies."""
        return self._text(self.controls[key][1]["title"])

    def reply(self, match: Confirmed) -> Reply:
        """Return what is written for a question; it never says more than the assessment does."""
        framework, control = self.controls[match.control]
        lines = [line.rstrip(".") for line in self._lines(framework, control, match)]
        return Reply(self._statuses[control["status"]], _BETWEEN.join(lines))

    def _lines(self, framework: FrameworkEntry, control: ControlEntry, match: Confirmed) -> Iterator[str]:
        _ = self._
        if control["status"] == "pass":
            basis = control.get("basis")
            yield f"{_('Basis')}: {self._bases[basis] if basis else _('not stated')}"
        if control.get("unconfirmed"):
            yield _("The requirement has not been confirmed against its official document.")
        counts = " · ".join(f"{self._statuses[status]} {n}" for status, n in control["counts"].items() if n)
        if counts:
            yield f"{_('Looked at, by result')}: {counts}"
        number = f" {control['number']}" if control.get("number") else ""
        edition = "" if framework["edition"] in framework["title"] else f" {framework['edition']}"
        yield f"{_('Requirement')}: {self._text(framework['title'])}{edition},{number} {self._text(control['title'])}"
        source = [self._text(control["source"].get(part, "")) for part in ("publisher", "document", "section")]  # type: ignore[arg-type]
        yield f"{_('Source')}: {', '.join(part for part in source if part)}"
        if not framework["in_force"]:
            yield _("This edition is not in force on that day.")
        yield f"{_('As of')} {self._assessment['as_of']}"
        if self._audience == "internal":
            yield from self._named(framework, control)
            yield f"{_('Match confirmed by')} {mask(match.by)}, {match.on.isoformat()}"

    def _named(self, framework: FrameworkEntry, control: ControlEntry) -> Iterator[str]:
        """Yield the subjects on which somebody has to act, and where they are written."""
        key = (framework["id"], control["id"])
        found = [one for one in self._assessment["findings"] if (one["framework"], one["control"]) == key]
        for finding in found[:_NAMED]:
            place = f" ({finding['file']}:{finding.get('line', 1)})" if "file" in finding else ""
            yield mask(f"{self._statuses[finding['status']]}: {finding['subject']}{place}")
        if len(found) > _NAMED:
            yield f"… {len(found) - _NAMED}"

    def _text(self, text: str) -> str:
        return mask(self._carried.get(_template(text)) or text)


def _status_words(_: Translate) -> dict[StatusName, str]:
    """Return the word for each status. Only a pass is met; none is ever a yes."""
    return {
        "fail": _("gap"),
        "error": _("error"),
        "unknown": _("needs facts"),
        "review": _("needs review"),
        "pass": _("met"),
        "not_applicable": _("not applicable"),
    }


def _basis_words(_: Translate) -> dict[str, str]:
    return {
        "confirmed": _("confirmed by a person"),
        "examined": _("examined by govkit"),
        "documented": _("documented in evidence"),
        "declared": _("declared, not verified"),
    }


def _template(text: str) -> str:
    """Return the text as translations know it: braces in it are doubled."""
    return text.replace("{", "{{").replace("}", "}}")
