"""`govkit assess` and `govkit show`: results, files, and how they fit together."""

import json

import pytest

from govkit.engine.checklists import Library
from tests.cli.conftest import DAY


def test_the_report_goes_to_stdout_and_the_documents_to_out(shop, assess):
    code, out, err = assess()
    assert code == 1
    assert "Shop Co" in out
    assert "GAP high" in out
    assert "wrote out/facts.json and out/assessment.json" in err
    assert "exit 1: 1 requirement with gaps at or above low" in err
    assert json.loads((shop / "out/assessment.json").read_text())["as_of"] == DAY
    assert json.loads((shop / "out/facts.json").read_text())["govkit"] == "facts/1"


def test_no_out_writes_nothing(shop, assess):
    code, _, err = assess("--no-out")
    assert code == 1
    assert not (shop / "out").exists()
    assert "wrote" not in err


def test_quiet_says_nothing_on_stderr(shop, assess):
    _, out, err = assess("-q")
    assert out
    assert err == ""


def test_each_file_belongs_to_the_format_before_it(shop, assess):
    code, out, err = assess(
        "--format", "console", "--format", "html", "-o", "r/report.html", "--format=json", "-oa.json"
    )
    assert code == 1
    assert out.startswith("Shop Co")
    assert (shop / "r/report.html").read_text().startswith("<!doctype html>")
    assert json.loads((shop / "a.json").read_text())["govkit"] == "assessment/1"
    assert "wrote r/report.html" in err


def test_a_file_without_a_format_says_it_by_its_name(shop, assess):
    _, out, _ = assess("-o", "a.csv", "-o", "b.md")
    assert out == ""
    assert (shop / "a.csv").read_text().startswith('"row"')
    assert (shop / "b.md").exists()


def test_one_file_and_one_format_belong_together_in_any_order(shop, assess):
    _, out, _ = assess("-o", "result", "--format", "json")
    assert out == ""
    assert json.loads((shop / "result").read_text())


def test_a_file_that_names_no_format_is_refused_before_any_work(shop, assess):
    code, _, err = assess("-o", "a.pdf")
    assert code == 2
    assert err == "error: a.pdf: the name of the file does not say its format (put `--format NAME` before -o)\n"
    assert not (shop / "out").exists()


def test_two_reports_do_not_go_to_one_file(shop, assess):
    code, _, err = assess("--format", "csv", "-o", "x", "--format", "json", "-o", "x")
    assert (code, err) == (2, "error: two reports can't go to one file (give each -o a file of its own)\n")


def test_an_unknown_format_names_the_nearest(shop, assess):
    code, _, err = assess("--format", "htlm")
    assert (code, err) == (2, "error: there is no format `htlm` (did you mean `html`?)\n")


def test_facts_alone_give_the_same_verdicts(shop, assess, call):
    assess("-q")
    code, _, err = assess("--gather-only", "-o", "facts.json")
    assert (code, err) == (0, "wrote facts.json\n")
    assert (shop / "facts.json").read_bytes() == (shop / "out/facts.json").read_bytes()
    code, out, err = call("assess", "--from", "facts.json", "--format", "json")
    assert code == 1
    again, first = json.loads(out), json.loads((shop / "out/assessment.json").read_text())
    assert again.pop("run") != first.pop("run")
    assert again == first


def test_facts_can_be_judged_on_another_day(shop, assess, call):
    assess("-q")
    _, out, _ = call("assess", "--from", "out/facts.json", "--format", "json", "--as-of", "2027-01-01")
    assert json.loads(out)["as_of"] == "2027-01-01"


def test_facts_can_be_judged_by_another_checklist_and_with_an_earlier_run(shop, assess, call):
    assess("-q")
    text = (shop / "own.checklist.yaml").read_text()
    (shop / "other.yaml").write_text(text.replace("le: P6Y", "le: P10Y"))
    earlier = json.loads((shop / "out/assessment.json").read_text())
    earlier["subjects"]["dataset"].append("sold")
    (shop / "earlier.json").write_text(json.dumps(earlier))
    code, out, _ = call("assess", "--from", "out/facts.json", "-c", "other.yaml", "--since", "earlier.json", "-q")
    assert code == 1
    assert "GAP" not in out
    assert "dataset:sold is not declared" in out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"as_of": "tomorrow"}, "is broken at as_of"),
        ({"config": {"fail_on": "never"}}, "is broken at config"),
        ({"facts": 3}, "is broken at facts"),
    ],
)
def test_broken_facts_are_one_line(shop, assess, call, change, said):
    assess("-q")
    facts = json.loads((shop / "out/facts.json").read_text())
    (shop / "facts.json").write_text(json.dumps(facts | change))
    code, _, err = call("assess", "--from", "facts.json")
    assert code == 2
    assert said in err
    assert len(err.splitlines()) == 1


def test_facts_without_a_checklist_are_not_a_clean_run(shop, assess, call):
    assess("-q")
    facts = json.loads((shop / "out/facts.json").read_text())
    (shop / "facts.json").write_text(json.dumps(facts | {"checklists": [], "config": {"frameworks": []}}))
    code, out, err = call("assess", "--from", "facts.json")
    assert (code, out) == (2, "")
    assert "there is no checklist to assess by" in err


def test_a_plugin_that_can_not_take_the_assessment_is_a_problem(shop, assess, monkeypatch):
    from govkit.model.message import Message
    from govkit.plugin.manager import Plugins

    def notify(_self, hook, **_):
        return [("acme", Message("it broke"))] if hook == "assessment_finished" else []

    monkeypatch.setattr(Plugins, "notify", notify)
    code, out, err = assess()
    assert code == 3
    assert "acme" in out
    assert "exit 3: plugin acme did not work" in err


