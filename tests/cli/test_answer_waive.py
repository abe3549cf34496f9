"""`govkit answer`, `govkit waive` and what they write."""

import json
import os
import subprocess
import sys

import pytest

from govkit.engine.entries import add_entries
from govkit.engine.kept_answers import slug
from govkit.engine.lock import sole_writer
from govkit.engine.read import read_document
from govkit.model.errors import InputError
from tests.cli.conftest import DAY

ANSWER = ("answer", ".", "-c", "own.checklist.yaml", "--as-of", DAY)
WAIVE = ("waive", "own/retention", "--owner", "CEO", "--reason", "Sold", "-c", "own.checklist.yaml")


def entries(path, key):
    return read_document(path).value[key]


def test_questions_are_listed(shop, call):
    code, out, _ = call(*ANSWER, "--list")
    assert code == 0
    assert out == (
        "medium  own/agreed#agreed  dataset:crm\n    Did the business agree?\n"
        "medium  own/agreed#agreed  dataset:logs\n    Did the business agree?\n"
    )
    _, out, _ = call(*ANSWER, "--json")
    assert [row["subject"] for row in json.loads(out)] == ["dataset:crm", "dataset:logs"]


def test_an_answer_is_kept_with_author_day_hash_and_evidence(shop, typed, assess):
    done = typed("Somchai ใจดี (DPO)\nmaybe\ny\nThe board agreed.\nnowhere.txt\ndata/minutes.txt\n\n\n\nq\n", *ANSWER)
    assert done.return_value == 0
    assert "help: A minute of the meeting." in done.stderr
    assert "why: Who uses the data knows best." in done.stderr
    assert "that is none of them" in done.stderr
    assert "there is no such file" in done.stderr
    (answer,) = entries(shop / "answers/somchai-ใจดี-dpo.yaml", "answers")
    assert answer["value"] is True
    assert answer["author"] == "Somchai ใจดี (DPO)"
    assert answer["date"] == DAY
    assert len(answer["question_hash"]) == 16
    assert answer["evidence"][0]["path"] == "data/minutes.txt"
    assert len(answer["evidence"][0]["sha256"]) == 64
    assess("-q")
    assessment = json.loads((shop / "out/assessment.json").read_text())
    (group,) = (group for group in assessment["groups"] if group.get("basis") == "confirmed")
    assert (group["control"], group["subjects"]) == ("agreed", [["dataset", 0, 0]])


def test_who_does_not_know_leaves_the_question_open(shop, typed):
    done = typed("A\n?\n?\n", *ANSWER)
    assert "0 of 2 answered" in done.stderr
    assert not (shop / "answers").exists()


def test_one_can_leave_and_come_back(shop, typed, call):
    typed("A\ny\n\ndata/minutes.txt\n\n\n\nq\n", *ANSWER)
    code, out, _ = call(*ANSWER, "--list")
    assert code == 0
    assert out.count("own/agreed#agreed") == 1
    typed("y\n\ndata/minutes.txt\n\n\n\n", *ANSWER, "--author", "A")
    assert len(entries(shop / "answers/a.yaml", "answers")) == 2
    assert call(*ANSWER)[2] == "no question is open\n"


def test_what_does_not_apply_needs_a_permitted_qualification(shop, typed):
    typed("A\nx\n1\nOnly 12 people\nCEO\nq\n", *ANSWER)
    (answer,) = entries(shop / "answers/a.yaml", "answers")
    assert answer["qualification"] == {"id": "small", "text": "Only 12 people", "date": DAY, "approver": "CEO"}
    assert "value" not in answer


def test_nobody_is_asked_again_for_whoever_says_who(shop, typed):
    done = typed("TBD\nA\nx\n1\nn/a\nOnly 12 people\nnone\nCEO\nq\n", *ANSWER)
    (answer,) = entries(shop / "answers/a.yaml", "answers")
    assert (answer["author"], answer["qualification"]["approver"]) == ("A", "CEO")
    assert done.stderr.count("that says nothing; write what is meant") == 1
    assert done.stderr.count("that names nobody; write the person or the role that stands behind it") == 2


def test_without_a_permitted_qualification_it_is_not_offered(shop, typed):
    checklist = shop / "own.checklist.yaml"
    line = "    qualifications: [{id: small, text: The dataset holds fewer than a hundred people}]\n"
    checklist.write_text(checklist.read_text().replace(line, ""))
    done = typed("A\nx\nq\n", *ANSWER)
    assert "does not apply" not in done.stderr
    assert "that is none of them" in done.stderr


