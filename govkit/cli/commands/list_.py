"""`govkit list`: what is installed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click

from govkit.cli.options import json_option
from govkit.cli.terminal import headings, say, table
from govkit.cli.tongue import ENGLISH, tongue
from govkit.model.worded import worded

Rows = list[dict[str, str]]
_WORDED = ("title", "default")
"""What is said in the reader's language where it is shown; programs get it in English."""


def _checks() -> Rows:
    from govkit.plugin.manager import Plugins

    plugins = Plugins()
    return [
        {"id": check.id, "on": check.on.type, "grade": check.grade.value, "title": check.title}
        for name in plugins.names
        for check in plugins.checks(name)
    ]


def _checklists(language: str = ENGLISH) -> Rows:
    from govkit.engine.checklists import Library, read_head, read_title

    rows = []
    for entry in Library().installed:
        framework = read_head(entry)
        default = "yes" if framework.default else "no"
        title = read_title(entry, language) or framework.title
        rows.append({"checklist": entry.key, "default": default, "from": entry.origin, "title": title})
    return rows


def _plugins() -> Rows:
    from govkit.i18n import Renderer
    from govkit.plugin.manager import Plugins

    plugins, words = Plugins(), Renderer()
    states = [plugins.state(name) for name in plugins.names]
    return [
        {
            "plugin": state.name,
            "from": f"{state.distribution} {state.version}",
            "state": state.state,
            "checks": str(len(plugins.checks(state.name))),
            "reason": words.text(state.reason) if state.reason is not None else "",
        }
        for state in states
    ]


def _languages() -> Rows:
    from govkit.i18n import available_languages

    return [{"language": language} for language in available_languages()]


def _reporters() -> Rows:
    from govkit.cli.reporters import reporters

    return [
        {"format": name, "from": "" if point.dist is None else f"{point.dist.name} {point.dist.version}"}
        for name, point in reporters().items()
    ]


_KINDS: dict[str, Callable[[], Rows]] = {
    "checks": _checks,
    "checklists": _checklists,
    "plugins": _plugins,
    "languages": _languages,
    "reporters": _reporters,
}


@click.command("list")
@click.argument("kind", type=click.Choice(list(_KINDS)))
@json_option
def command(kind: str, as_json: bool) -> int:
    """List what is installed: checks, checklists, plugins, languages or reporters."""
    in_words = kind == "checklists" and not as_json
    show(_checklists(tongue().language) if in_words else _KINDS[kind](), as_json)
    return 0


def show(rows: list[dict[str, Any]], as_json: bool) -> None:
    """Write rows as JSON or as a table."""
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif rows:
        from govkit.report.clean import plain

        translate = tongue().constant
        cells = [
            tuple(plain(translate(str(value)) if name in _WORDED else str(value)) for name, value in row.items())
            for row in rows
        ]
        click.echo(table(cells, headings(*rows[0])), nl=False)
    else:
        say(worded("none"))


def plugin_rows() -> Rows:
    """Return the installed plugins, each loaded, with its state."""
    return _plugins()
