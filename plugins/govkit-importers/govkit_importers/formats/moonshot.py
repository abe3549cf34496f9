"""Results of Project Moonshot, of version 0.6 and of its newer runs, as evaluations of models and evidence of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkit.model.worded import worded
from govkit.plugin.draft import Draft
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.node import Node

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_NEWER = re.compile(rb'^\s*\{\s*"run_metadata"\s*:')
_ELDER = re.compile(rb'^\s*\{\s*"metadata"\s*:\s*\{[^{}]*"(cookbooks|recipes)"\s*:[^{}]*"endpoints"\s*:', re.DOTALL)


class Moonshot:
    """Reads measured values; prompts and what models said to them stay where they are."""

    title = "Moonshot results"

    def __init__(self, host: Host) -> None:
        """Take the host, which reads files."""
        self._host = host

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by the keys of a run."""
        if _NEWER.search(head):
            return Proof(0.9, worded("run_metadata of Moonshot"))
        return Proof(0.9, worded("metadata of a run with cookbooks and endpoints")) if _ELDER.search(head) else NOT_MINE

    def load(self, path: Path) -> Draft:
        """Read the results; each model gets its evaluations, and all of them the file as evidence."""
        document = self._host.document(path)
        draft = Draft(document.path, "Moonshot")
        root = Node(document, draft)
        about = root.child("run_metadata" if "run_metadata" in root.value else "metadata")
        ended = about.text("end_time")[:10]
        if about.text("status") not in ("", "completed"):
            draft.warn("status", "the run was not completed", about.at("status"))
        found: dict[str, list[dict[str, Any]]] = {}
        for model, evaluation in [*_elder(root, about), *_newer(root)]:
            told = {**evaluation, "done_on": ended}
            found.setdefault(model, []).append({key: value for key, value in told.items() if value != ""})
        for model, evaluations in found.items():
            draft.subject("model", model, root.at()).say("evaluations", evaluations, root.at(), what="results")
        if found:
            evidence = draft.subject("evidence", about.text("id") or about.text("run_id") or path.stem, about.at())
            evidence.say("kind", "test_report", about.at(), what="metadata")
            evidence.say("sha256", document.sha256, "", what="file")
            evidence.say("dated", ended, about.at("end_time"), what="end_time")
            models = [f"model:{draft.subject('model', model).key}" for model in found]
            evidence.say("supports", models, about.at(), what="endpoints")
        else:
            draft.warn("results", "there is no measured value in it", root.at())
        return draft


def _elder(root: Node, about: Node) -> list[tuple[str, dict[str, Any]]]:
    found = []
    share = about.text("prompt_selection_percentage")
    for cookbook in root.child("results").children("cookbooks"):
        for recipe in cookbook.children("recipes"):
            for detail in recipe.children("details"):
                told = {"dataset": detail.text("dataset_id")} | ({"slice": f"{share} % of prompts"} if share else {})
                for metrics in detail.children("metrics"):
                    values = _numbers(metrics.child("grading_criteria"))
                    found += [(detail.text("model_id"), {**told, **value}) for value in values]
    return [(model, entry) for model, entry in found if model]


def _newer(root: Node) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for run in root.children("run_results"):
        about = run.child("metadata")
        model = about.child("connector").text("model")
        told = {"dataset": about.text("dataset") or about.text("test_name")}
        values = _numbers(run.child("results").child("evaluation_summary"))
        found += [(model, {**told, **value}) for value in values]
    return [(model, entry) for model, entry in found if model]


def _numbers(node: Node, above: str = "") -> list[dict[str, Any]]:
    """Return the numbers of a summary, those in its mappings by their names joined with a dot."""
    found: list[dict[str, Any]] = []
    for key, value in node.value.items():
        name = f"{above}{key}"
        if isinstance(value, dict):
            found += _numbers(node.child(str(key)), f"{name}.")
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            found.append({"metric": name, "value": float(value)})
    return found


def importer(host: Host) -> Moonshot:
    """Return the importer."""
    return Moonshot(host)
