"""IPTC's vocabulary of digital source types, as far as it tells machines from cameras and hands."""

from __future__ import annotations

from typing import Literal, get_args

SourceType = Literal[
    "algorithmicMedia",
    "algorithmicallyEnhanced",
    "composite",
    "compositeCapture",
    "compositeSynthetic",
    "compositeWithTrainedAlgorithmicMedia",
    "computationalCapture",
    "dataDrivenMedia",
    "digitalArt",
    "digitalCapture",
    "digitalCreation",
    "humanEdits",
    "minorHumanEdits",
    "multiFrameComputationalCapture",
    "negativeFilm",
    "other",
    "positiveFilm",
    "print",
    "screenCapture",
    "softwareImage",
    "trainedAlgorithmicData",
    "trainedAlgorithmicMedia",
    "virtualRecording",
]
"""A term of the vocabulary; `other` stands for any word that is not in it."""

BY_A_MODEL: frozenset[SourceType] = frozenset({"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"})
"""What says that a trained model made the output, or part of it."""
_TERMS: dict[str, SourceType] = {term: term for term in get_args(SourceType)}


def source_type(value: str) -> SourceType:
    """Return the term of an address or a bare word."""
    return _TERMS.get(value.strip().rpartition("/")[2], "other")
