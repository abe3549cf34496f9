"""`govkit answer attach`: evidence joins the answer of the person who gave it, and no other."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from govkit.cli.main import run

CHECKLIST = """\
govkit: checklist/1
framework:
  id: own
  edition: "1"
  title: Own rules
  source: {publisher: Us, document: Own rules, grade: O, read: text, as_of: 2026-11-21}
controls:
  - id: agreed
    title: The business has agreed
    why: Who uses the data knows best.
    severity: high
    applies: {on: dataset}
    all: [{ask: agreed, text: Did the business agree?, evidence: required}]
"""
ID = "own/agreed#agreed"
RULES = ("-c", "own.checklist.yaml", "--as-of")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    place = tmp_path / "it"
    place.mkdir()
    (place / "govkit.yaml").write_text("govkit: config/1\nframeworks: [own]\norganisation: shop\n")
    (place / "inventory.yaml").write_text(
        "govkit: inventory/1\norganisations: [{id: shop}]\ndatasets: [{id: crm}, {id: logs}]\n"
    )
    (place / "own.checklist.yaml").write_text(CHECKLIST)
    (tmp_path / "minutes.txt").write_text("agreed")
    (tmp_path / "renewed.txt").write_text("agreed again")
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def attach(folder, capsys):
    """Return a function that attaches a file on a day: exit code, what was told."""
    found = {}
    for question in yaml.safe_load(_listed(capsys)):
        found[question["subject"]] = question["hash"]
    answer = {"question": ID, "question_hash": found["dataset:crm"], "subject": "dataset:crm", "value": True}
    said = {"govkit": "answers/1", "answers": [answer | {"author": "Anong (Sales)", "date": date(2026, 11, 1)}]}
    (folder / "answers").mkdir()
    (folder / "answers" / "anong.yaml").write_text(yaml.safe_dump(said))

    def attach(name, *more, day="2026-11-21", question=ID, author="Anong (Sales)"):
        capsys.readouterr()
        code = run(["answer", "attach", f"../{name}", "--question", question, "--author", author, *more, *RULES, day])
        return code, capsys.readouterr().err

    return attach


def _listed(capsys):
    capsys.readouterr()
    assert run(["answer", "--list", "--json", *RULES, "2026-11-21"]) in (0, 1)
    return capsys.readouterr().out


def kept(folder):
    files = sorted(folder.glob("answers/*.yaml"))
    found = [answer for path in files for answer in yaml.safe_load(path.read_text())["answers"]]
    return sorted(found, key=lambda answer: str(answer["date"]))


def test_evidence_joins_the_answer_with_digest_days_and_keeper(folder, attach, capsys):
    assert '"dataset:crm"' in _listed(capsys)  # a yes without the evidence that is required
    code, told = attach(
        "minutes.txt", "--subject", "dataset:crm", "--valid-to", "2027-01-31", "--owner", "Board office"
    )
    assert (code, "attached evidence/minutes.txt" in told) == (0, True)
    answer = kept(folder)[-1]
    assert (answer["value"], answer["author"], str(answer["date"])) == (True, "Anong (Sales)", "2026-11-21")
    (evidence,) = answer["evidence"]
    assert (evidence["path"], str(evidence["valid_to"]), evidence["owner"]) == (
        "evidence/minutes.txt",
        "2027-01-31",
        "Board office",
    )
    assert len(evidence["sha256"]) == 64
    assert '"dataset:crm"' not in _listed(capsys)


def test_evidence_is_added_or_takes_the_place_of_what_expired(folder, attach):
    crm = ("--subject", "dataset:crm")
    assert attach("minutes.txt", *crm)[0] == 0
    assert attach("renewed.txt", *crm, day="2026-11-22")[0] == 0
    assert [one["path"] for one in kept(folder)[-1]["evidence"]] == ["evidence/minutes.txt", "evidence/renewed.txt"]
    assert attach("renewed.txt", "--instead", *crm, day="2026-11-23")[0] == 0
    assert [one["path"] for one in kept(folder)[-1]["evidence"]] == ["evidence/renewed.txt"]


@pytest.mark.parametrize(
    ("name", "more", "how", "said"),
    [
        ("minutes.txt", (), {}, "asked about 2 subjects"),
        ("minutes.txt", ("--subject", "dataset:crn"), {}, "did you mean `dataset:crm`"),
        ("minutes.txt", ("--subject", "dataset:logs"), {}, "has not answered"),
        ("minutes.txt", ("--subject", "dataset:crm"), {"author": "Somchai (IT)"}, "has not answered"),
        ("minutes.txt", ("--subject", "dataset:crm"), {"question": "own/agreed#agred"}, "did you mean"),
        ("minutes.txt", ("--subject", "dataset:crm"), {"day": "2026-10-01"}, "later day"),
        ("nothing.txt", ("--subject", "dataset:crm"), {}, "no such file"),
    ],
)
def test_what_does_not_fit_changes_nothing(folder, attach, name, more, how, said):
    before = kept(folder)
    code, told = attach(name, *more, **how)
    assert (code, said in told, told.count("\n")) == (2, True, 1)
    assert kept(folder) == before


@pytest.mark.parametrize("blank", [b"", b" \n", b"TBD\n"])
def test_a_file_in_which_there_is_nothing_to_read_is_refused(folder, attach, blank) -> None:
    (folder.parent / "form.txt").write_bytes(blank)
    code, told = attach("form.txt", "--subject", "dataset:crm")
    assert (code, "there is nothing to read in the file" in told) == (2, True)
    assert not (folder / "evidence").exists()
