"""`govkit explain`, `list`, `config`, the host of plugins' commands, and `import govkit`."""

import json
from datetime import date

import click
import pytest

import govkit
from govkit.cli.host import CommandHost
from govkit.cli.pages import CODES, WORDS
from govkit.model.config import Config
from govkit.model.errors import InputError, PluginError, UsageError
from govkit.model.status import Basis, Status


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "own/retention",
            ["Why: Data without an end", 'requires {"retention": {"le": "P6Y"}}', "weight 3", "edition 1"],
        ),
        ("own/agreed", ["question agreed: Did the business agree? (yes or no, with evidence)"]),
        ("own/agreed#agreed", ["question agreed"]),
        ("own", ["own@1 · Own rules", "own/retention [1]: Every dataset"]),
        ("own@1", ["own@1 · Own rules"]),
        (
            "cbpr.choice-delay",
            ["check on dataset", "Option: days (default 30)", "Used by: global-cbpr@global-2.0/choice.honour"],
        ),
        ("personal-data.columns", ["probe of dataset", "Network: not used", "Used by: personal-data.data-readable"]),
        ("global-cbpr/choice.honour", ["check cbpr.choice-delay", "grade A"]),
        ("review", ["Needs review"]),
        ("130", ["interrupted"]),
    ],
)
def test_an_id_is_explained(shop, call, name, said):
    code, out, err = call("explain", name, "-c", "own.checklist.yaml")
    assert (code, err) == (0, "")
    flat = " ".join(out.split())
    for text in said:
        assert text in flat


def test_every_status_basis_and_exit_code_has_a_page():
    assert {status.value for status in Status} | {basis.value for basis in Basis} <= set(WORDS)
    assert set(CODES) == {"0", "1", "2", "3", "4", "5", "130"}


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("own/retentoin", "did you mean `own/retention`?"),
        ("retention-kept", "did you mean `personal-data.retention-kept`?"),
        ("unknwon", "did you mean `unknown`?"),
        ("personal-data.column", "did you mean `personal-data.columns`?"),
        ("qqqqqqqq", "run `govkit list checks` or `govkit list checklists`"),
    ],
)
def test_a_miss_names_the_nearest(shop, call, name, hint):
    code, out, err = call("explain", name, "-c", "own.checklist.yaml")
    assert (code, out) == (2, "")
    assert hint in err


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        (
            "checks",
            {"id": "cbpr.choice-delay", "on": "dataset", "grade": "full", "title": "Choices are carried out in time"},
        ),
        ("languages", {"language": "th"}),
        ("reporters", {"format": "html", "from": "govkit 0.1.0"}),
    ],
)
def test_lists(call, kind, row):
    code, out, _ = call("list", kind, "--json")
    assert code == 0
    assert row in json.loads(out)
    code, out, _ = call("list", kind)
    assert code == 0
    assert out.splitlines()[0].split() == list(row)


def test_lists_of_checklists_and_plugins(call):
    _, out, _ = call("list", "checklists", "--json")
    assert "global-cbpr@global-2.0" in {row["checklist"] for row in json.loads(out)}
    _, out, _ = call("list", "plugins", "--json")
    assert {(row["plugin"], row["state"]) for row in json.loads(out)} >= {("cbpr", "loaded"), ("genai", "loaded")}


def test_checklists_are_listed_in_the_readers_language_and_in_english_for_programs(call):
    _, thai, _ = call("list", "checklists", "--lang", "th")
    assert "กรอบการบริหารจัดการข้อมูลของอาเซียน" in thai
    assert "ASEAN Data Management Framework" not in thai
    _, data, _ = call("list", "checklists", "--lang", "th", "--json")
    assert {entry["title"] for entry in json.loads(data)} >= {"ASEAN Data Management Framework"}


