"""`govkit verify`: whether an assessment fits what it claims to rest on."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from govkit.cli.options import json_option, path_argument, path_option
from govkit.cli.terminal import say, show
from govkit.cli.verifiers import verifier_command
from govkit.engine.checklists import Library
from govkit.engine.documents import read_claims, read_facts
from govkit.engine.verify import Misfit, verify
from govkit.model.errors import UsageError, VerificationFailed
from govkit.model.facts import Facts
from govkit.model.mask import mask
from govkit.model.worded import worded
from govkit.plugin.manager import Plugins

_MOST = 20


class VerifyCommand(click.Command):
    """The command, which hands files of another kind to the plugin that verifies them."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Give all arguments to a plugin's command where the file is of its kind."""
        plugged = verifier_command(args)
        if plugged is not None:
            return plugged.make_context(info_name, args, parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command("verify", cls=VerifyCommand)
@path_argument("assessment")
@path_option("--facts", "facts_file", help="The facts it rests on; facts.json beside it if left out.")
@path_option("--folder", help="The assessed folder; the one around out/ if it is there.")
@json_option
def command(assessment: Path, facts_file: Path | None, folder: Path | None, as_json: bool) -> int:
    """Judge the facts of an assessment again, and say what differs; exit code 5 where something does.

    Without the folder, only the facts are judged again: they are then the company's statement. Plugins may verify
    files of their own kind; `govkit verify FILE --help` then shows how.
    """
    claimed, surplus = read_claims(assessment)
    beside = assessment.with_name("facts.json")
    if facts_file is None and not beside.is_file():
        raise UsageError(
            worded("the facts are not beside the assessment"), hint=worded("name them with --facts"), path=str(beside)
        )
    facts = read_facts(facts_file or beside)
    folder = folder or _around(assessment, facts)
    misfits = verify(claimed, facts, folder=folder, plugins=Plugins(), library=Library())
    misfits += [Misfit("section", mask(place), worded("is no part of an assessment")) for place in surplus]
    if as_json:
        click.echo(json.dumps([asdict(misfit) for misfit in misfits], ensure_ascii=False, indent=1))
    else:
        for misfit in misfits[:_MOST]:
            show(worded("{kind} {name}: {what}", kind=misfit.kind, name=misfit.name, what=misfit.what))
        if len(misfits) > _MOST:
            show(worded("and {count} more", count=len(misfits) - _MOST))
    if folder:
        say(worded("files on disk: held against {folder}", folder=folder))
    else:
        say(worded("files on disk: not looked at; name the folder with --folder"))
    if not misfits:
        say(worded("the assessment fits"))
    return VerificationFailed.exit_code if misfits else 0


def _around(assessment: Path, facts: Facts) -> Path | None:
    """Return the folder whose `out/` holds the assessment, if one of its inputs is still there."""
    place = assessment.resolve().parent
    if place.name == "out" and any((place.parent / entry["path"]).is_file() for entry in facts["inputs"]):
        return place.parent
    return None
