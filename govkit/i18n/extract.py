"""Finds the texts of a package that are to be translated, in its Python files and its templates."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from govkit.i18n.renderer import has_words
from govkit.model.page import first_sentence, fix_of, paragraphs, why_of

SAID = "worded"
"""The function whose first argument is said at the command line: an error, a label, advice."""
KEYWORDS = frozenset(
    {
        *("_", "text", "passed", "failed", "needs_review", "_review", "not_applicable", "unknown", "contradicted"),
        *("evidence", "Message", "Declined", "refuse", SAID),
    }
)
"""Functions whose first argument is a text for people."""
_ALSO = frozenset({"fix", "title", "unit"})
"""Keyword arguments of these functions and of `@check` that are texts for people too."""

_TEMPLATE = re.compile(r"^[^<]*\{[a-z_]+\} [a-z]|^[^<]*[a-z] \{[a-z_]+\}[^>]*$")


_RENDERERS = frozenset({"words", "_words", "self", "Renderer"})
_PAGES = ("help", "epilog")
"""Keyword arguments of commands and their options that stand on a page of help."""
_COMMANDS = frozenset({"command", "group"})
"""Decorators of functions whose docstring is a page of help."""
_OPTIONS = "options"
"""The keyword by which `@check` and `@probe` name a class whose members are described."""
_BASE = "Options"
"""The base of such classes."""
_IN_SCHEMAS = frozenset({"Entity", "Part", "Document", "TypedDict", "StrEnum"})
"""Bases of classes of govkit's own that are described in the schema of a file, with their members."""
_OWN = "govkit/"


_KEYS = "texts.keys"
"""Where texts for people stand in data: a line names files, and their keys as `routes.*.title`; `*` is any item."""
PROSE = re.compile(r"@_\((.*?)\)@")
"""What a file to begin with says to people."""


class Found(NamedTuple):
    """A text, its plural form, and where it stands; `tool` where only the command line says it."""

    text: str
    plural: str
    file: str
    line: int
    tool: bool = False


def extract(package: Path) -> list[Found]:
    """Return the texts of a package by file and line."""
    found: list[Found] = []
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package.parent).as_posix()
        if path.suffix == ".py":
            found += _python(path.read_text("utf-8"), name)
        elif path.suffix == ".j2":
            found += _template(path.read_text("utf-8"), name)
        elif path.name == _KEYS:
            found += _data(path)
        elif path.suffix == ".in":
            found += [Found(text, "", name, 0, tool=True) for text in PROSE.findall(path.read_text("utf-8"))]
    return [entry for entry in found if has_words(entry.text)]


def constants(package: Path) -> frozenset[str]:
    """Return every text constant of a package: a text that is chosen at run time is still one of them."""
    trees = (ast.parse(path.read_text("utf-8")) for path in sorted(package.rglob("*.py")))
    return frozenset(
        text
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.expr)
        if has_words(text := _text(node))
    )


