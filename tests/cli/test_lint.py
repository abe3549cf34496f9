"""`govkit lint`: every mistake with its place and its mend."""

import json
import shutil
from pathlib import Path

import pytest

CHECKLIST = """\
govkit: checklist/1
framework:
  id: own
  edition: "1"
  title: Own rules
  source: {publisher: Us, document: Own rules, grade: O, read: text, as_of: 2026-11-21}
controls:
  - id: one
    title: One
    why: Because.
    severity: low
    applies: {on: dataset}
"""
SHIPPED = Path(__file__).parents[2] / "checklists"


@pytest.fixture
def lint(tmp_path, monkeypatch, call):
    """Return a function that lints a checklist with these last lines: exit code and the lines of standard output."""
    monkeypatch.chdir(tmp_path)

    def lint(rest, *arguments, head=CHECKLIST):
        (tmp_path / "own.yaml").write_text(head + rest)
        code, out, _ = call("lint", "own.yaml", *arguments)
        return code, out.splitlines()

    return lint


def test_what_ships_is_silent(call):
    code, out, err = call("lint", "--strict", SHIPPED)
    assert (code, out) == (0, "")
    assert "no mistakes" in err


def test_a_folder_without_mistakes_is_silent(shop, call):
    code, out, err = call("lint", "-c", "own.checklist.yaml")
    assert (code, out) == (0, "")
    assert err == "no mistakes; looked at: 2\n"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("country-group/1", ""),
        ("cheklist/1", "did you mean `checklist/1`?"),
        ("checklist/2", "did you mean `checklist/1`?"),
        ("Notes", "begin with `govkit: …`"),
    ],
)
def test_reference_data_of_plugins_are_let_be_and_slips_are_not(call, tmp_path, kind, said):
    (tmp_path / "data.yaml").write_text(f"govkit: {kind}\nmembers: []\n")
    code, out, _ = call("lint", tmp_path / "data.yaml")
    assert (code == 0) == (said == "")
    assert said in out


CONTROL_FAULTS = {
    "an unknown check": (
        "    all: [cbpr.choice-dela]\n",
        "error: own.yaml:13:11: `cbpr.choice-dela` can't be had: cbpr 0.1.0 has no cbpr.choice-dela, but ",
    ),
    "a missing plugin": (
        "    all: [acme.x]\n",
        "error: own.yaml:13:11: `acme.x` can't be had: no plugin acme is installed",
    ),
    "a wrong option": (
        "    all: [{check: cbpr.choice-delay, with: {days: many}}]\n",
        "error: own.yaml:13:51: option of `cbpr.choice-delay`",
    ),
    "an unknown option": (
        "    all: [{check: cbpr.choice-delay, with: {dayz: 3}}]\n",
        "error: own.yaml:13:51: option of `cbpr.choice-delay`: there is no key `dayz` (did you mean `days`?)",
    ),
    "a check of another type": (
        "    all: [cbpr.transfer-mechanism]\n",
        "error: own.yaml:13:11: `cbpr.transfer-mechanism` checks a transfer, and this control is about a dataset",
    ),
    "an unknown slot": (
        "    all: [{require: {retentoin: {stated: true}}}]\n",
        "error: own.yaml:13:33: there is no slot `retentoin` (did you mean `retention`?)",
    ),
    "free text alone": (
        "    all: [{ask: a, text: Why?, type: text}]\n",
        "error: own.yaml:8:9: `one` can never be met",
    ),
    "a choice that never passes": (
        "    all: [{ask: a, text: Which?, type: choice, choices: [x, y], passes: z}]\n",
        "error: own.yaml:8:9: `one` can never be met",
    ),
    "a branch that can never pass": (
        "    all: [{require: {retention: {stated: true}}}, {any: [{ask: a, text: Why?, type: text}]}]\n",
        "error: own.yaml:8:9: `one` can never be met",
    ),
    "the same member twice": (
        "    all: [cbpr.choice-delay, {check: cbpr.choice-delay}]\n",
        "error: own.yaml:13:30: `one` has this member twice (remove one)",
    ),
    "a question id twice": (
        "    all: [{ask: a, text: A?}, {any: [{ask: a, text: B?}]}]\n",
        "error: own.yaml:13:44: `one` asks `a` twice",
    ),
    "agreement with a check that is not there": (
        "    all: [cbpr.choice-delay, {ask: a, text: A?, agrees_with: [cbpr.choice-dela]}]\n",
        "error: own.yaml:13:62: `cbpr.choice-dela` is no check of `one` (did you mean `cbpr.choice-delay`?)",
    ),
    "a link to a control that is not there": (
        "    all: [cbpr.choice-delay]\n"
        "    related: [{framework: global-cbpr, control: choice.honor, relation: equal}]\n",
        "error: own.yaml:14:49: global-cbpr has no control `choice.honor` (did you mean `choice.honour`?)",
    ),
    "a link inside the checklist": (
        "    all: [cbpr.choice-delay]\n    related: [{framework: own, control: two, relation: equal}]\n",
        "error: own.yaml:14:41: own has no control `two`",
    ),
}