def test_a_broken_plugin_is_listed_with_its_reason(spawn, tmp_path):
    from benchmarks.startup import install_dummy

    install_dummy(tmp_path, "dummy")
    done = spawn("plugin", "list", "--json", env={"PYTHONPATH": str(tmp_path)}, text=True)
    assert done.returncode == 0
    (row,) = (row for row in json.loads(done.stdout) if row["plugin"] == "dummy")
    assert row["state"] == "failed"
    assert "RuntimeError" in row["reason"]


def test_no_plugin_is_no_row(call, monkeypatch):
    monkeypatch.setenv("GOVKIT_PLUGINS", "none")
    assert call("list", "checks") == (0, "", "none\n")


def test_each_setting_says_where_it_comes_from(shop, call, monkeypatch):
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("GOVKIT_FAIL_ON", "high")
    monkeypatch.setenv("GOVKIT_FRAMEWORKS", "own, global-cbpr@global-2.0")
    code, out, _ = call("config", "--json")
    assert code == 0
    assert json.loads(out) == {
        "organisation": {"value": "shop", "from": "govkit.yaml"},
        "scope": {"value": "The online shop.", "from": "govkit.yaml"},
        "frameworks": {"value": ["own", "global-cbpr@global-2.0"], "from": "GOVKIT_FRAMEWORKS"},
        "languages": {"value": ["en", "th"], "from": "govkit.yaml"},
        "seed": {"value": "govkit", "from": "default"},
        "fail_on": {"value": "high", "from": "GOVKIT_FAIL_ON"},
        "min_decided": {"value": 50.0, "from": "CI"},
        "probes": {"value": {}, "from": "default"},
    }
    _, out, _ = call("config")
    assert [line.split()[0] for line in out.splitlines()] == [
        "setting",
        *(n for n in Config.model_fields if n != "govkit"),
    ]


