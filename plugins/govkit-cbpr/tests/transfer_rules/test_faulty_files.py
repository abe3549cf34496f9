"""A bad rule file is told by file, line and mend, and lint finds what can not hold or has no source."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govkit.model.errors import InputError
from govkit_cbpr.transfer_rules.library import rule_set
from govkit_cbpr.transfer_rules.linting import lint


@pytest.fixture
def with_change(shipped: dict[str, bytes], shared: dict[str, bytes]) -> Callable[[str, str], dict[str, bytes]]:
    """Return what gives the files that Taiwan's regime needs, with a text of its own replaced by another."""

    def with_change(old: str, new: str) -> dict[str, bytes]:
        text = shipped["tw.pdpa.yaml"].decode()
        assert old in text
        return shared | {"tw.pdpa.yaml": text.replace(old, new, 1).encode()}

    return with_change


@pytest.mark.parametrize(
    ("old", "new", "said", "hint"),
    [
        ("    topic: social-workers-order\n", "    topik: x\n", "topik", "did you mean `topic`"),
        ("    then: unknown\n", "    then: maybe\n", "then", "docs/transfers.md"),
        ("source: ncc, at: order", "source: nnc, at: order", "no source `nnc`", "sources"),
        (
            "      destination: [CN]\n      sector",
            "      destinatoin: [CN]\n      sector",
            "destinatoin",
            "did you mean `destination`",
        ),
        ("reach:", "home: [TW]\nreach:", "stands twice", "join"),
        ("  - id: communications", "  id: communications", "not YAML", "indentation"),
    ],
)
def test_a_bad_file_is_named_with_line_and_mend(
    old: str, new: str, said: str, hint: str, with_change: Callable[[str, str], dict[str, bytes]]
) -> None:
    with pytest.raises(InputError) as fault:
        rule_set(with_change(old, new))
    assert fault.value.path == "transfer-rules/tw.pdpa.yaml"
    assert fault.value.line is not None
    assert said in str(fault.value)
    assert hint in str(fault.value)


def test_the_line_is_the_one_of_the_fault(
    shipped: dict[str, bytes], with_change: Callable[[str, str], dict[str, bytes]]
) -> None:
    with pytest.raises(InputError) as fault:
        rule_set(with_change("source: ncc, at: order", "source: nnc, at: order"))
    assert fault.value.line == shipped["tw.pdpa.yaml"].decode().split("source: ncc, at: order")[0].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "said", "mend"),
    [
        ("tw.pdpa.yaml", "reach: {origin: [TW]", "reach: {origin: [Taiwan]", "reach:", "neither an ISO", "a code"),
        ("tw.pdpa.yaml", "review_by: 2027", "review_by: 2020", "review_by", "comes before `as_of`", "look again"),
        ("tw.pdpa.yaml", "as_of: 2026", "as_of: 2569", "review_by", "comes before `as_of`", "look again"),
        (
            "tw.pdpa.yaml",
            "otherwise:\n",
            "otherwise:\n  - {answer: permitted, because: {source: art21, at: x}}\n",
            "  - {answer: permitted, because: {source: art21, at: art 21}",
            "two things of the same days",
            "first end",
        ),
        ("tw.pdpa.yaml", "destination: JP", "destnation: JP", "destnation", "`destnation` is not in", "a word of"),
        ("group-us-concern.yaml", "place: CN", "place: China", "place: China", "no ISO 3166 code", "the code"),
        ("group-us-concern.yaml", "place: HK", "place: CN", "place: CN", "listed twice", "remove one"),
    ],
)
def test_lint_finds_what_can_never_come_to_bear(
    name: str, old: str, new: str, line: str, said: str, mend: str, shipped: dict[str, bytes], shared: dict[str, bytes]
) -> None:
    text = shipped[name].decode()
    assert old in text
    changed = text.replace(old, new, 1)
    faults = [fault for fault in lint(rule_set(shared | {name: changed.encode()})) if said in fault.what]
    assert faults
    assert mend in faults[0].hint
    assert line in changed.splitlines()[(faults[0].line or 0) - 1]


