"""`govkit lint` of a checklist: each fault of a control, with its place and its mend."""

import pytest

from tests.cli.conftest import CHECKLIST

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