@pytest.mark.parametrize(
    ("variable", "value"), [("GOVKIT_FAIL_ON", "hgih"), ("GOVKIT_MIN_DECIDED", "half"), ("GOVKIT_MIN_DECIDED", "101")]
)
def test_a_wrong_variable_is_named(shop, call, monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    code, _, err = call("config")
    assert code == 2
    assert err.startswith(f"error: {variable}: ")


def test_the_day_of_the_environment_counts(shop, call, monkeypatch):
    monkeypatch.setenv("GOVKIT_AS_OF", "2026-01-02")
    _, out, _ = call("assess", "-c", "own.checklist.yaml", "--format", "json", "-q")
    assert json.loads(out)["as_of"] == "2026-01-02"


def test_the_host_does_what_commands_need(shop, tmp_path, monkeypatch, capsys):
    from govkit.plugin.host import Host

    host: Host = CommandHost()
    (shop / "govkit.yaml").write_text("govkit: config/1\nframeworks: [data-house-rules]\n")
    assert [record["id"] for record in host.load(shop).records_of("dataset")] == ["crm", "logs"]
    facts = host.gather(shop, as_of=date(2026, 11, 21))
    assessment = host.judge(facts)
    assert assessment["as_of"] == "2026-11-21"
    assert host.judge(facts, as_of=date(2027, 1, 1))["as_of"] == "2027-01-01"
    assert host.render(assessment, "html", language="th").startswith("<!doctype html>")
    assert host.facts(json.loads(json.dumps(facts)), "facts.json") == facts
    assert host.assessment(json.loads(json.dumps(assessment)), "assessment.json")["as_of"] == "2026-11-21"
    (travelling,) = host.checklists(["data-house-rules"])
    named = {entry["id"]: entry["sha256"] for entry in assessment["provenance"]["checklists"]}
    assert travelling["sha256"] == named["data-house-rules"]
    with pytest.raises(InputError, match="doubtful: this is no facts document"):
        host.facts({"govkit": "assessment/1"}, "doubtful")
    assert host.read(shop / "govkit.yaml")["govkit"] == "config/1"
    host.write(tmp_path / "x/y", "z")
    assert (tmp_path / "x/y").read_text() == "z"
    with host.http() as client:
        assert not client.follow_redirects
    host.progress(1, 2, "rows")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    host.progress(2, 2, "0812345678")
    shown = capsys.readouterr().err
    assert "2/2" in shown
    assert "0812345678" not in shown
    with pytest.raises(InputError):
        host.read(shop / "nowhere.yaml")


def test_a_report_of_many_files_goes_to_no_string(monkeypatch):
    monkeypatch.setattr("govkit.report.sarif.render", lambda _a, *, language: {"1": "a", "2": "b"})
    with pytest.raises(UsageError, match="2 files"):
        CommandHost().render({}, "sarif")


def test_a_report_of_many_files_is_written_beside_each_other(shop, assess, monkeypatch):
    monkeypatch.setattr("govkit.report.sarif.render", lambda _a, *, language: {"1": "a", "2": "b"})
    code, _, err = assess("--format", "sarif")
    assert code == 2
    assert "give a file with -o" in err
    assert assess("--format", "sarif", "-o", "r.sarif")[0] == 1
    assert (shop / "r.1.sarif").read_text() + (shop / "r.2.sarif").read_text() == "ab"


def test_a_format_that_fails_is_named_without_its_words(shop, assess, monkeypatch):
    def broken(_assessment, *, language):
        raise ValueError("somchai@example.com")

    monkeypatch.setattr("govkit.report.csv.render", broken)
    code, _, err = assess("--format", "csv")
    assert code == 2
    assert "the format `csv` could not be written: ValueError" in err
    assert "somchai" not in err


def test_a_format_that_ends_the_process_does_not_end_it_as_if_all_were_well(shop, assess, monkeypatch):
    def ending(_assessment, *, language):
        raise SystemExit(0)

    monkeypatch.setattr("govkit.report.csv.render", ending)
    code, _, err = assess("--format", "csv")
    assert code == 2
    assert "the format `csv` could not be written: SystemExit" in err


@pytest.mark.parametrize(
    ("text", "said"), [("raise RuntimeError('x')", "RuntimeError at govkit_dummy:1"), ("report = 3", "has no `render`")]
)
def test_a_format_that_can_not_be_had_is_named(spawn, tmp_path, shop, text, said):
    from benchmarks.startup import install_dummy

    install_dummy(tmp_path / "site", "dummy")
    (tmp_path / "site/govkit_dummy/__init__.py").write_text(text)
    done = spawn(
        "assess", "--format", "dummy", traced=False, env={"PYTHONPATH": str(tmp_path / "site")}, cwd=shop, text=True
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_is_no_command_is_refused(monkeypatch):
    from importlib.metadata import EntryPoint

    from govkit.cli import plugged

    monkeypatch.setattr(plugged, "_names", lambda: ("x",))
    points = [EntryPoint("x", "govkit.cli.pages:probe_page", plugged.GROUP)]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: points)
    monkeypatch.setattr("govkit.cli.pages.probe_page", lambda _host: "no command")
    with pytest.raises(PluginError, match="gives no Click command"):
        plugged.plugged_command("x")
    points.append(points[0])
    with pytest.raises(PluginError, match="several plugins bring the command"):
        plugged.plugged_command("x")
    points.pop()
    monkeypatch.setattr("govkit.cli.pages.probe_page", lambda _host: click.Command("x"))
    assert plugged.plugged_command("x").name == "x"
    assert plugged.plugged_command("y") is None


def test_programs_assess_and_load(shop):
    assessment = govkit.assess(shop, as_of=date(2026, 11, 21), checklists=["own.checklist.yaml"], frameworks=[])
    assert assessment["summary"]["controls"]["fail"] == 1
    assert not (shop / "out").exists()
    assert govkit.load_inventory(shop).get("dataset:crm") is not None
    assert govkit.load_checklist("own.checklist.yaml").key == "own@1"
    assert govkit.__version__.startswith("0.")
    with pytest.raises(AttributeError, match="there are"):
        _ = govkit.asess