@pytest.mark.parametrize(
    ("name", "old", "new", "said", "hint"),
    [
        ("jp.appi.yaml", "group: jp-listed", "group: jp-liste", "no country group", "`jp-listed`"),
        ("jp.appi.yaml", "home: [JP]", "home: [JP, eeaa]", "neither an ISO", "`eea`"),
        ("cn.pipl.yaml", "{not: {is: top-band}}", "{not: {is: top-bnd}}", "definitions of this file", "`top-band`"),
        ("cn.pipl.yaml", "{exporter_is_ciio: true}", "{exporter_is_ciio: 'yes'}", "not true or false", "docs"),
        ("tw.pdpa.yaml", "destination: [CN", "destination: [China", "no ISO 3166 code", "docs"),
        ("sg.pdpa.yaml", "recipient_role: [processor]", "recipient_rol: [processor]", "not a fact", "`recipient_role`"),
        ("sg.pdpa.yaml", "cert.in-date", "cert.in-dat", "no condition", "`cert.in-date`"),
        ("conditions.yaml", "{on_or_after: date}", "{on_or_aftr: date}", "not a comparison", "`on_or_after`"),
    ],
)
def test_a_word_that_is_none_gets_the_nearest(
    name: str, old: str, new: str, said: str, hint: str, shipped: dict[str, bytes], shared: dict[str, bytes]
) -> None:
    text = shipped[name].decode()
    assert old in text
    with pytest.raises(InputError) as fault:
        rule_set(shared | {name: text.replace(old, new, 1).encode()})
    assert said in fault.value.what
    assert hint in fault.value.hint
    assert fault.value.line == text.split(old)[0].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "tw.pdpa.yaml",
            "publisher: Lee and Li; DLA Piper, grade: B",
            "publisher: Lee and Li; DLA Piper, grade: C",
            "grade C",
        ),
        (
            "tw.pdpa.yaml",
            "mechanisms: none}, answer: permitted}",
            "mechanisms: none}, answer: unknown}",
            "answer is permitted, not unknown",
        ),
        (
            "cn.pipl.yaml",
            ": 99999,",
            ": 99998,",
            "100000 and 99999",
        ),
        ("la.edp.yaml", "passed_by:\n", "passed_by:\n      - vital\n", "no route accepts it"),
        ("tw.pdpa.yaml", "  - id: communications", "  - id: stop-order", "used twice"),
        ("group-us-concern.yaml", "read: summary", "read: recalled", "`CN` rests on a source that decides nothing"),
        ("group-us-concern.yaml", "source: cfr202", "source: cfr", "no source `cfr`"),
        (
            "group-us-concern.yaml",
            "from: 2025-04-08, because",
            "from: 2025-04-08, to: 2024-01-01, because",
            "ends before",
        ),
    ],
)
def test_lint_finds(
    name: str, old: str, new: str, said: str, shipped: dict[str, bytes], shared: dict[str, bytes]
) -> None:
    text = shipped[name].decode()
    assert old in text
    count = -1 if "99999" in old else 1
    faults = [str(fault) for fault in lint(rule_set(shared | {name: text.replace(old, new, count).encode()}))]
    assert any(said in fault and f"{name}:" in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("because: [{regime: my.pdpa, source: guide,", "because: [{regime: my.pdpa, source: guid,", "no source `guid`"),
        (
            "because: [{regime: my.pdpa, source: guide,",
            "because: [{regime: my.pdpa, source: schemes,",
            "decides nothing",
        ),
        (
            "because: [{regime: my.pdpa, source: guide,",
            "because: [{regime: jp.appi, source: art28,",
            "no rule of `jp.appi`",
        ),
        (
            "    because: [{regime: my.pdpa, source: guide, at: validity of the assessment}]\n",
            "",
            "`tia.three-years` holds a number, without a source in my.pdpa",
        ),
    ],
)
def test_lint_finds_law_without_a_source_in_conditions(
    old: str, new: str, said: str, shipped: dict[str, bytes], shared: dict[str, bytes]
) -> None:
    text = shipped["conditions.yaml"].decode()
    assert old in text
    given = shared | {name: shipped[name] for name in ("my.pdpa.yaml", "jp.appi.yaml")}
    faults = [str(fault) for fault in lint(rule_set(given | {"conditions.yaml": text.replace(old, new).encode()}))]
    assert any(said in fault and "conditions.yaml:" in fault for fault in faults), faults
    assert not lint(rule_set(given))
