"""In a made-up language: whatever help, errors and labels say in plain English was never offered for translation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from govkit.cli import spoken
from govkit.cli.group import govkit
from govkit.cli.main import run
from govkit.cli.pages import check_page, probe_page
from govkit.cli.tongue import Tongue, tongue
from govkit.engine.lookup import Lookup
from govkit.i18n import Renderer
from govkit.i18n.extract import extract
from govkit.i18n.pseudo import pseudo
from govkit.model.schema import SCHEMAS
from govkit.model.worded import Sentence, worded
from govkit_cbpr.transfer_commands.explain import explained
from govkit_cbpr.transfer_rules.library import installed_rules
from govkit_cbpr.transfer_rules.sheets import COLUMNS, sheet
from tests.malformed.test_inventory import CASES, faults

PACKAGES = (
    *("govkit", "govkit_cbpr", "govkit_checklists", "govkit_genai", "govkit_importers", "govkit_personal_data"),
    "govkit_submission",
)
LANGUAGE = "xx"
PLAIN = re.compile(r"(?<![\w`./|<-])[a-z]{2,}(?: [a-z]{2,})+(?![\w/|>-])")
"""Words in a row without an accent: the made-up language has none."""
NAMES = re.compile(r"govkit(?: [a-z.-]+)*|pip install \S+")


@pytest.fixture(scope="module")
def made_up() -> Renderer:
    """Return what says every text that translators are given, and nothing else, in the made-up language."""
    found = [text for name in PACKAGES for text in extract(_folder(name))]
    texts = {text: pseudo(text) for one in found for text in (one.text, one.plural) if text}
    return Renderer(LANGUAGE, {LANGUAGE: {"messages": texts}})


def _folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    return Path(next(iter(spec.submodule_search_locations or ())))


@pytest.fixture(autouse=True)
def only_made_up(made_up, monkeypatch):
    """Speak it."""
    monkeypatch.setattr(spoken, "renderer", lambda _language, _more=frozenset(): made_up)
    monkeypatch.setattr("govkit.cli.commands.explain.renderer", lambda _language, _more=frozenset(): made_up)


def plain(text: str) -> list[str]:
    """Return what is plain English in a text."""
    return PLAIN.findall(NAMES.sub(" ", text))


def commands() -> list[tuple[str, ...]]:
    """Return the words of every command, those of plugins and those below others among them."""
    root = click.Context(govkit, info_name="govkit")
    return [(), *_below(govkit, root, ())]


def _below(group: click.Command, context: click.Context, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    from govkit.cli.plugged import plugged_names

    names = group.list_commands(context) if isinstance(group, click.Group) else plugged_names(below=" ".join(path))
    found: list[tuple[str, ...]] = []
    for name in names:
        found.append((*path, name))
        command = group.get_command(context, name) if isinstance(group, click.Group) else None
        if command is not None:
            found += _below(command, click.Context(command, context, name), (*path, name))
    return found


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_help(words, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    assert run([*words, "--help", "--lang", LANGUAGE]) == 0
    said = capsys.readouterr().out
    assert "⟦" in said
    assert plain(" ".join(said.split())) == []


@pytest.mark.sweep
@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_in_a_file(name, tmp_path, made_up):
    for fault in faults(CASES[name], tmp_path):
        assert plain(fault.told(made_up.text)) == []


@pytest.mark.parametrize(
    "line",
    [
        *("--nothing", "nothing", "assess --fail-on x", "assess --min-decided 200", "assess --as-of 2569-01-01"),
        *("assess --from a --gather-only", "assess nowhere", "assess --format x", "assess -o x.y", "lint nowhere"),
        *("list", "list nothing", "schema nothing", "explain nothing", "show", "show nowhere", "verify nowhere.json"),
        *("waive a/b --until 2000-01-01 --owner DPO --reason law", "waive a/b --until 2030-01-01 --owner x"),
        *("init x --country XX --name a", "plugin new X", "checklist review export nothing", "answer x --owner y"),
        *("import nowhere -o x", "import", "answer import nowhere", "answer fill nowhere.xlsx", "export x"),
        *("scan", "scan nowhere", "transfers lint nowhere", "transfers explain nothing", "card lint nowhere"),
        *("submit nowhere", "keys revoke x", "keys trust nowhere", "intake nowhere -o x", "desk check"),
    ],
)
def test_errors(line, shop, capsys):
    assert run([*line.split(), "--lang", LANGUAGE]) in (2, 5)
    err = capsys.readouterr().err
    assert "⟦" in err
    assert plain(err) == []


def test_labels(shop, assess, capsys):
    assess("-q")
    for line in (
        *("lint -c own.checklist.yaml", "list plugins", "list languages", "explain pass", "explain 3"),
        *("diff out/assessment.json out/assessment.json", "verify out/assessment.json", "init made --lang xx"),
        "waive own/retention --until 2099-01-01 --owner DPO --reason agreed -c own.checklist.yaml",
    ):
        capsys.readouterr()
        run([*line.split(), "--lang", LANGUAGE])
        out, err = capsys.readouterr()
        assert "⟦" in out + err, line
        assert plain(out + err) == [], line


@pytest.mark.parametrize("name", ["own/retention", "own"])
def test_pages(name, shop, capsys):
    """The checklist's own words are not the tool's."""
    run(["explain", name, "-c", "own.checklist.yaml", "--lang", LANGUAGE])
    assert "⟦" in "".join(capsys.readouterr())


def test_pages_of_checks_and_probes(made_up):
    """Each option of a check or probe is described, and its description was offered for translation."""
    lookup = Lookup(given=[])
    pages = {check.id: (check.options, check_page(lookup, check)) for check in lookup.checks()}
    pages |= {probe.id: (probe.options, probe_page(lookup, probe)) for probe in lookup.probes().values()}
    assert any(options for options, _ in pages.values())
    for name, (options, page) in pages.items():
        said = [made_up.text(line) for line in page]
        assert [text for line in said for text in plain(line)] == [], name
        for option in options.model_fields if options is not None else ():
            assert any(f"{option} (" in line and "⟧: ⟦" in line for line in said), (name, option)


def test_rules_on_transfers(made_up):
    """Every piece that a rule's sentences are made of; what no sentence holds are names of laws, ids and addresses."""
    rules = installed_rules()
    said = [line for name in (None, *rules.regimes, *rules.conditions) for line in explained(name, rules)]
    said += [text for law in rules.regimes.values() for row in sheet(law.regime, rules).rows for text in row]
    assert sum(isinstance(text, Sentence) for text in said) > 1_000
    assert {piece for text in (*COLUMNS, *said) for piece in _unoffered(text, made_up)} == set()


