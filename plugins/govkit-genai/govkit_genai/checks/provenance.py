"""Checks of the marks in sample outputs: whether there are any, whether they fit, and whether they say "by AI"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from govkit.model.finding import Evidence
from govkit.plugin import (
    AiSystem,
    Check,
    Context,
    Finding,
    check,
    evidence,
    failed,
    needs_review,
    not_applicable,
    passed,
    unknown,
)
from govkit_genai.provenance.probe import output_provenance
from govkit_genai.provenance.samples import Sample
from govkit_genai.texts import text

_AT = "output_samples"
_MAX_PROOFS = 20


@check(
    "genai.samples-marked",
    on=AiSystem,
    title="Sample outputs carry marks that machines can read",
    grade="partial",
    needs=(output_provenance,),
)
def samples_marked(system: AiSystem, ctx: Context[None]) -> Finding:
    """What is declared about marks is worth as much as what a file from the service really carries.

    Counted are C2PA manifests, IPTC's type of source where it names a model, and China's AIGC metadata. A manifest that
    was not validated is a claim, watermarks can't be seen, and a few samples never prove that all outputs are marked: a
    person has to confirm what is found.

    Fix: name saved outputs of each kind under `output_samples`, and mark what carries no mark or a broken one.
    """
    samples = _samples(system, ctx)
    if isinstance(samples, Finding):
        return samples
    broken = [sample for sample in samples if sample.broken]
    if broken:
        return _broken_manifests(broken)
    lacking = _declared_but_lacking(system, samples)
    if lacking:
        return _no_manifest(lacking)
    bare = [sample for sample in _read(samples) if not sample.marked]
    if bare:
        return _to_look_at(
            text("no mark that govkit can read is in {n} of {total} samples: a person has to look"), bare, samples
        )
    valid = sum(sample.verified for sample in _read(samples))
    return passed(
        "{n} of {total} samples were read, and all carry a mark: {valid} validated, {claimed} claimed, not verified",
        at=_AT,
        evidence=_proofs(_read(samples)),
        n=len(_read(samples)),
        total=len(samples),
        valid=valid,
        claimed=len(_read(samples)) - valid,
    )


@check(
    "genai.samples-say-ai",
    on=AiSystem,
    title="The marks in sample outputs say that a model made them",
    grade="partial",
    needs=(output_provenance,),
)
def samples_say_ai(system: AiSystem, ctx: Context[None]) -> Finding:
    """A manifest that names only a program leaves open whether a camera or a model made the picture.

    Read are the type of source in manifests and in XMP, and China's AIGC metadata. Marks that disagree are a gap: a
    picture that is of a model and of a camera is of neither.

    Fix: name saved outputs under `output_samples`, and write IPTC's type of source for what a model made into the mark.
    """
    samples = _samples(system, ctx)
    if isinstance(samples, Finding):
        return samples
    broken = [sample for sample in samples if sample.broken]
    if broken:
        return _broken_manifests(broken)
    otherwise = _other_origin(samples)
    if otherwise is not None:
        return otherwise
    open_ = [sample for sample in _read(samples) if not sample.voices]
    if open_:
        return _to_look_at(
            text(
                "{n} of {total} samples do not say in a way that govkit can read what made them: a person has to look"
            ),
            open_,
            samples,
        )
    return _all_read(text("{n} of {total} samples were read, and all say that a model made them"), samples)


@check(
    "genai.samples-labelled-aigc",
    on=AiSystem,
    title="Sample outputs carry the metadata object AIGC",
    grade="partial",
    needs=(output_provenance,),
)
def samples_labelled_aigc(system: AiSystem, ctx: Context[None]) -> Finding:
    """Platforms in China look for it, and treat a file without it as suspect.

    The names of its fields were seen in public files, where the values differ: that it is there and has a label is
    looked at, not what its values say.

    Fix: name saved outputs under `output_samples`, and write the labelled object `AIGC` into what is served there.
    """
    samples = _samples(system, ctx)
    if isinstance(samples, Finding):
        return samples
    unlabelled = [sample for sample in samples if sample.aigc is not None and sample.aigc.label == "none"]
    if unlabelled:
        return failed(
            "the object AIGC of {n} sample has no label",
            plural="the objects AIGC of {n} samples have no label",
            at=_AT,
            evidence=_proofs(unlabelled),
            n=len(unlabelled),
        )
    bare = [sample for sample in _read(samples) if sample.aigc is None]
    if bare:
        return _to_look_at(
            text("no object AIGC is in {n} of {total} samples: a person has to look whether they are served in China"),
            bare,
            samples,
        )
    odd = [sample for sample in _read(samples) if sample.aigc is not None and not sample.aigc.known]
    if odd:
        return _to_look_at(
            text(
                "the object AIGC of {n} of {total} samples has a label that govkit does not know: a person has to look"
            ),
            odd,
            samples,
        )
    return _all_read(text("{n} of {total} samples were read, and all carry the object AIGC"), samples)


def refuted(system: AiSystem, samples: list[Sample]) -> Finding | None:
    """Return what sample outputs say against the marks that are declared, or `None`."""
    lacking = _declared_but_lacking(system, samples)
    if lacking:
        return replace(_no_manifest(lacking), contradiction=True)
    broken = [sample for sample in samples if sample.broken]
    if broken:
        declared = _with_c2pa(system)
        return replace(_broken_manifests(broken), contradiction=any(sample.medium in declared for sample in broken))
    return None


def _other_origin(samples: Sequence[Sample]) -> Finding | None:
    """Return what marks say against a model as the source: two things, another one, or nothing; or `None`."""
    torn = [sample for sample in samples if len(sample.voices) > 1]
    if torn:
        return failed(
            "one mark of {n} sample says that a model made it, and another says something else",
            plural="one mark of each of {n} samples says that a model made it, and another says something else",
            at=_AT,
            evidence=_proofs(torn),
            n=len(torn),
        )
    wrong = [sample for sample in samples if sample.voices == {False}]
    if wrong:
        return failed(
            "the mark of {n} sample names another source than a model",
            plural="the marks of {n} samples name another source than a model",
            at=_AT,
            evidence=_proofs(wrong),
            n=len(wrong),
        )
    silent = [sample for sample in samples if sample.verified and not sample.voices]
    if silent:
        return failed(
            "the valid manifest of {n} sample does not say that a model made it",
            plural="the valid manifests of {n} samples do not say that a model made them",
            at=_AT,
            evidence=_proofs(silent),
            n=len(silent),
        )
    return None


def _declared_but_lacking(system: AiSystem, samples: Iterable[Sample]) -> list[Sample]:
    """Return the samples without a manifest, of kinds for which the inventory declares C2PA."""
    declared = _with_c2pa(system)
    return [sample for sample in _read(samples) if sample.medium in declared and sample.manifest == "none"]


def _with_c2pa(system: AiSystem) -> frozenset[str]:
    """Return the kinds of output for which the inventory declares C2PA."""
    if not system.is_stated("marking"):
        return frozenset()
    return frozenset(
        kind
        for marking in system.marking
        if marking.is_stated("method") and marking.is_stated("covers") and marking.method == "c2pa"
        for kind in marking.covers
    )


def _broken_manifests(broken: list[Sample]) -> Finding:
    """Say that manifests do not fit their files."""
    return failed(
        "the manifest of {n} sample is broken, or does not fit the file",
        plural="the manifests of {n} samples are broken, or do not fit the files",
        at=_AT,
        fix=text("sign outputs after their last change, and replace the samples"),
        evidence=_proofs(broken),
        n=len(broken),
    )


def _no_manifest(lacking: list[Sample]) -> Finding:
    """Say that samples lack the manifest that is declared."""
    return failed(
        "C2PA is declared, but {n} sample has no manifest",
        plural="C2PA is declared, but {n} samples have no manifest",
        at=("marking", _AT),
        fix=text("write manifests into all outputs of the kinds under `marking`, or correct what is declared there"),
        evidence=_proofs(lacking),
        n=len(lacking),
    )


def _samples(system: AiSystem, ctx: Context[None]) -> tuple[Sample, ...] | Finding:
    """Return the samples of which something was read, or why there are none."""
    if system.is_stated("generative") and not system.generative:
        return not_applicable("the system generates nothing", at="generative")
    if not system.output_samples:
        return needs_review("no sample outputs are kept: a person has to look", at=_AT)
    samples = _without_copies(ctx.fact(output_provenance))
    if not _read(samples) and not any(sample.broken for sample in samples):
        return unknown("none of the sample outputs could be read", at=_AT)
    return samples


def _read(samples: Iterable[Sample]) -> list[Sample]:
    return [sample for sample in samples if sample.outcome == "read"]


def _without_copies(samples: tuple[Sample, ...]) -> tuple[Sample, ...]:
    """Return the samples, each of several that are alike to the byte once: a copy shows nothing new."""
    return tuple({replace(sample, path="") if sample.sha256 else sample: sample for sample in samples}.values())


def _to_look_at(message: str, some: list[Sample], samples: Sequence[Sample]) -> Finding:
    """Say that a person has to look at some of the samples."""
    return needs_review(message, at=_AT, evidence=_proofs(some), n=len(some), total=len(samples))


def _all_read(message: str, samples: Sequence[Sample]) -> Finding:
    """Say that all samples that were read are as they should be."""
    read = _read(samples)
    return passed(message, at=_AT, evidence=_proofs(read), n=len(read), total=len(samples))


_SEEN = {
    "none": text("a sample without a manifest"),
    "not_validated": text("a sample with a manifest: claimed, not verified"),
    "valid": text("a sample with a valid manifest; whose signature it is was held against no list"),
    "trusted": text("a sample with a valid manifest of a trusted signer"),
    "invalid": text("a sample whose manifest does not fit it"),
    "malformed": text("a sample whose manifest is broken"),
}


def _proofs(samples: list[Sample]) -> list[Evidence]:
    return [
        evidence(_SEEN[sample.validity], file=sample.path, sha256=sample.sha256) for sample in samples[:_MAX_PROOFS]
    ]


CHECKS: tuple[Check[Any], ...] = (samples_marked, samples_say_ai, samples_labelled_aigc)
"""Those of this module."""