@pytest.mark.parametrize("name", CONTROL_FAULTS)
def test_a_fault_of_a_control(lint, name):
    rest, said = CONTROL_FAULTS[name]
    code, lines = lint(rest)
    assert code == 2
    assert any(line.startswith(said) for line in lines), lines


def test_a_link_to_a_framework_that_is_not_installed_is_let_be(lint):
    related = "    related: [{framework: elsewhere, control: x, relation: equal}]\n"
    assert lint("    all: [cbpr.choice-delay]\n" + related) == (0, [])


def test_what_rests_on_memory_may_not_decide(lint):
    head = CHECKLIST.replace("grade: O, read: text", "grade: A, read: summary, mark: recalled, section: Article 1")
    code, lines = lint("    all: [cbpr.choice-delay]\n", head=head)
    assert code == 2
    assert lines == [
        "error: own.yaml:8:5: `one` rests on memory, and would decide "
        "(write `read: recalled`, or read the source and mark it `verified` or `derived`)"
    ]


def test_a_law_needs_a_pinpoint(lint):
    head = CHECKLIST.replace("grade: O", "grade: A")
    code, lines = lint("    all: [cbpr.choice-delay]\n", head=head)
    assert (code, lines) == (
        2,
        ["error: own.yaml:8:9: `one` has no pinpoint (name the article or question in `source.section`)"],
    )


TRANSLATION = """\
govkit: translation/1
framework: own
edition: "1"
language: th
controls:
  one:
    title: หนึ่ง
"""


def test_a_translation_has_to_fit(lint, tmp_path):
    (tmp_path / "own.th.yaml").write_text(
        TRANSLATION + "    questions: {b: {text: x}}\n    sentences: {Nothing: x}\n  two: {title: สอง}\n"
    )
    code, lines = lint("    all: [{ask: a, text: A?}]\n")
    assert code == 2
    assert [line.partition(" (")[0] for line in lines] == [
        "error: own.th.yaml:8:17: `one` has no question `b`",
        "error: own.th.yaml:9:17: `one` has no such sentence",
        "error: own.th.yaml:10:3: there is no control `two`",
    ]


def test_a_translation_has_to_be_complete_where_that_is_asked(lint, tmp_path):
    (tmp_path / "own.th.yaml").write_text(TRANSLATION)
    rest = "    all: [{ask: a, text: A?}, {require: {retention: {stated: true}}, gap: Nothing}]\n"
    assert lint(rest) == (0, [])
    code, lines = lint(rest, "--strict")
    assert code == 2
    assert "`one` is not translated: why, a.text, “Nothing”" in lines[0]


def test_a_translation_of_another_edition(lint, tmp_path):
    (tmp_path / "own.th.yaml").write_text(TRANSLATION.replace('"1"', '"2"'))
    code, lines = lint("    all: [{ask: a, text: A?}]\n")
    assert code == 2
    assert "this translates own@2, and lies beside own@1" in lines[0]