def test_options_that_hide_each_other_are_refused(shop, assess):
    code, _, err = assess("--gather-only", "--format", "json")
    assert code == 2
    assert "--gather-only writes facts" in err
    code, _, err = assess("-qo", "a.json", "-o", "b.json")
    assert code == 2
    assert "an option of its own" in err


def test_from_takes_no_folder(shop, call):
    code, _, err = call("assess", ".", "--from", "x.json")
    assert code == 2
    assert "neither a folder" in err


def test_a_subject_that_vanished_since_is_a_contradiction(shop, assess, saved):
    (shop / "out/assessment.json").rename(shop / "earlier.json")
    inventory = shop / "inventory/all.yaml"
    inventory.write_text(
        inventory.read_text().replace("  - {id: crm, name: Customers, retention: P9Y, owner: sales}\n", "")
    )
    code, out, err = assess("--since", "earlier.json")
    assert code == 1
    assert "dataset:crm is not declared" in out
    assert "1 contradiction" in err


def test_fail_on_and_waivers_decide_the_exit_code(shop, assess, call):
    assert assess("-q", "--fail-on", "critical")[0] == 0
    assert assess("-q", "--fail-on", "high")[0] == 1
    code, _, _ = call(
        "waive",
        "own/retention",
        "--until",
        "2099-01-01",
        "--owner",
        "CEO",
        "--reason",
        "Sold",
        "-c",
        "own.checklist.yaml",
    )
    assert code == 0
    assert assess("-q", "--fail-on", "high")[0] == 0


def test_too_little_decided_is_incomplete(shop, assess, monkeypatch):
    assert assess("-q", "--min-decided", "100")[0] == 3
    monkeypatch.setenv("GOVKIT_MIN_DECIDED", "100")
    code, _, err = assess()
    assert code == 3
    assert "% is decided, and 100 % has to be" in err
    assert assess("-q", "--min-decided", "0")[0] == 1


def test_ci_asks_for_half(shop, assess, monkeypatch):
    inventory = shop / "inventory/all.yaml"
    inventory.write_text("govkit: inventory/1\norganisations: [{id: shop}]\ndatasets: [{id: crm}]\n")
    assert assess("-q")[0] == 0
    monkeypatch.setenv("CI", "true")
    assert assess("-q")[0] == 3


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


@pytest.mark.parametrize(("language", "said"), [("th", "มีข้อบกพร่อง"), ("en", "GAP")])
def test_the_language_can_be_chosen(shop, assess, language, said):
    _, out, _ = assess("-q", "--lang", language)
    assert said in out


def test_a_language_that_nobody_wrote_is_said_to_be_missing(shop, assess):
    _, out, err = assess("--lang", "fr")
    assert "GAP" in out
    assert "nothing is translated into fr" in err
    assert assess("--lang", "Thai!")[0] == 2


def test_show_writes_again_what_was_saved(shop, saved, call):
    code, out, err = call("show", "out/assessment.json", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out) == saved
    code, out, _ = call("show", "out/assessment.json", "--lang", "th", "-v")
    assert code == 0
    assert "มีข้อบกพร่อง" in out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.json", None, "there is no such file"),
        ("facts.json", '{"govkit": "facts/1"}', "this is no assessment"),
        ("half.json", '{"govkit": "assessment/1", "scope": 3}', "the assessment is broken at organisation"),
        ("list.json", "[]", "this is no assessment"),
        ("cut.json", '{"govkit": "asses', "half"),
        ("own.checklist.yaml", None, "this is no JSON file"),
        (".", None, "this is a folder"),
    ],
)
def test_what_is_no_assessment_is_refused_in_a_line(shop, call, name, content, said):
    if content is not None:
        (shop / name).write_text(content)
    code, out, err = call("show", name)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("error: ")
    assert said in err or name == "cut.json"


def test_a_folder_that_cannot_be_written_says_how_to_go_on(shop, assess):
    (shop / "out").write_text("a file stands where the folder belongs")
    code, out, err = assess()
    assert (code, out) == (2, "")
    assert err.startswith("error: out: can't be written: file exists (")
    assert "--no-out" in err


def test_a_link_in_place_of_out_is_refused(shop, assess, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (shop / "out").symlink_to(tmp_path / "elsewhere")
    code, _, err = assess()
    assert code == 2
    assert "has to be a folder of its own" in err
    assert not list((tmp_path / "elsewhere").iterdir())


def test_same_bytes_whatever_the_hash_seed_locale_and_time_zone(shop, spawn):
    seen = set()
    for seed, locale, zone in (
        ("0", "C", "UTC"),
        ("1", "th_TH.TIS-620", "Asia/Bangkok"),
        ("77", "C.UTF-8", "Pacific/Apia"),
    ):
        env = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "LANG": locale, "TZ": zone}
        done = spawn(
            "assess",
            "-c",
            "own.checklist.yaml",
            "--as-of",
            DAY,
            "--lang",
            "th",
            "--format",
            "console",
            "--format",
            "html",
            "--format",
            "csv",
            "--format",
            "sarif",
            cwd=shop,
            env=env,
        )
        assert done.returncode == 1, done.stderr
        saved = json.loads((shop / "out/assessment.json").read_text("utf-8"))
        saved.pop("run")
        seen.add((done.stdout, json.dumps(saved), (shop / "out/facts.json").read_bytes()))
    assert len(seen) == 1


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


def test_what_is_told_beside_a_thai_report_is_thai(shop, assess):
    _, _, err = assess("--lang", "th", "--format", "html", "-o", "report.html")
    told = [line for line in err.splitlines() if not line.startswith("  ")]
    assert told
    assert all(any("\u0e00" <= letter <= "\u0e7f" for letter in line) for line in told), err
