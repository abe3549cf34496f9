"""Process checks of AI Verify: the workbook, and the answers of its portal, as evidence of what was answered."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govkit.model.errors import InputError
from govkit.model.placeholder import silence_of
from govkit.model.worded import worded
from govkit.plugin.draft import Draft, Left
from govkit.plugin.importer import NOT_MINE, Proof
from govkit_importers.node import Node
from govkit_importers.workbook import Sheet, is_workbook, read

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_PORTAL_KEY = re.compile(rb'^\s*\{\s*"(?:completed|elaboration)-\d+(?:\.\d+)+"\s*:')
_ID = re.compile(r"\d+(?:\.\d+)+")
_SAID = {"yes": "yes", "no": "no", "n/a": "not applicable", "na": "not applicable", "n.a.": "not applicable"}
_COPIED = 3
"""From so many answers on, one and the same explanation explains none of them."""
_PORTAL = (
    "2 5 1 1 1|1|1 1 1 1 1 1 1 1 2 1 1 1 1 1|1 1 1 1 4 1|1 1 2 4 3 2 1|1 1 1 1 3|1 1 1 2 1 1 1 1 1|1 1 1 1|"
    "3 1 1 1 2 1 1 1|2 3 1 1 1|1|1 1 1 1 1 1 1"
)
_WORKBOOK = (
    "6 1 1 1 1 1 2|1 1|1 1 1 1 1 1 1 1 1 1 1 1|1 1 2 1 2 4 1 1 2 2|1 1 1 1 1 1 1 1 1 1 1 1 1 1|1 1 1 1 1 3 2|"
    "1 1 1 1 1 1 1 1 1 1 1|1 1 2 1 1|1 1 1 1 4 1 1 1 2 1 1 1|1 2 3 1 1 1|1 1"
)
"""Of each principle, how many process checks each of its outcomes has: two editions, 97 and 112 in all."""


class Answer(NamedTuple):
    """What was filled in about one process check."""

    id: str
    completed: str
    elaboration: str
    at: str


class AiVerify:
    """Reads what was answered; ids that the edition does not have are told, and never counted."""

    title = "AI Verify process checks"

    def __init__(self, host: Host) -> None:
        """Take the host, which reads files."""
        self._host = host

    def detect(self, head: bytes, path: Path) -> Proof:
        """Prove by the keys of the portal, or by the columns of the workbook."""
        if _PORTAL_KEY.search(head):
            return Proof(0.95, worded("completed and elaboration of process checks"))
        if is_workbook(head, path):
            try:
                book = read(path, rows=15)
            except InputError:
                return NOT_MINE
            sheets = sum(_columns(sheet) is not None for sheet in book.sheets)
            return Proof(0.97, worded("{sheets} sheets of process checks", sheets=sheets)) if sheets > 1 else NOT_MINE
        return NOT_MINE

    def load(self, path: Path) -> Draft:
        """Read the answers; evidence is made only of those that say something in words of their own."""
        with path.open("rb") as file:
            workbook = file.read(4) == b"PK\x03\x04"
        draft = Draft(str(path), f"AI Verify, {'workbook' if workbook else 'answers of the portal'}")
        answers = list(_of_workbook(path) if workbook else self._of_portal(path, draft))
        known = ids_of(_WORKBOOK if workbook else _PORTAL)
        valid = []
        for answer in answers:
            if answer.id in known:
                valid.append(answer)
            elif answer.completed:
                draft.leave(answer.id, "this edition has no such process check; it is not counted", answer.at)
        _evidence(draft, path, _stated(valid, draft), len(known))
        return draft

    def _of_portal(self, path: Path, draft: Draft) -> Iterator[Answer]:
        document = self._host.document(path)
        draft.source = document.path
        root = Node(document, draft)
        for key in root.value:
            kind, _, id_ = str(key).partition("-")
            if kind == "completed":
                yield Answer(id_, root.text(key), root.text(f"elaboration-{id_}"), root.at(key))


def ids_of(counts: str) -> frozenset[str]:
    """Return the ids of an edition by how many each outcome of each principle has."""
    return frozenset(
        f"{principle}.{outcome}.{number}"
        for principle, outcomes in enumerate(counts.split("|"), 1)
        for outcome, count in enumerate(outcomes.split(), 1)
        for number in range(1, int(count) + 1)
    )


def _columns(sheet: Sheet) -> tuple[int, Mapping[str, int]] | None:
    """Return the row of the header and its columns, where the sheet has process checks."""
    for number, row in sheet.rows.items():
        names = {" ".join(cell.text.split()).lower(): column for column, cell in row.items()}
        completed = next((column for name, column in names.items() if name.endswith("checks completed")), None)
        if completed is not None and {"outcome id", "process id", "elaboration"} <= names.keys():
            return number, {**names, "completed": completed}
    return None


def _of_workbook(path: Path) -> Iterator[Answer]:
    for sheet in read(path).sheets:
        found = _columns(sheet)
        for number in sheet.rows if found is not None else ():
            header, columns = found if found is not None else (0, {})
            id_ = sheet.text(number, columns["process id"])
            if number > header and _ID.fullmatch(id_):
                at = sheet.place(number, columns["completed"])
                elaboration = sheet.text(number, columns["elaboration"])
                yield Answer(id_, sheet.text(number, columns["completed"]), elaboration, at)


def _stated(answers: list[Answer], draft: Draft) -> list[Answer]:
    """Return the answers that somebody gave: of a known word, with an explanation that is not copied from another."""
    alike = Counter(" ".join(answer.elaboration.split()).lower() for answer in answers)
    found = []
    for answer in answers:
        said = answer.completed.strip().lower()
        if not said:
            continue
        if said not in _SAID:
            draft.leave(answer.id, "it is answered by neither yes, no nor n/a", answer.at)
        elif not answer.elaboration.strip() or silence_of(answer.elaboration) is not None:
            draft.placeholders.append(Left(answer.id, "it is answered without an explanation", answer.at))
        elif alike[" ".join(answer.elaboration.split()).lower()] >= _COPIED:
            draft.placeholders.append(Left(answer.id, "its explanation is the same as that of others", answer.at))
        else:
            found.append(answer)
    return found


def _evidence(draft: Draft, path: Path, stated: list[Answer], of: int) -> None:
    if not stated:
        draft.warn("process checks", f"none of {of} is answered in words of its own; this is no evidence")
        return
    counts = Counter(_SAID[answer.completed.strip().lower()] for answer in stated)
    told = ", ".join(f"{word} {counts[word]}" for word in ("yes", "no", "not applicable"))
    evidence = draft.subject("evidence", f"ai-verify-{path.name.partition('.')[0]}")
    evidence.say("kind", "attestation", what="file")
    evidence.say("sha256", hashlib.sha256(path.read_bytes()).hexdigest(), what="file")
    evidence.say("description", f"Process checks of AI Verify: {len(stated)} of {of} answered ({told}).", what="file")


def importer(host: Host) -> AiVerify:
    """Return the importer."""
    return AiVerify(host)
