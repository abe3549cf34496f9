"""`govkit assess`: by which checklists it judges, and that one in another's place is named."""

import json

from govkit.engine.checklists import Library
from tests.cli.conftest import DAY


def test_frameworks_of_the_command_line_win(shop, assess):
    code, _, err = assess("--framework", "owm")
    assert code == 2
    assert "there is no framework `owm`" in err


def test_nothing_to_judge_by_is_an_error_and_not_a_clean_run(shop, call):
    (shop / "govkit.yaml").write_text("govkit: config/1\nframeworks: []\n")
    code, out, err = call("assess")
    assert (code, out) == (2, "")
    assert err.startswith("error: there is no checklist to assess by (")


def test_a_single_file_is_assessed(shop, call):
    code, out, _ = call("assess", "inventory/all.yaml", "-c", "own.checklist.yaml", "--framework", "own", "--no-out")
    assert code == 1
    assert "Shop Co" in out


def test_a_file_in_place_of_an_installed_checklist_is_named(shop, call):
    """Whoever writes easier requirements under the name of known ones is seen by every reader, and by the verifier."""
    installed = next(entry for entry in Library().installed if entry.framework == "data-house-rules")
    text = installed.path.read_text("utf-8")
    easy = (
        "controls:\n  - id: data.owner\n    title: It holds\n    why: It matters.\n    severity: low\n"
        "    applies: {on: dataset}\n    all: [{require: {personal: {in: [true, false]}}}]\n"
    )
    for content, stands_in in ((text.partition("controls:\n")[0] + easy, [installed.key]), (text, [])):
        (shop / "given.yaml").write_text(content, "utf-8")
        _, out, err = call("assess", "-c", "own.checklist.yaml", "-c", "given.yaml", "--as-of", DAY, "--format", "json")
        assert out, err
        problems = json.loads(out)["problems"]
        assert [entry["name"] for entry in problems if entry["kind"] == "checklist"] == stands_in
        code, told, _ = call("verify", "out/assessment.json", "--folder", ".")
        assert (code, f"checklist {installed.key}: is a file" in told) == ((5, True) if stands_in else (0, False))


def test_an_edition_that_nobody_knows_is_named(shop, call):
    """Easier requirements may bear the name of a known framework, and a year of their own."""
    installed = next(entry for entry in Library().installed if entry.framework == "data-house-rules")
    text = installed.path.read_text("utf-8").replace('edition: "2026.11"', 'edition: "2031.01"')
    assert "2031.01" in text
    (shop / "given.yaml").write_text(text, "utf-8")
    _, out, err = call("assess", "-c", "own.checklist.yaml", "-c", "given.yaml", "--as-of", DAY, "--format", "json")
    assert out, err
    problems = [entry for entry in json.loads(out)["problems"] if entry["kind"] == "checklist"]
    assert [entry["name"] for entry in problems] == ["data-house-rules@2031.01"]
    assert "not among those installed" in problems[0]["message"]["text"]
    assert call("verify", "out/assessment.json", "--folder", ".")[0] == 0
