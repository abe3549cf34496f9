"""What is planted in a mailbag: copied answers, an outlier, lies, and what arrives that is no submission at all."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from benchmarks.words import LAW

_COPIES = 3
"""Questions that a copier answers with another one's words."""


Document = dict[str, Any]


def copy(
    facts: Document, other: Document, name: str, victim: str, chance: random.Random
) -> Iterator[tuple[str, str, str]]:
    """Answer some questions with another company's words, changed a little."""
    theirs = {answer["question"]: answer["text"] for answer in other["answers"] if len(answer["text"]) > 60}
    laws = {text for texts in LAW.values() for text in texts}
    mine = [a for a in facts["answers"] if theirs.get(a["question"], "") not in laws and a["question"] in theirs]
    for answer in chance.sample(mine, min(_COPIES, len(mine))):
        answer["text"] = _changed(theirs[answer["question"]], chance)
        yield (min(name, victim), max(name, victim), answer["question"])


def _changed(text: str, chance: random.Random) -> str:
    """Return a text with one to three of its passages exchanged, the spacing changed, and a mark dropped."""
    for _ in range(chance.randint(1, 3)):
        place, other = (chance.randrange(len(text) - 5) for _ in range(2))
        text = text[:place] + text[other : other + 4] + text[place + 4 :]
    position = chance.randrange(len(text) // 4, len(text) // 2)
    return f"{text[:position]}\u200b{chance.choice(('!', '  ', '-'))}{text[position:]}".replace(".", " ;", 1)


def withdraw(facts: Document) -> None:
    """Declare that there is next to nothing to look at: no transfer at all, two datasets."""
    records = facts["inventory"]["records"]
    records["transfer"] = []
    records["dataset"] = records["dataset"][:2]
    facts["inventory"]["none"] = sorted({*facts["inventory"]["none"], "transfer"})
    places = facts["inventory"]["places"]
    kept = {f"{kind}:{record['id']}" for kind, entries in records.items() for record in entries}
    facts["inventory"]["places"] = {key: value for key, value in places.items() if key in kept}


def lie(assessment: Document, number: int) -> None:
    """Claim better than the facts give, in one of five ways."""
    framework = assessment["frameworks"][0]
    gap = next(control for control in framework["controls"] if control["status"] != "pass")
    met = next(control for control in framework["controls"] if control.get("basis") == "declared")
    kind = number % 5
    if kind == 0:
        gap["status"], gap["basis"] = "pass", "confirmed"
    elif kind == 1:
        met["basis"] = "examined"
    elif kind == 2:
        framework["score"]["low"] = min(framework["score"]["low"] + 0.2, 1.0)
    elif kind == 3:
        assessment["findings"] = [f for f in assessment["findings"] if f["control"] != gap["id"]]
    else:
        gap["status"] = "not_applicable"


def write(folder: Path, assessment: Document, facts: bytes) -> None:
    (folder / "out").mkdir(parents=True)
    (folder / "out" / "facts.json").write_bytes(facts)
    (folder / "out" / "assessment.json").write_bytes(to_json(assessment, indent=1) + b"\n")


def _spoilt(place: Path, model: Path, name: str, data: bytes) -> None:
    (place / "out").mkdir(parents=True)
    for other in ("assessment.json", "facts.json"):
        (place / "out" / other).write_bytes((model / "out" / other).read_bytes())
    (place / "out" / name).write_bytes(data)


def _other_facts(place: Path, model: Path) -> None:
    data = (model / "out/facts.json").read_bytes().replace(b"team 1", b"team 2", 1)
    _spoilt(place, model, "facts.json", data)


def _truncated(place: Path, model: Path) -> None:
    _spoilt(place, model, "facts.json", (model / "out/facts.json").read_bytes()[:-200])


def _no_facts(place: Path, model: Path) -> None:
    _spoilt(place, model, "facts.json", b"{}")
    (place / "out/facts.json").unlink()


def _huge(place: Path, _model: Path) -> None:
    place.mkdir()
    with (place / "assessment.json").open("wb") as file:
        file.truncate(65 * 1024**2)


BROKEN = {
    "broken-other-facts": _other_facts,
    "broken-truncated": _truncated,
    "broken-no-facts": _no_facts,
    "broken-bytes.govkit": lambda place, _model: place.write_bytes(random.Random(1).randbytes(4_000)),
    "broken-empty": lambda place, _model: place.mkdir(),
    "broken-nested": lambda place, model: _spoilt(place, model, "assessment.json", b"[" * 50_000),
    "broken-constant": lambda place, model: _spoilt(place, model, "assessment.json", b'{"govkit": NaN}'),
    "broken-kind": lambda place, model: _spoilt(place, model, "assessment.json", b'{"govkit": "assessment/9"}'),
    "broken-list": lambda place, model: _spoilt(place, model, "facts.json", b"[]"),
    "broken-bytes": lambda place, model: _spoilt(place, model, "facts.json", b"\xff\xfe\x00govkit"),
    "broken-link": lambda place, model: place.symlink_to(model),
    "broken-pipe": lambda place, _model: os.mkfifo(place),
    "broken-zip.govkit": lambda place, _model: place.write_bytes(b"PK\x05\x06" + bytes(18)),
    "broken-nothing.govkit": lambda place, _model: place.write_bytes(b""),
    "broken-note.txt": lambda place, _model: place.write_text("Please find our assessment attached.", "utf-8"),
    "broken-huge": _huge,
}
"""What arrives beside submissions, by name; each is to be rejected with a reason."""
