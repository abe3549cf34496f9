"""`govkit lint` of a folder: each fault of its inventory, settings and statements, with its place and its mend."""

import pytest

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


@pytest.mark.parametrize(
    ("asked", "value", "said"),
    [
        ("evidence: required", "yes", "is answered by yes or no (write `true` or `false`)"),
        ("type: number, passes: 3", "'4'", "is answered by a number (write a number, without quotation marks)"),
        ("type: date", "May 2026", "is answered by a day (write YYYY-MM-DD)"),
    ],
)
def test_a_value_of_another_form_says_how_to_write_it(shop, call, asked, value, said):
    checklist = shop / "own.checklist.yaml"
    checklist.write_text(checklist.read_text().replace("evidence: required", asked))
    (shop / "answers").mkdir()
    (shop / "answers/a.yaml").write_text(
        "govkit: answers/1\nanswers:\n"
        f"  - {{question: own/agreed#agreed, subject: dataset:crm, value: {value}, author: A, date: 2026-11-01}}\n"
    )
    code, out, _ = call("lint", "-c", "own.checklist.yaml")
    assert code == 2
    assert f"answers/a.yaml:3:64: `own/agreed#agreed` {said}" in out


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


def test_a_folder_without_an_inventory(tmp_path, call):
    (tmp_path / "govkit.yaml").write_text("govkit: config/1\n")
    code, out, _ = call("lint", tmp_path)
    assert code == 2
    assert "there is no inventory in this folder" in out
