"""The reporter `ai-notice-text`: the same notice as plain text, to be pasted where there is no HTML."""

from __future__ import annotations

from collections.abc import Iterator

from govkit.model.assessment import Assessment
from govkit.model.mask import mask
from govkit_genai.notice.languages import LANGUAGES
from govkit_genai.notice.words import Leaf, Words, leaves

suffix = ".txt"
languages = LANGUAGES
"""In which it has texts of its own, where an assessment carries none."""
media_type = "text/plain; charset=utf-8"


def render(assessment: Assessment, *, language: str = "en") -> str:
    """Return the notices of all AI systems, one after the other."""
    words = Words(assessment, language)
    found = leaves(assessment, words)
    if not found:
        return words("There is no AI system in this assessment.") + "\n"
    organisation = mask(assessment["organisation"].get("name", ""))
    return "\n\n".join("\n".join(_lines(leaf, organisation, assessment["as_of"], words)) for leaf in found) + "\n"


def _lines(leaf: Leaf, organisation: str, as_of: str, words: Words) -> Iterator[str]:
    yield leaf.name
    yield "=" * len(leaf.name)
    yield from filter(None, (organisation, words("As of {day}", day=as_of), ""))
    for line in leaf.lines:
        yield f"{line.title.text}:"
        yield from (f"  {answer.text}" for answer in line.answers)
    yield ""
    yield words("This page repeats what the organisation states. Nobody has verified it.")
    if words.unreviewed:
        yield words("No native reader has reviewed this translation.")
    if leaf.masked:
        yield words("Dots stand for addresses that reports do not carry: fill them in before you publish this page.")
