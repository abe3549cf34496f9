"""The hooks by which a plugin takes part in a run. Arguments are only ever added at the end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pluggy

from govkit.model.assessment import Assessment
from govkit.plugin.check import Check
from govkit.plugin.exhibit import ExhibitMaker
from govkit.plugin.extension import Extension

hookspec = pluggy.HookspecMarker("govkit")
hookimpl = pluggy.HookimplMarker("govkit")


@hookspec
def register_checks() -> Iterable[Check[Any]]:  # type: ignore[empty-body]
    """Return the checks of the plugin. Called once, when the plugin is loaded."""


@hookspec
def register_exhibits() -> Iterable[ExhibitMaker]:  # type: ignore[empty-body]
    """Return the exhibits of the plugin. Called once, when the plugin is loaded; they are made after all checks."""


@hookspec
def register_extensions() -> Iterable[Extension]:  # type: ignore[empty-body]
    """Return the typed fields that the plugin adds to subjects. Called once, when the plugin is loaded."""


@hookspec
def assessment_started(frameworks: tuple[str, ...], subjects: int) -> None:
    """Be told that judging begins, with the keys `framework@edition` and the number of subjects."""


@hookspec
def assessment_finished(assessment: Assessment) -> None:
    """Be given the finished assessment, to store or send it. Changes to it are not seen by anybody else."""