def _python(source: str, file: str) -> Iterator[Found]:
    tree = ast.parse(source)
    named = _named_options(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from (Found(text, "", file, node.lineno, tool=True) for text in _described(node, file, named))
        if isinstance(node, ast.FunctionDef):
            yield from (Found(text, "", file, node.lineno) for text in _page(node))
            yield from (Found(text, "", file, node.lineno, tool=True) for text in _help(node))
        if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") in _ALSO and node.value is not None:
            yield from (Found(text, "", file, node.lineno) for text in _texts(node.value))
        if isinstance(node, (ast.Dict, ast.Tuple)):
            yield from (Found(text, "", file, node.lineno) for text in _table(node))
        if not isinstance(node, ast.Call):
            continue
        called = _called(node.func)
        given = {keyword.arg: _text(keyword.value) for keyword in node.keywords}
        if called in KEYWORDS and node.args:
            plural = given.get("plural") or _message_plural(called, node)
            yield from (Found(text, plural, file, node.lineno, called == SAID) for text in _texts(node.args[0]))
        for page in filter(None, map(given.get, _PAGES)):
            yield Found(" ".join(page.split()), "", file, node.lineno, tool=True)
        if called in KEYWORDS or called == "check":
            yield from (Found(text, "", file, node.lineno) for name in _ALSO if (text := given.get(name)))


def _described(node: ast.ClassDef, file: str, options: frozenset[str]) -> Iterator[str]:
    """Yield the text below each member of a class that is described to people, and of one in schemas its own."""
    bases = {_name(base) for base in node.bases}
    if file.startswith(_OWN) and bases & _IN_SCHEMAS:
        yield from paragraphs(ast.get_docstring(node) or "")
    elif node.name not in options and _BASE not in bases:
        return
    for attribute, below in pairwise(node.body):
        if isinstance(attribute, ast.AnnAssign) and isinstance(below, ast.Expr) and (text := _text(below.value)):
            yield from paragraphs(text)


def _named_options(tree: ast.Module) -> frozenset[str]:
    """Return the names of the classes that are named as somebody's options."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return frozenset(_name(one.value) for call in calls for one in call.keywords if one.arg == _OPTIONS)


def _name(node: ast.expr) -> str:
    return getattr(node, "id", "")


def _called(function: ast.expr) -> str:
    """Return the name of what is called; of methods `text`, only that of a renderer is for people."""
    if not isinstance(function, ast.Attribute):
        return getattr(function, "id", "")
    of = function.value.func if isinstance(function.value, ast.Call) else function.value
    owner = of.attr if isinstance(of, ast.Attribute) else getattr(of, "id", "")
    return "" if function.attr == "text" and owner not in _RENDERERS else function.attr


def _page(node: ast.FunctionDef) -> Iterator[str]:
    """Yield the page of a check: why it matters and what mends it."""
    marks = (mark.func for mark in node.decorator_list if isinstance(mark, ast.Call))
    if not any(isinstance(mark, ast.Name) and mark.id == "check" for mark in marks):
        return
    page = inspect.cleandoc(ast.get_docstring(node) or "")
    yield from filter(None, (why_of(page), fix_of(page)))


def _help(node: ast.FunctionDef) -> Iterator[str]:
    """Yield the paragraphs of a command's or probe's page, and the sentence for a command in a list of them."""
    marks = [mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list]
    command = any(isinstance(mark, ast.Attribute) and mark.attr in _COMMANDS for mark in marks)
    if not command and not any(isinstance(mark, ast.Name) and mark.id == "probe" for mark in marks):
        return
    page = inspect.cleandoc(ast.get_docstring(node) or "")
    parts = paragraphs(page)
    yield from parts
    if command and f"{(line := first_sentence(page))}." not in parts:
        yield line


def _table(node: ast.Dict | ast.Tuple) -> Iterator[str]:
    """Yield the sentences of a table by members of an enumeration, `Status.FAIL: "…"`, and templates of a tuple."""
    if isinstance(node, ast.Tuple):
        yield from (text for text in map(_text, node.elts) if _TEMPLATE.search(text))
        return
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Attribute) and " " in (text := _text(value)):
            yield text


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield the text, or both texts of a choice."""
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif text := _text(node):
        yield text


def _message_plural(called: str, node: ast.Call) -> str:
    return _text(node.args[2]) if called == "Message" and len(node.args) > 2 else ""


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _data(keys: Path) -> Iterator[Found]:
    """Yield the texts of the YAML files that a list of keys names; the command line says them."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for line in keys.read_text("utf-8").splitlines():
        files, *trails = line.split()
        for path in sorted(keys.parent.glob(files)):
            document = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506 - a safe one
            name = path.relative_to(keys.parents[1]).as_posix()
            texts = (text for trail in trails for text in _at(document, trail.split(".")))
            yield from (Found(text, "", name, 0, tool=True) for text in texts)


def _at(node: Any, trail: list[str]) -> Iterator[str]:
    if not trail:
        yield from [" ".join(node.split())] if isinstance(node, str) else []
        return
    children = node if isinstance(node, dict) else dict(enumerate(node)) if isinstance(node, list) else {}
    chosen = children.values() if trail[0] == "*" else [children[trail[0]]] if trail[0] in children else []
    for child in chosen:
        yield from _at(child, trail[1:])


def _template(source: str, file: str) -> Iterator[Found]:
    from jinja2 import Environment, nodes

    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "_" and call.args:
            text = call.args[0]
            if isinstance(text, nodes.Const) and isinstance(text.value, str):
                yield Found(text.value, "", file, call.lineno)
