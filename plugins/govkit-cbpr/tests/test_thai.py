"""Every text of the plugin that a report can show is there in Thai, with the same placeholders."""

from __future__ import annotations

import ast
from pathlib import Path

import govkit_cbpr
from govkit.i18n.po import read_po
from govkit.model.message import placeholders
from govkit_cbpr import participation, transfer_table

PACKAGE = Path(govkit_cbpr.__file__).parent
CATALOGUE = PACKAGE / "locales/th/LC_MESSAGES/govkit_cbpr.po"
SPEAKING = {
    "passed",
    "failed",
    "contradicted",
    "needs_review",
    "not_applicable",
    "unknown",
    "evidence",
    "pointer",
    "Declined",
    "Message",
    "_Standing",
}
"""The calls that make a text for a report, with the template as first argument."""


def templates() -> set[str]:
    checks = govkit_cbpr.register_checks()
    found = {text for check in checks for text in (check.title, check.why, check.fix)}
    found |= {*transfer_table._COLUMNS, *participation._COLUMNS, *participation._STATUS.values()}
    for path in sorted(PACKAGE.glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        constants = {
            target.id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[:1] if node.func.id in SPEAKING else ()
                named = (word.value for word in node.keywords if word.arg in ("plural", "fix", "unit"))
                for text in (*first, *named):
                    value = constants.get(text.id, text) if isinstance(text, ast.Name) else text
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        found.add(value.value)
    return {text for text in found if set(text) - set("{}") - set("".join(placeholders(text)))}


def test_the_catalogue_holds_every_text_and_no_other() -> None:
    thai = read_po(CATALOGUE.read_text("utf-8"))
    assert len(thai) > 200
    assert set(thai) == templates()


def test_translations_keep_their_placeholders_and_are_thai() -> None:
    for english, thai in read_po(CATALOGUE.read_text("utf-8")).items():
        assert placeholders(thai) == placeholders(english), english
        bare = thai
        for name in placeholders(thai):
            bare = bare.replace(f"{{{name}}}", "")
        assert any("\u0e00" <= sign <= "\u0e7f" for sign in bare), english
        for term in english.split("`")[1::2]:
            assert f"`{term}`" in thai, english
