"""Reads what only the source says: the texts below attributes, and arguments as their author wrote them."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any


def attribute_docs(kind: type[Any]) -> dict[str, str]:
    """Return attribute → the text below its annotation, those of base classes first."""
    texts: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if not base.__module__.startswith("govkit"):
            continue
        body = _class(base).body
        for node, after in pairwise(body):
            text = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else None
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(text, str):
                texts[node.target.id] = " ".join(text.split())
    return texts


def signature(function: Callable[..., Any], *, width: int = 100, method: bool = False) -> str:
    """Return a function's name, arguments and result; an argument a line where they do not fit in `width`.

    `method` leaves out the first argument.
    """
    found = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    if not isinstance(found, ast.FunctionDef):
        raise TypeError(f"{function!r} is no function")
    arguments = list(_arguments(found.args))[int(method) :]
    result = f" -> {_code(found.returns)}" if found.returns is not None else ""
    whole = f"{found.name}({', '.join(arguments)}){result}"
    if len(whole) <= width:
        return whole
    return "\n".join([f"{found.name}(", *(f"    {argument}," for argument in arguments), f"){result}"])


def _arguments(found: ast.arguments) -> Iterator[str]:
    plain = [*found.posonlyargs, *found.args]
    defaults: list[ast.expr | None] = [*[None] * (len(plain) - len(found.defaults)), *found.defaults]
    for argument, default in zip(plain, defaults, strict=True):
        yield _argument(argument, default)
    if found.vararg is not None or found.kwonlyargs:
        yield "*" if found.vararg is None else f"*{_argument(found.vararg, None)}"
    for argument, default in zip(found.kwonlyargs, found.kw_defaults, strict=True):
        yield _argument(argument, default)
    if found.kwarg is not None:
        yield f"**{_argument(found.kwarg, None)}"


def _argument(argument: ast.arg, default: ast.expr | None) -> str:
    annotated = f"{argument.arg}: {_code(argument.annotation)}" if argument.annotation is not None else argument.arg
    return annotated if default is None else f"{annotated} = {_code(default)}"


def _code(node: ast.expr) -> str:
    return ast.unparse(node).replace("'", '"')


def _class(kind: type[Any]) -> ast.ClassDef:
    found = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    if not isinstance(found, ast.ClassDef):
        raise TypeError(f"{kind!r} is no class")
    return found