def _unoffered(text: object, words: Renderer) -> Iterator[str]:
    if isinstance(text, Sentence):
        if any(map(str.isalpha, re.sub(r"\{\w+\}", "", text.template))) and not words.is_translated(text.template):
            yield text.template
        for value in text.params.values():
            yield from _unoffered(value, words)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_descriptions_in_schemas(kind, capsys):
    run(["schema", kind, "--lang", LANGUAGE])
    said = list(_descriptions(json.loads(capsys.readouterr().out)))
    assert said
    assert [text for text in said if "⟦" not in text or plain(text)] == []


def _descriptions(node: object) -> Iterator[str]:
    for key, value in node.items() if isinstance(node, dict) else ():
        if key == "description" and isinstance(value, str):
            yield value
        yield from _descriptions(value)
    for item in node if isinstance(node, list) else ():
        yield from _descriptions(item)


def test_files_to_begin_with(tmp_path, monkeypatch):
    """Comments and prose; the code of a plugin is English, and so are the texts that its translators look up."""
    monkeypatch.chdir(tmp_path)
    run(["init", "made", "--name", "a", "--country", "TH", "--framework", "global-cbpr", "--lang", LANGUAGE])
    run(["plugin", "new", "acme", "plugin", "--lang", LANGUAGE])
    Path("record.csv").write_text("Activity,Purpose,Legal basis\nSale,To sell,contract\n", "utf-8")
    run(["import", "map", "record.csv", "-o", "map.yaml", "--lang", LANGUAGE])
    run(["import", "record.csv", "-o", "imported", "--lang", LANGUAGE])
    run(["scan", "record.csv", "--write-inventory", "found.yaml", "--lang", LANGUAGE])
    written = [
        path for path in Path().rglob("*") if path.is_file() and path.suffix not in (".json", ".py", ".typed", ".csv")
    ]
    assert len(written) == 10
    for path in written:
        comments = re.findall(r"(?:^|\s)# ?(.*)", path.read_text("utf-8"))
        prose = path.read_text("utf-8").splitlines() if path.suffix == ".md" else comments
        prose = [line for line in prose if "$schema" not in line and not line.startswith("    ")]
        assert [text for line in prose for text in plain(line)] == [], path
        assert path.name == "files-present.cases.yaml" or any("⟦" in line for line in prose), path


def test_headings(shop, capsys):
    assert run(["config", "--lang", LANGUAGE]) == 0
    assert capsys.readouterr().out.splitlines()[0].count("⟦") == 3


def test_the_language(shop, monkeypatch):
    assert Tongue(["lint"]).language == "en"
    assert Tongue(["lint", "--lang", "th"]).language == "th"
    assert Tongue(["lint", "--lang=en-SG"]).language == "en-SG"
    assert Tongue(["lint", "--lang", "../.."]).language == "en"
    assert Tongue(["lint", "--", "--lang", "th"]).language == "en"
    (shop / "govkit.yaml").write_text("govkit: config/1\nlanguages: [th, en]\n: broken", "utf-8")
    assert Tongue(["lint"]).language == Tongue(["lint", str(shop)]).language == "th"
    monkeypatch.setenv("GOVKIT_LANGUAGES", "ms, th")
    assert Tongue(["lint"]).language == "ms"
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    assert Tongue(["lint"]).language == "ms"
    assert tongue()(worded("no {what}", what="x")) == "no x"
