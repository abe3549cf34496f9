"""The names and signatures that plugin authors rely on, held against a list in the repository.

A plugin that was written for one version of govkit has to work with the next. So what `govkit.plugin` offers changes on
purpose only: arguments are added at the end and with a default, names are never removed without a year of deprecation.
Where a change is meant, write the list anew and look at the difference before it is committed, and say it in
`CHANGELOG.md`:

    python -m tests.third_party.test_api > tests/third_party/api.txt
"""

from __future__ import annotations

import dataclasses
import enum
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import govkit.plugin
from govkit.model.slots import Part, slots_of
from govkit.plugin import hookspecs, host

LIST = Path(__file__).with_name("api.txt")


def described() -> Iterator[str]:
    """Yield a line for each name, and below it one for each member."""
    for name in sorted(govkit.plugin.__all__):
        yield from _of(name, getattr(govkit.plugin, name))
    for name, member in sorted(vars(hookspecs).items()):
        if hasattr(member, "govkit_spec"):
            yield f"hook {name}{_signature(member)}"
    yield from _of("Host", host.Host)


def _of(name: str, member: Any) -> Iterator[str]:
    if not inspect.isclass(member):
        yield f"{name}{_signature(member)}" if callable(member) else f"{name}: {type(member).__name__}"
        return
    if issubclass(member, enum.Enum):
        yield f"enum {name}: {', '.join(str(each.value) for each in member)}"
    elif issubclass(member, Part):
        yield f"subject {name}: {', '.join(slots_of(member))}"
    elif dataclasses.is_dataclass(member):
        yield f"class {name}: {', '.join(_field(each) for each in dataclasses.fields(member))}"
    else:
        yield f"class {name}"
    for method, function in sorted(vars(member).items()):
        if method.startswith("_") or issubclass(member, enum.Enum):
            continue
        function = getattr(function, "__func__", function)
        if isinstance(function, property):
            yield f"  {name}.{method}: property"
        elif inspect.isfunction(function):
            yield f"  {name}.{method}{_signature(function)}"


def _field(field: dataclasses.Field[Any]) -> str:
    missing = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    return field.name if missing else f"{field.name}?"


def _signature(function: Any) -> str:
    try:
        return re.sub(r"<function (\S+) at 0x\w+>", r"<\1>", str(inspect.signature(function)))
    except (TypeError, ValueError):
        return ""


def test_what_plugins_rely_on_changes_on_purpose_only() -> None:
    assert list(described()) == LIST.read_text("utf-8").splitlines(), __doc__


if __name__ == "__main__":
    sys.stdout.write("\n".join(described()) + "\n")
