"""`govkit init`: four questions, then the files of a folder that can be assessed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click

from govkit.cli.options import path_argument
from govkit.cli.schemas import schema, summary
from govkit.cli.terminal import say
from govkit.cli.tongue import Tongue, tongue, voice
from govkit.engine.atomic import write_atomic
from govkit.model.countries import COUNTRIES
from govkit.model.entities import ENTITIES, Field, Organisation
from govkit.model.errors import UsageError, nearest
from govkit.model.worded import worded

_SCHEMAS = {"config": "govkit.yaml", "inventory": "inventory/*", "answers": "answers/*", "waivers": "waivers.yaml"}
_SCHEMAS |= {"reviews": "reviews/*", "rejections": "rejections.yaml", "checklist": "*.checklist.yaml"}
"""Which files each schema is for."""


@click.command("init")
@path_argument("folder", default=Path())
@click.option("--name", help="The name of the organisation.")
@click.option("--country", help="Its country, as two letters: TH, SG, …")
@click.option("--framework", "frameworks", multiple=True, help="A framework to be assessed by; may be repeated.")
@click.option("--lang", "languages", multiple=True, help="A language of the reports, the first by default.")
def command(
    folder: Path, name: str | None, country: str | None, frameworks: tuple[str, ...], languages: tuple[str, ...]
) -> int:
    """Start an assessed folder: ask four things, and write the files to fill in. Nothing is overwritten."""
    name = name or _prompt(worded("1/4 name of the organisation"))
    country = country or _prompt(worded("2/4 its country, as two letters such as TH or SG"))
    country = str(country).strip().upper()
    if country not in COUNTRIES:
        hint = nearest(country, COUNTRIES) or worded("use the two letters of ISO 3166, such as TH")
        raise UsageError(worded("`{country}` is no country", country=country[:20]), hint=hint)
    frameworks = frameworks or _asked(worded("3/4 frameworks, with commas between them"), ", ".join(_known()) or "all")
    languages = languages or _asked(worded("4/4 languages of the reports, the first by default"), "en")
    wanted = [] if frameworks == ("all",) else list(frameworks)
    _check(wanted, languages)
    files = dict(_files(str(name).strip(), country, wanted, list(languages)))
    for place, text in files.items():
        if (folder / place).exists():
            say(worded("kept  {folder}", folder=folder / place))
        else:
            write_atomic(folder / place, text)
            say(worded("wrote {folder}", folder=folder / place))
    (folder / "answers").mkdir(exist_ok=True)
    (folder / "evidence").mkdir(exist_ok=True)
    say(worded("next: fill in inventory/inventory.yaml, then run `govkit lint` and `govkit assess`"))
    return 0


def _prompt(question: str, default: str | None = None) -> str:
    return str(click.prompt(tongue()(question), default=default, err=True))


def _asked(question: str, default: str) -> tuple[str, ...]:
    typed: str = _prompt(question, default)
    return tuple(part.strip() for part in typed.split(",") if part.strip())


def _known() -> list[str]:
    from govkit.engine.checklists import Library

    return sorted({entry.framework for entry in Library().installed})


def _check(frameworks: list[str], languages: tuple[str, ...]) -> None:
    known = _known()
    for framework in frameworks:
        if framework.partition("@")[0] not in known:
            hint = nearest(framework, known) or worded("run `govkit list checklists`")
            raise UsageError(worded("there is no framework `{framework}`", framework=framework[:60]), hint=hint)
    for language in languages:
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
            raise UsageError(
                worded("`{language}` is no language tag", language=language[:20]),
                hint=worded("write one such as th or en-SG"),
            )


def _files(name: str, country: str, frameworks: list[str], languages: list[str]) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file; what they say to people is in the first language."""
    speak = voice(languages[0]) if languages else tongue()
    id_ = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "organisation"
    settings = {"organisation": id_, "scope": None, "frameworks": frameworks or None, "languages": languages}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in settings.items() if value]
    scope = speak(worded("what this assessment covers, in a sentence; every report shows it"))
    yield "govkit.yaml", "\n".join([_schema_line("config"), "govkit: config/1", *lines, f"# scope: {scope}", ""])
    yield "inventory/inventory.yaml", _inventory(id_, name, country, speak)
    for kind in _SCHEMAS:
        yield f"schemas/{kind}.schema.json", json.dumps(schema(kind, speak), ensure_ascii=False, indent=1) + "\n"
    by_file = {f"schemas/{kind}.schema.json": glob for kind, glob in _SCHEMAS.items()}
    yield ".vscode/settings.json", json.dumps({"yaml.schemas": by_file}, indent=2) + "\n"
    kept_out = speak(worded("what govkit writes: reports, and facts that are confidential"))
    yield ".gitignore", f"# {kept_out}\nout/\n"


_ABOUT = (
    worded("What your organisation declares about itself. Leave out what you do not know."),
    worded("Write `none` where there is none."),
    worded("`govkit schema inventory` has every slot; editors with YAML support offer them as you type."),
)
_NONE = worded("Remove the # of a line to say that there are none, or list them as above.")


def _inventory(id_: str, name: str, country: str, speak: Tongue) -> str:
    lines = [
        _schema_line("inventory", "../"),
        *(f"# {speak(line)}" for line in _ABOUT),
        "govkit: inventory/1",
        f"{Organisation.plural}:",
        f"  - id: {id_}",
        f"    name: {json.dumps(name, ensure_ascii=False)}",
        f"    country: {json.dumps(country)}",
        "",
        f"# {speak(_NONE)}",
    ]
    for kind in ENTITIES:
        if kind not in (Organisation, Field):
            lines += ["", f"# {summary(kind, speak)}", f"# {kind.plural}: none"]
    return "\n".join([*lines, ""])


def _schema_line(kind: str, up: str = "") -> str:
    return f"# yaml-language-server: $schema={up}schemas/{kind}.schema.json"