def test_a_second_answer_of_the_same_day_corrects_the_first(shop, typed):
    typed("A\nn\n\n\nq\n", *ANSWER)
    typed("A\ny\n\ndata/minutes.txt\n\n\n\nq\n", *ANSWER)
    (answer,) = entries(shop / "answers/a.yaml", "answers")
    assert answer["value"] is True


@pytest.mark.parametrize(
    ("question", "typed_in", "value"),
    [
        ("type: choice, choices: [low, high], passes: low", "2\n", "high"),
        ("type: choice, choices: [low, high], passes: low", "medium\nlow\n", "low"),
        ("type: number, passes: 3", "many\n3.5\n", 3.5),
        ("type: number, passes: 3", "-4\n", -4),
        ("type: date", "21/11/2026\n2569-01-01\n2026-11-20\n", "2026-11-20"),
        ("type: text", "As always.\n", "As always."),
    ],
)
def test_each_type_of_answer(shop, typed, question, typed_in, value):
    checklist = shop / "own.checklist.yaml"
    checklist.write_text(checklist.read_text().replace("evidence: required", question))
    typed(f"A\n{typed_in}\n\nq\n", *ANSWER)
    (answer,) = entries(shop / "answers/a.yaml", "answers")
    assert answer["value"] == value


def test_answers_need_a_folder(shop, call):
    code, _, err = call("answer", "inventory/all.yaml")
    assert code == 2
    assert "name the folder" in err


def test_last_facts_are_used_so_that_probes_do_not_run_again(shop, assess, call, monkeypatch):
    assess("-q")
    monkeypatch.setattr("govkit.engine.run.Run.gather", lambda *_: pytest.fail("it gathers again"))
    assert call(*ANSWER, "--list")[0] == 0


def test_names_of_files_come_from_names_of_people():
    assert slug("Somchai Jaidee (DPO)") == "somchai-jaidee-dpo"
    assert slug("สมชาย ใจดี") == "สมชาย-ใจดี"
    assert slug("../../etc/passwd") == "etc-passwd"
    assert slug("!!") == "author"


def test_a_waiver_is_added_and_comments_stay(shop, call):
    (shop / "waivers.yaml").write_text("# ours\ngovkit: waivers/1\nwaivers: []\n")
    assert call(*WAIVE, "--until", "2099-01-01")[0] == 0
    (shop / "waivers.yaml").write_text((shop / "waivers.yaml").read_text() + "# the end\n")
    assert call(*WAIVE, "--until", "2099-02-01", "--subject", "dataset:crm", "--approved-by", "Board")[0] == 0
    text = (shop / "waivers.yaml").read_text()
    assert text.startswith("# ours\n")
    assert "# the end" in text
    first, second = entries(shop / "waivers.yaml", "waivers")
    assert first == {
        "framework": "own",
        "control": "retention",
        "owner": "CEO",
        "reason": "Sold",
        "expires": "2099-01-01",
    }
    assert second["subject"] == "dataset:crm"
    assert second["approved_by"] == "Board"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--until", "2020-01-01"), "--until lies in the past"),
        (("--until", "2099-01-01", "--approved-by", "TBD"), "that names nobody; write the person or the role"),
        (("--until", "2099-01-01", "--reason", "✅"), "that says nothing; write what is meant"),
        (("--until", "2099-01-01", "--subject", "dataset:crn"), "did you mean `dataset:crm`?"),
        (("--until", "2099-01-01", "--subject", "system:crm"), "there is no subject `system:crm`"),
    ],
)
def test_a_waiver_that_matches_nothing_is_refused(shop, call, arguments, said):
    code, _, err = call(*WAIVE, *arguments)
    assert code == 2
    assert said in err
    assert not (shop / "waivers.yaml").exists()


def test_a_waiver_of_an_unknown_control_names_the_nearest(shop, call):
    code, _, err = call("waive", "own/retentoin", *WAIVE[2:], "--until", "2099-01-01")
    assert code == 2
    assert "did you mean `own/retention`?" in err


HOSTILE = 'a: b # "c" \\ \n- d\u2028 \x1b[31m {e} %TAG !!x &y *z | > ไทย'


