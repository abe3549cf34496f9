"""`govkit show`: a saved assessment is written again, and nothing else is taken for one."""

import json

import pytest


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
