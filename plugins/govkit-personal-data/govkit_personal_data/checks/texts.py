"""Whether the personal data that stand in documents and notes are declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from govkit.model.finding import Evidence
from govkit.plugin import (
    Context,
    Dataset,
    FactMissing,
    Finding,
    Message,
    check,
    contradicted,
    evidence,
    needs_review,
    not_applicable,
    passed,
)
from govkit_personal_data.categories import CATEGORIES
from govkit_personal_data.checks.sight import DOUBTED, OURS, SHOWN, STATES, shown, standing_of
from govkit_personal_data.text.observed import TextKind, Texts, TextSource, is_sure, rejection_key
from govkit_personal_data.text_probe import texts

_Found = tuple[TextSource, TextKind]


@check(
    "personal-data.declared-in-texts",
    on=Dataset,
    title="Personal data found in documents and notes are declared",
    needs=(texts,),
    reads=(CATEGORIES,),
)
def declared_in_texts(dataset: Dataset, ctx: Context) -> Finding:
    """A note field or a folder of letters holds what no column names, and nobody thinks of it when a person asks.

    Every kind of personal data that the sentences show is looked up in `data_categories`. A detection that is wrong is
    rejected in `rejections.yaml` under `file:category`, with a reason. Names in free text are not all seen, so that
    finding nothing is never taken for there being nothing.

    Fix: add the kinds found in texts to `data_categories`, correct `personal`, or reject the detection with a reason.
    """
    seen, by_id = ctx.fact(texts), ctx.reference(CATEGORIES).by_id
    if not seen.unseen and not any(source.texts for source in seen.sources):
        return not_applicable("none of the data are documents or texts")
    found = list(_found(seen, ctx, dataset))
    said_none = dataset.is_stated("personal") and not dataset.personal
    terms = () if said_none else dataset.data_categories
    undeclared = [pair for pair in found if not any(by_id[pair[1].category].declared_by(term) for term in terms or ())]
    if sure := [pair for pair in undeclared if is_sure(pair[1])]:
        return contradicted(
            "{kinds} stand in the texts of {files} and are not declared",
            at="personal" if said_none else "data_categories",
            evidence=_proof(sure),
            kinds=_kinds(sure),
            files=shown(source.name for source, _ in sure),
        )
    if undeclared:
        return needs_review(
            "the texts of {files} may hold {kinds}, which are not declared",
            at="data_categories",
            evidence=_proof(undeclared),
            kinds=_kinds(undeclared),
            files=shown(source.name for source, _ in undeclared),
        )
    _require_sight(seen)
    if not found:
        return needs_review("nothing was recognised in the texts, but rules do not see every name")
    return passed(
        "what was recognised in {n} texts is declared", at="data_categories", n=sum(s.texts for s in seen.sources)
    )


def _found(seen: Texts, ctx: Context[Any], dataset: Dataset) -> Iterator[_Found]:
    """Yield the kinds that nobody rejected; of one that may be rejected a person has to judge."""
    for source in seen.sources:
        for kind in source.kinds:
            standing = standing_of(rejection_key(source, kind), ctx, dataset)
            if standing != "rejected":
                most = DOUBTED if standing == "doubted" else 1.0
                yield source, replace(kind, confidence=min(kind.confidence, most))


def _require_sight(seen: Texts) -> None:
    """Raise `FactMissing` where a file, or a part of one, could not be looked at."""
    for source in seen.unseen:
        reason = Message(STATES[source.state], {"number": source.entry + 1})
        raise FactMissing("personal-data.text", failed=source.state in OURS, reason=reason)
    for source in seen.partly:
        reason = Message(
            "not every text of data source {number} could be looked at whole", {"number": source.entry + 1}
        )
        raise FactMissing("personal-data.text", failed=False, reason=reason)


def _kinds(found: list[_Found]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind.category for _, kind in found))


def _proof(found: list[_Found]) -> list[Evidence]:
    return [
        evidence(
            "{document}: {kind} in {texts} of {all} texts, {spans} places, confidence {percent} %",
            document=source.name,
            kind=kind.category,
            texts=kind.texts,
            all=source.texts,
            spans=kind.spans,
            percent=round(kind.confidence * 100),
        )
        for source, kind in found[:SHOWN]
    ]