@pytest.mark.parametrize("before", ["", "# c\n", "\ufeff"])
def test_any_text_survives_being_written(tmp_path, before):
    path = tmp_path / "waivers.yaml"
    if before:
        path.write_text(before + "govkit: waivers/1\nwaivers:\n- {a: 1}\n", "utf-8")
    add_entries(path, "waivers", [{"reason": HOSTILE, "owner": "no", "n": "012", "e": "", "x": None}])
    *_, last = entries(path, "waivers")
    assert last == {
        "reason": " ".join(HOSTILE.replace("\u2028", " ").replace("\x1b", " ").split()),
        "owner": "no",
        "n": "012",
    }


@pytest.mark.parametrize(
    "text",
    [
        "waivers: [{a: 1}]\ngovkit: waivers/1\n",
        "waivers:\n  - {a: 1}\ngovkit: waivers/1\n",
        "govkit: waivers/1\nwaivers: [{a: 1}]\n",
    ],
)
def test_a_list_that_is_not_the_end_of_the_file_is_not_touched(tmp_path, text):
    path = tmp_path / "waivers.yaml"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        add_entries(path, "waivers", [{"b": "2"}])
    assert '[{"b": "2"}]' in str(caught.value)
    assert path.read_text() == text


def test_a_file_without_a_last_line_end_or_list(tmp_path):
    path = tmp_path / "waivers.yaml"
    path.write_text("govkit: waivers/1\nwaivers:\n    - a: 1")
    add_entries(path, "waivers", [{"b": "2"}])
    assert entries(path, "waivers") == [{"a": 1}, {"b": "2"}]
    path.write_text("govkit: waivers/1\n")
    add_entries(path, "waivers", [{"b": "2"}])
    assert entries(path, "waivers") == [{"b": "2"}]


def test_one_writer_at_a_time(shop, assess, call):
    with sole_writer(shop):
        code, out, err = assess()
        assert (code, out) == (4, "")
        assert len(err.splitlines()) == 1
        assert err.startswith("error: ")
        assert "another govkit is writing to this folder" in err
        assert assess("--no-out", "-q")[0] == 1
        assert call(*WAIVE, "--until", "2099-01-01")[0] == 4
    assert assess("-q")[0] == 1


def test_a_killed_writer_locks_nobody_out(shop, assess):
    code = (
        "import os\n"
        "from pathlib import Path\n"
        "from govkit.engine.lock import sole_writer\n"
        f"with sole_writer(Path({str(shop)!r})):\n"
        "    os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    assert (shop / "out/.lock").exists()
    assert assess("-q")[0] == 1


@pytest.mark.skipif(os.name == "nt", reason="permissions differ")
def test_files_keep_their_permissions(shop, call):
    path = shop / "waivers.yaml"
    path.write_text("govkit: waivers/1\nwaivers: []\n")
    path.chmod(0o640)
    call(*WAIVE, "--until", "2099-01-01")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_from_elsewhere_becomes_evidence_with_its_dates_and_keeper(shop, typed, tmp_path):
    paper = tmp_path / "elsewhere.txt"
    paper.write_text("signed")
    done = typed(f"A\ny\n\n{paper}\n2026-01-05\nsoon\n2027-01-05\nBoard office\nq\n", *ANSWER)
    assert "write a date such as 2026-11-21" in done.stderr
    (answer,) = entries(shop / "answers/a.yaml", "answers")
    (evidence,) = answer["evidence"]
    assert (shop / "evidence/elsewhere.txt").read_text() == "signed"
    assert evidence.pop("sha256")
    assert evidence == {
        "path": "evidence/elsewhere.txt", "date": "2026-01-05", "valid_to": "2027-01-05", "owner": "Board office",
    }  # fmt: skip
    paper.write_text("another")
    assert "another file of this name is evidence already" in typed(f"A\ny\n\n{paper}\n\nq\n", *ANSWER).stderr


def test_only_one_owner_is_asked_and_in_thai(shop, call, typed):
    (shop / "inventory/owners.yaml").write_text("govkit: inventory/1\ndatasets: [{id: wiki, owner: IT desk}]\n")
    assert "dataset:crm" not in call(*ANSWER, "--owner", "it desk", "--list")[1]
    code, _, err = call(*ANSWER, "--owner", "IT desks", "--list")
    assert code == 2
    assert "did you mean `IT desk`?" in err
    assert "1 จาก " in typed("A\nq\n", *ANSWER, "--lang", "th").stderr
