"""`govkit assess`: which report goes where, in which format and language, and what is said beside it."""

import json

import pytest

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


@pytest.mark.parametrize(("language", "said"), [("th", "มีข้อบกพร่อง"), ("en", "GAP")])
def test_the_language_can_be_chosen(shop, assess, language, said):
    _, out, _ = assess("-q", "--lang", language)
    assert said in out


def test_a_language_that_nobody_wrote_is_said_to_be_missing(shop, assess):
    _, out, err = assess("--lang", "fr")
    assert "GAP" in out
    assert "nothing is translated into fr" in err
    assert assess("--lang", "Thai!")[0] == 2


def test_what_is_told_beside_a_thai_report_is_thai(shop, assess):
    _, _, err = assess("--lang", "th", "--format", "html", "-o", "report.html")
    told = [line for line in err.splitlines() if not line.startswith("  ")]
    assert told
    assert all(any("\u0e00" <= letter <= "\u0e7f" for letter in line) for line in told), err


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
