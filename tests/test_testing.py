"""The pytest plugin for authors: what it collects, what passes, and how a failed case reads."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

CASES = """
check: personal-data.no-such-check
cases:
  one: {subject: {id: a}, expect: pass}
"""


def run(pytester: pytest.Pytester, text: str) -> pytest.RunResult:
    pytester.makefile(".cases.yaml", thing=text)
    return pytester.runpytest_inprocess("-q", "-p", "no:cacheprovider", "-p", "no:xdist")


def test_a_check_that_is_not_there_fails_in_words(pytester: pytest.Pytester) -> None:
    result = run(pytester, CASES)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*personal-data.no-such-check, case `one`:*"])
    result.stdout.no_fnmatch_line("*Traceback*")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("check: a.b\ncases: {}\n", "*thing.cases.yaml:2:*"),
        ("check: a.b\ncases:\n  one: {subjekt: {id: a}, expect: pass}\n", "*subject*"),
        ("check: a.b\ncases:\n  one: {subject: {id: a}, expect: {stats: pass}}\n", "*stat*"),
        ("check: [\n", "*thing.cases.yaml:*"),
    ],
)
def test_a_broken_file_says_where(pytester: pytest.Pytester, text: str, words: str) -> None:
    result = run(pytester, text)
    assert result.ret != 0
    result.stdout.fnmatch_lines([words])
