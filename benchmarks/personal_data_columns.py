"""Personal data in columns: how right and how quick, on tables with real, masked and shuffled headers, beside peers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.personal_data import peers
from benchmarks.personal_data.generator import tables
from benchmarks.personal_data.measure import TRACKS, Labelled, Prediction, Scores, evidence_of, headed, score
from benchmarks.personal_data.peers import Detect
from benchmarks.personal_data.public import FOLDER, public_tables
from benchmarks.runner import Entry, Suite
from govkit_personal_data.judge import judge_table

COUNTS = {"small": 40, "medium": 150, "full": 400}
SEED = 20261122
_LATEST_YEAR = 2026


def suites(size: str) -> Iterator[Suite]:
    """Print the scores on every set and track, and yield how long they take; peers that are not installed are named."""
    sets = {
        "generated, never fitted on": [headed(table) for table in tables("kept", COUNTS[size], SEED)],
        "public, never fitted on": list(public_tables("kept")),
    }
    if not sets["public, never fitted on"]:
        print(f"  no public tables: {FOLDER} does not name a folder of git directories", flush=True)
    detectors = dict(_detectors())
    for title, found in sets.items():
        if not found:
            continue
        print(f"  {title}: {len(found)} tables", flush=True)
        for track in TRACKS:
            for name, detect in detectors.items():
                print(f"    {track:9}{name:28}{_line(_scored(found, track, detect))}", flush=True)
    few = sets["generated, never fitted on"][:20]
    entries = tuple(
        Entry(name, lambda detect=detect: [detect(table, "real") for table in few])
        for name, detect in detectors.items()
    )
    yield Suite(f"{sum(len(table.columns) for table in few)} columns, judged", "govkit", entries)


def _line(scores: Scores) -> str:
    return (
        f"direct P {scores.precision:.3f} R {scores.recall:.3f} F1 {scores.direct:.3f}   "
        f"category F1 {scores.category:.3f}   calibration error {scores.calibration:.3f}   n {scores.columns}"
    )


def _scored(found: Sequence[Labelled], track: str, detect: Detect) -> Scores:
    return score((gold, said) for table in found for gold, said in zip(table.golds, detect(table, track), strict=True))


def _detectors() -> Iterator[tuple[str, Detect]]:
    yield "govkit", _govkit
    yield from peers.installed()


def _govkit(table: Labelled, track: str) -> list[Prediction]:
    verdicts = judge_table(
        evidence_of(table, track, SEED), table.name if track != "masked" else "", latest_year=_LATEST_YEAR
    )
    return [
        Prediction(verdict.detections[0].category, verdict.detections[0].confidence)
        if verdict.detections
        else Prediction(None)
        for verdict in verdicts
    ]