def test_a_translation_without_a_checklist(tmp_path, call, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.th.yaml").write_text(TRANSLATION)
    code, out, _ = call("lint", "own.th.yaml")
    assert code == 2
    assert "no checklist lies beside this translation" in out


FOLDER_FAULTS = {
    "an unknown slot": (
        "inventory/more.yaml",
        "govkit: inventory/1\nsystems: [{id: web, vendro: x}]\n",
        "error: inventory/more.yaml:2:21: there is no slot `vendro` (did you mean `vendor`?)",
    ),
    "an unknown key of the settings": (
        "govkit.yaml",
        "govkit: config/1\nframework: [own]\n",
        "error: govkit.yaml:2:1: there is no key `framework` (did you mean `frameworks`?)",
    ),
    "an unknown framework": (
        "govkit.yaml",
        "govkit: config/1\nframeworks: [own, global-cbpe]\n",
        "error: govkit.yaml:2:19: there is no framework `global-cbpe` (did you mean `global-cbpr`?)",
    ),
    "an answer to no question": (
        "answers/a.yaml",
        "govkit: answers/1\nanswers:\n"
        "  - {question: own/agreed#agree, subject: dataset:crm, value: true, author: A, date: 2026-11-01}\n",
        "error: answers/a.yaml:3:16: there is no question `own/agreed#agree` (did you mean `own/agreed#agreed`?)",
    ),
    "an answer about nothing": (
        "answers/a.yaml",
        "govkit: answers/1\nanswers:\n"
        "  - {question: own/agreed#agreed, subject: dataset:crn, value: true, author: A, date: 2026-11-01}\n",
        "error: answers/a.yaml:3:44: there is no `dataset:crn` in the inventory (did you mean `crm`?)",
    ),
    "an answer about another type": (
        "answers/a.yaml",
        "govkit: answers/1\nanswers:\n"
        "  - {question: own/agreed#agreed, subject: system:crm, value: true, author: A, date: 2026-11-01}\n",
        "error: answers/a.yaml:3:44: this is about a dataset, not a system (write dataset:ID)",
    ),
    "an answer to a question that changed": (
        "answers/a.yaml",
        "govkit: answers/1\nanswers:\n"
        "  - {question: own/agreed#agreed, question_hash: 0123456789abcdef, subject: dataset:crm, value: true,"
        " author: A, date: 2026-11-01}\n",
        "error: answers/a.yaml:3:50: `own/agreed#agreed` has changed since it was answered",
    ),
    "yes in words": (
        "answers/a.yaml",
        "govkit: answers/1\nanswers:\n"
        "  - {question: own/agreed#agreed, subject: dataset:crm, value: sure, author: A, date: 2026-11-01}\n",
        "error: answers/a.yaml:3:64: `own/agreed#agreed` is answered by yes or no",
    ),
    "a waiver that matches nothing": (
        "waivers.yaml",
        "govkit: waivers/1\nwaivers:\n"
        "  - {framework: own, control: retentoin, owner: A, reason: B, expires: 2027-01-01}\n",
        "error: waivers.yaml:3:31: own has no control `retentoin` (did you mean `retention`?)",
    ),
    "a waiver of an unknown framework": (
        "waivers.yaml",
        "govkit: waivers/1\nwaivers:\n"
        "  - {framework: owm, control: retention, owner: A, reason: B, expires: 2027-01-01}\n",
        "error: waivers.yaml:3:17: there is no framework `owm` (did you mean `own`?)",
    ),
    "a waiver of an unknown subject": (
        "waivers.yaml",
        "govkit: waivers/1\nwaivers:\n"
        "  - {framework: own, control: retention, subject: 'dataset:crn', owner: A, reason: B, expires: 2027-01-01}\n",
        "error: waivers.yaml:3:51: there is no `dataset:crn` in the inventory",
    ),
    "a review of nothing": (
        "reviews/r.yaml",
        "govkit: reviews/1\nreviews:\n  - {framework: own, edition: '1', control: x, content_hash: 0123456789abcdef,"
        " verdict: confirmed, reviewer: A, date: 2026-01-01, document: D}\n",
        "error: reviews/r.yaml:3:45: own has no control `x`",
    ),
    "a rejection of nothing": (
        "rejections.yaml",
        "govkit: rejections/1\nrejections:\n"
        "  - {subject: 'datset:crm', what: email, by: A, date: 2026-01-01, reason: R}\n",
        "error: rejections.yaml:3:15: there is no type of subject `datset` (did you mean `dataset`?)",
    ),
}


@pytest.mark.parametrize("name", FOLDER_FAULTS)
def test_a_fault_of_a_folder(shop, call, name):
    path, text, said = FOLDER_FAULTS[name]
    (shop / path).parent.mkdir(exist_ok=True)
    (shop / path).write_text(text)
    code, out, _ = call("lint", "-c", "own.checklist.yaml")
    assert code == 2
    assert any(line.startswith(said) for line in out.splitlines()), out


def test_an_answer_of_a_framework_that_is_not_assessed_here_is_let_be(shop, call):
    (shop / "answers").mkdir()
    (shop / "answers/a.yaml").write_text(
        "govkit: answers/1\nanswers:\n"
        "  - {question: global-cbpr/x#y, subject: dataset:crm, value: true, author: A, date: 2026-11-01}\n"
    )
    assert call("lint", "-c", "own.checklist.yaml")[0] == 0


def test_json_names_each_place(shop, call):
    (shop / "inventory/more.yaml").write_text("govkit: inventory/1\nsystems: [{id: web, vendro: x}]\n")
    code, out, _ = call("lint", "--json", "-c", "own.checklist.yaml")
    assert code == 2
    assert json.loads(out) == [
        {
            "file": "inventory/more.yaml",
            "line": 2,
            "column": 21,
            "what": "there is no slot `vendro`",
            "mend": "did you mean `vendor`?",
        }
    ]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "govkit: inventori/1\n", "the file does not say what it is (did you mean `inventory/1`?)"),
        ("a.yaml", "a: b\n", "the file does not say what it is (begin with `govkit: …`"),
        ("a.yaml", "a: [\n", "error: a.yaml:"),
        ("a.yaml", "govkit: inventory/1\ndatasets: 3\n", "error: a.yaml:2:11: `datasets` is a list of records"),
        ("a.yaml", "govkit: waivers/1\nwaivers: [{}]\n", "error: a.yaml:2:11: `framework` is missing"),
        ("a.txt", "x", "this kind of file is not read"),
    ],
)
def test_a_file_is_looked_at_as_what_it_says_it_is(tmp_path, monkeypatch, call, name, text, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(text)
    code, out, _ = call("lint", name)
    assert code == 2
    assert said in out


def test_a_folder_of_checklists_is_looked_through(tmp_path, call):
    shutil.copytree(SHIPPED / "govkit_checklists/govkit", tmp_path / "govkit")
    (tmp_path / ".hidden.yaml").write_text("x")
    code, _, err = call("lint", tmp_path)
    assert code == 0
    assert "looked at: " in err


def test_yaml_of_other_tools_is_let_be_and_folders_below_are_found(tmp_path, shop, call, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "compose.yaml").write_text("services: {a: {{ b }}\n")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules/x.yaml").write_text("govkit: nonsense/1\n")
    (tmp_path / "mine.yaml").write_text("govkit: waiver/1\n")
    code, out, _ = call("lint", "-c", "shop/own.checklist.yaml")
    assert code == 2
    assert out.splitlines() == ["error: mine.yaml:1:9: the file does not say what it is (did you mean `waivers/1`?)"]


def test_nothing_to_look_at_is_no_good_news(tmp_path, call):
    code, _, err = call("lint", tmp_path)
    assert code == 2
    assert "there is nothing to look at" in err


def test_a_given_checklist_with_faults_is_named(shop, call):
    (shop / "bad.yaml").write_text("govkit: checklist/1\nframework: {}\n")
    code, out, _ = call("lint", "-c", "bad.yaml")
    assert code == 2
    assert "error: bad.yaml:" in out
    assert call("lint", "-c", "nowhere.yaml")[0] == 2


def test_a_folder_without_an_inventory(tmp_path, call):
    (tmp_path / "govkit.yaml").write_text("govkit: config/1\n")
    code, out, _ = call("lint", tmp_path)
    assert code == 2
    assert "there is no inventory in this folder" in out


def test_a_wrong_choice_names_the_nearest(shop, call):
    checklist = shop / "own.checklist.yaml"
    text = checklist.read_text().replace("evidence: required", "type: choice, choices: [low, high], passes: low")
    checklist.write_text(text)
    (shop / "answers").mkdir()
    (shop / "answers/a.yaml").write_text(
        "govkit: answers/1\nanswers:\n"
        "  - {question: own/agreed#agreed, subject: dataset:crm, value: hgih, author: A, date: 2026-11-01}\n"
    )
    code, out, _ = call("lint", "-c", "own.checklist.yaml")
    assert code == 2
    assert "answers/a.yaml:3:64: `own/agreed#agreed` has no such choice (did you mean `high`?)" in out


@pytest.mark.parametrize("text", ["govkit: translation/1\nframework: own\n", "govkit: [\n"])
def test_a_broken_translation_is_located(lint, tmp_path, text):
    (tmp_path / "own.th.yaml").write_text(text)
    code, lines = lint("    all: [{ask: a, text: A?}]\n")
    assert code == 2
    assert any(line.startswith("error: own.th.yaml:") for line in lines)


REGISTRY = """\
govkit: registry/1
framework: own-norms
title: Own norms
source: {publisher: Us, document: Own norms, grade: O, read: text, as_of: 2026-11-21}
groups: {a: Openness}
ids:
  a.1: Notices
"""


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("a.1", []),
        ("a", []),
        (
            "a.11",
            ["error: own.yaml:15:47: own-norms has no control `a.11` (did you mean `a.1`?)"],
        ),
    ],
)
def test_a_mapping_leads_to_an_id_of_a_registry(lint, tmp_path, target, said):
    (tmp_path / "norms.yaml").write_text(REGISTRY)
    rest = (
        "    all: [{require: {personal: true}}]\n"
        "    source: {section: One}\n"
        f"    related: [{{framework: own-norms, control: {target}, relation: intersects}}]\n"
    )
    code, out = lint(rest, "norms.yaml")
    assert (code, out) == (2 if said else 0, said)


def test_the_mappings_of_a_registry_lead_somewhere(lint, tmp_path):
    mapped = REGISTRY + "  a.2: {related: [{framework: own, control: on, relation: intersects}]}\n"
    (tmp_path / "norms.yaml").write_text(mapped)
    _, out = lint("    all: [{require: {personal: true}}]\n", "norms.yaml")
    assert out == ["error: norms.yaml:8:45: own has no control `on` (did you mean `one`?)"]


def test_a_registry_has_ids(lint, tmp_path):
    (tmp_path / "norms.yaml").write_text(REGISTRY.partition("ids:")[0])
    code, out = lint("    all: [{require: {personal: true}}]\n", "norms.yaml")
    assert code == 2
    assert any("norms.yaml" in line and "ids" in line for line in out)
