"""`govkit card`, called as the command line calls it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import govkit_genai
from govkit.cli.host import CommandHost
from govkit.engine.checklists import Library
from govkit.engine.lint.tree import leaves
from govkit.i18n import Renderer, catalogue_of
from govkit.model.checklist import CheckUse
from govkit.model.errors import UsageError
from govkit_genai.card.faults import CardFault
from govkit_genai.card.fill import skeletons
from govkit_genai.card.reader import open_card
from govkit_genai.commands.card import _ITEMS, command
from govkit_genai.commands.card_numbers import NUMBERS

MADE = Path(__file__).with_name("made")
INVENTORY = """
govkit: inventory/1
parties:
- {id: lab, legal_name: Lotus Labs Ltd.}
models:
- id: helper
  name: Lotus Helper
  provider: lab
  version: "1.2.0"
  licence: apache-2.0
  release_date: 2026-05-04
  languages: [th, en]
  base_models: [example-lab/base-7b]
  limitations: The model fails on questions about promotions that began after its training.
  training_carbon_kg: 12.5
  training_data: [{name: Shop FAQ of the help desk, kind: own_product, personal_data: "no"}]
- {id: bare}
"""
STATED_BY_INVENTORY = {
    "licence", "owner_or_developer", "version", "release_or_update_date", "languages", "base_model", "limitations",
    "energy_or_carbon", "training_data_sources",
}  # fmt: skip


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command(CommandHost()), [str(argument) for argument in arguments], standalone_mode=False)


def shown(*arguments: str | Path) -> tuple[list[dict[str, Any]], Result]:
    result = run("show", *arguments, "--format", "json")
    return json.loads(result.stdout), result


def test_show_gives_file_kind_and_fields() -> None:
    cards, result = shown(MADE / "dataset.md", MADE / "google.json")
    assert result.return_value == 0
    assert [(card["kind"], card["form"], len(card["fields"])) for card in cards] == [
        ("dataset", "markdown", 25),
        ("model", "google", 25),
    ]
    limits = cards[0]["fields"]["limitations"]
    assert limits == {
        "state": "stated",
        "value": "Sarcasm was labelled as praise in about one of twenty reviews.",
        "line": 40,
        "also": [],
        "note": "",
    }
    assert cards[1]["fields"]["limitations"]["pointer"] == "/considerations/limitations/0"
    assert cards[1]["fields"]["base_model"]["value"] is None


def test_a_weaker_mention_is_listed_beside_the_best(tmp_path: Path) -> None:
    card = tmp_path / "card.md"
    card.write_text("---\nlicense: other\n---\n# Model Card for X\n\n## License\n\nMIT\n", encoding="utf-8")
    cards, _ = shown(card)
    licence = cards[0]["fields"]["licence"]
    assert (licence["state"], licence["line"], licence["also"]) == ("stated", 8, [2])
    assert licence["note"] == "weaker mentions stand beside it"


def test_a_broken_file_is_one_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "broken.md").write_text("---\na: [1\n---\n", encoding="utf-8")
    (tmp_path / "good.md").write_text("# Model Card for X\n\n## License\n\nMIT\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("# Shopping\n\nMilk and bread.\n", encoding="utf-8")
    (tmp_path / "x.yaml").write_bytes(b"\xff\xfea\x00")
    cards, result = shown(tmp_path)
    assert [Path(card["file"]).name for card in cards] == ["good.md"]
    assert result.return_value == 2
    assert [line.partition("tmp")[0] for line in result.stderr.splitlines()] == ["error: /"] * 2


def test_a_file_that_is_named_and_no_card_is_refused_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Shopping\n\nMilk and bread.\n", encoding="utf-8")
    cards, result = shown(tmp_path / "notes.md")
    assert result.return_value == 2
    assert cards[0]["refused"] == "the file is no card: it says nothing of a model or a dataset"
    assert cards[0]["fields"] == {}


@pytest.mark.parametrize("said", ["## License\n\nMIT", "---\nlicense: mit\n---\nPrices."])
def test_a_file_that_is_named_is_believed_to_be_a_card_and_one_in_a_folder_is_not(tmp_path: Path, said: str) -> None:
    (tmp_path / "notes.md").write_text(f"{said}\n", encoding="utf-8")
    cards, result = shown(tmp_path / "notes.md")
    assert (result.return_value or 0, cards[0]["fields"]["licence"]["state"]) == (0, "stated")
    (tmp_path / "plain.md").write_text("# Stalls\n\nLicense: MIT\n", encoding="utf-8")
    cards, _ = shown(tmp_path)
    assert "plain.md" not in {Path(card["file"]).name for card in cards}


def test_a_refusal_is_told_as_a_text_that_can_be_translated() -> None:
    with pytest.raises(CardFault) as caught:
        open_card(b"words", "x.docx")
    thai = catalogue_of(Path(govkit_genai.__file__).with_name("locales"), "th")
    told = Renderer("th", {"th": {"messages": thai}}).text(caught.value.told)
    assert ".docx" in told
    assert told != str(caught.value)


def test_what_is_not_there_is_an_error_of_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no file"):
        raise run("show", tmp_path / "nowhere.md").exception or AssertionError


def test_show_for_people_escapes_what_steers_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "card.md").write_text("# Model Card\n\n## License\n\nMIT \x1b[31mred\n", encoding="utf-8")
    result = run("show", tmp_path)
    assert "\x1b" not in result.stdout
    assert "1 stated" in result.stdout


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("bold.md", (), 0),
        ("placeholder.md", (), 1),
        ("heading-only.md", (), 1),
        ("negated.md", (), 0),
        ("bold.md", ("--require", "licence"), 0),
        ("bold.md", ("--require", "energy_or_carbon"), 1),
        ("bold.md", ("--require", "all"), 1),
    ],
)
def test_lint_fails_on_left_overs_and_what_is_required(name: str, options: tuple[str, ...], code: int) -> None:
    assert run("lint", MADE / name, *options).return_value == code


def test_lint_tells_each_item_and_how_many_are_stated() -> None:
    lines = run("lint", MADE / "dataset-empty.md").stdout.splitlines()
    assert lines[-1].endswith("0 of 16 items are stated")
    assert any(":18: error: training_data_personal_data: text of a template" in line for line in lines)
    assert any(":4: error: contact: a heading with nothing under it" in line for line in lines)


def test_lint_tells_what_is_said_with_the_numbers_of_the_checklist() -> None:
    lines = run("lint", MADE / "bold.md").stdout.splitlines()
    stated = [line.replace(": stated in passing: ", ": stated: ") for line in lines if ": stated" in line]
    assert len(stated) == int(lines[-1].rpartition(": ")[2].partition(" ")[0]) > 0
    assert all(line.partition(": stated: ")[2].partition(" ")[0] in _ITEMS for line in stated)
    assert any("(GT-" in line for line in stated)


def test_the_numbers_are_those_of_the_checklist() -> None:
    checklist = Library().choose(["genai-transparency@2026.11"], date(2026, 11, 21))[0].checklist
    numbers = {str(control.number) for control in checklist.controls}
    assert {number for each in NUMBERS.values() for number in each} <= numbers
    assert set(_ITEMS) - set(NUMBERS) == {"human_oversight"}
    asked = {
        (leaf.with_["item"], str(control.number))
        for control in checklist.controls
        for _, leaf in leaves(control, ())
        if isinstance(leaf, CheckUse) and leaf.check == "genai.card-item"
    }
    assert {number for item, number in asked} == {number for item, number in asked if number in NUMBERS[item]}


def test_lint_writes_sarif() -> None:
    log = json.loads(run("lint", MADE / "placeholder.md", "--format", "sarif").stdout)
    results = log["runs"][0]["results"]
    assert log["version"] == "2.1.0"
    assert len(results) == 25
    assert {one["level"] for one in results} == {"warning"}
    assert results[0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 5}
    assert not results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("/")


def test_lint_refuses_an_item_that_there_is_not() -> None:
    with pytest.raises(UsageError, match="there is no item `license`"):
        raise run("lint", MADE / "bold.md", "--require", "license").exception or AssertionError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inventory").mkdir()
    (tmp_path / "inventory" / "all.yaml").write_text(INVENTORY, encoding="utf-8")
    return tmp_path


def test_a_filled_card_states_what_the_inventory_states_and_no_more(folder: Path) -> None:
    result = run("fill", folder, "--model", "helper", "-o", folder / "helper.md")
    assert result.return_value == 0
    card = open_card((folder / "helper.md").read_bytes(), "helper.md")
    assert {item for item, one in card.said.items.items() if one.state == "stated"} == STATED_BY_INVENTORY
    assert card.said.items["training_data_personal_data"].state == "thin"


def test_a_card_of_a_bare_model_states_nothing(folder: Path) -> None:
    card = open_card(run("fill", folder, "--model", "bare").stdout.encode(), "bare.md")
    assert [item for item, one in card.said.items.items() if one.state == "stated"] == []


def test_fill_writes_all_models_and_never_over_a_file(folder: Path) -> None:
    run("fill", folder, "-o", folder / "cards")
    assert sorted(path.name for path in (folder / "cards").iterdir()) == ["bare.md", "helper.md"]
    again = run("fill", folder, "-o", folder / "cards")
    assert isinstance(again.exception, UsageError)
    assert isinstance(run("fill", folder, "--model", "nobody").exception, UsageError)


def test_a_long_card_is_judged_in_part_and_says_so(tmp_path: Path) -> None:
    text = (
        "# Model Card for X\n\n## License\n\nMIT\n\n"
        + "A sentence about nothing.\n\n" * 3000
        + "## Limitations\n\nIt fails.\n"
    )
    (tmp_path / "card.md").write_text(text, encoding="utf-8")
    cards, result = shown(tmp_path / "card.md")
    assert cards[0]["fields"]["licence"]["state"] == "stated"
    assert cards[0]["fields"]["limitations"]["state"] != "stated"
    assert "only the beginning was judged" in result.stderr


def test_the_group_names_its_commands() -> None:
    group = command(CommandHost())
    assert isinstance(group, click.Group)
    assert sorted(group.commands) == ["fill", "lint", "show"]


def test_a_card_in_thai_states_the_same(folder: Path) -> None:
    """The reader of cards knows the Thai headings: a card in one language is judged as in the other."""
    catalogues = Path(govkit_genai.__file__).parent
    thai = {**catalogue_of(catalogues / "tool_locales", "th"), **catalogue_of(catalogues / "locales", "th")}
    say = Renderer("th", {"th": {"messages": thai}}).text
    inventory = CommandHost().load(folder)
    cards, same = skeletons(inventory, say=say), skeletons(inventory)
    assert "ข้อจำกัด" in cards["helper"]
    for name, text in cards.items():
        said, meant = (open_card(card.encode(), f"{name}.md").said.items for card in (text, same[name]))
        assert {item: one.state for item, one in said.items()} == {item: one.state for item, one in meant.items()}


def test_what_is_told_in_passing_is_marked(tmp_path: Path) -> None:
    card = tmp_path / "card.md"
    card.write_text("# Stall reader\n\nStall reader was developed by Example Labs.\n", encoding="utf-8")
    shown = run("show", card).stdout
    assert "stated*       owner_or_developer" in shown
    assert "* told in passing" in shown
    assert "stated in passing: owner_or_developer (GT-01)" in run("lint", card).stdout
