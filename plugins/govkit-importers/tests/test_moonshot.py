"""Results of Moonshot, elder and newer, become evaluations of a model and evidence for them; no prompt comes along."""

from __future__ import annotations

import pytest

ELDER = {
    "metadata": {
        "id": "run-1", "start_time": "2026-05-15 13:08:56", "end_time": "2026-05-15 13:09:17", "status": "completed",
        "recipes": None, "cookbooks": ["c"], "endpoints": ["bot"], "prompt_selection_percentage": 8,
    },
    "results": {
        "cookbooks": [
            {"recipes": [{"details": [
                {"model_id": "bot", "dataset_id": "facts", "data": [{"prompt": "canary"}],
                 "metrics": [{"grading_criteria": {"accuracy": 75.0}}]}
            ]}]}
        ]
    },
}  # fmt: skip
NEWER = {
    "run_metadata": {"run_id": "run-2", "end_time": "2026-05-16 10:00:00"},
    "run_results": [
        {
            "metadata": {"test_name": "made-up", "connector": {"model": "bot"}},
            "results": {
                "individual_results": {"a": [{"prompt": "canary"}]},
                "evaluation_summary": {"rate": {"asr": 12}},
            },
        }
    ],
}


@pytest.mark.parametrize(
    ("name", "content", "metric", "value"), [("a", ELDER, "accuracy", 75.0), ("b", NEWER, "rate.asr", 12.0)]
)
def test_results_become_evaluations_and_evidence(imported, tmp_path, inventory, name, content, metric, value):
    code, (told,), _ = imported({f"{name}.json": content})
    assert (code, told["importer"], told["counts"]) == (0, "moonshot", {"evidence": 1, "models": 1})
    found = inventory()
    (evaluation,) = found.get("model:bot").evaluations
    assert (evaluation.metric, evaluation.value) == (metric, value)
    (evidence,) = found.records_of("evidence")
    assert found.get(f"evidence:{evidence['id']}").supports == ("model:bot",)
    assert "canary" not in (tmp_path / told["written"]).read_text()
