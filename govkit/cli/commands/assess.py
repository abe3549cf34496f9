"""`govkit assess`: from a folder, or from facts, to reports and an exit code."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from govkit.cli import outputs
from govkit.cli.languages import language_for
from govkit.cli.options import (
    SEVERITIES,
    as_of_option,
    checklist_option,
    framework_option,
    output_options,
    path_argument,
    path_option,
)
from govkit.cli.outcome import outcome
from govkit.cli.settings import Setting, overrides, settings
from govkit.cli.terminal import progress, say
from govkit.engine.atomic import write_atomic
from govkit.engine.documents import read_assessment, read_facts
from govkit.engine.facts import canonical, is_large
from govkit.engine.load import load
from govkit.engine.lock import sole_writer
from govkit.engine.read.bulk import keep_to_the_end
from govkit.engine.run import Run, today
from govkit.engine.takes import check_recording
from govkit.i18n import Renderer
from govkit.model.assessment import Assessment
from govkit.model.config import Config
from govkit.model.facts import Facts
from govkit.model.worded import listed, worded


@click.command("assess", cls=outputs.PairedCommand)
@path_argument("target", required=False)
@output_options
@checklist_option
@framework_option
@as_of_option
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="The least severity of a gap that gives exit code 1.")
@click.option("--min-decided", type=click.FloatRange(0, 100), help="Less decided than this percentage: exit code 3.")
@path_option("--since", help="An earlier assessment, whose subjects may not silently vanish.")
@click.option("--network", is_flag=True, help="Allow probes to reach what the inventory names.")
@path_option("--save", "keep", metavar="DIR", help="Record what web servers say, for --replay; needs --network.")
@path_option("--replay", metavar="PATH", help="Take a recording (HAR, saved pages, a --save folder) for the network.")
@click.option("--gather-only", is_flag=True, help="Only observe, and write the facts to the -o file or to out/.")
@click.option("--pseudonymise", is_flag=True, help="Write no names of role-holders into facts and reports.")
@path_option("--from", "source", metavar="FACTS", help="Judge facts of an earlier run; nothing is observed.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Plugins that probe at once.")
@click.option("--no-out", is_flag=True, help="Do not write out/assessment.json and out/facts.json.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no advice.")
@click.pass_context
def command(ctx: click.Context, /, target: Path | None, source: Path | None, **given: Any) -> int:
    """Assess a folder (the one you are in by default) or a single inventory file.

    The report goes to standard output, and the assessment and its facts to the folder's out/. Several reports at once:
    `--format html -o report.html --format sarif -o report.sarif`.
    """
    if source is not None and (target is not None or given["gather_only"]):
        raise click.UsageError(worded("--from judges facts: it takes neither a folder nor --gather-only"))
    if given["gather_only"] and (given["formats"] or len(given["files"]) > 1):
        raise click.UsageError(worded("--gather-only writes facts: it takes one -o at most, and no --format"))
    if given["replay"] is not None and (given["network"] or source is not None):
        raise click.UsageError(worded("--replay stands in for the network: it takes neither --network nor --from"))
    if given["keep"] is not None and not given["network"]:
        raise click.UsageError(worded("--save records what the network says: it needs --network"))
    since = None if given["since"] is None else read_assessment(given["since"])
    run = Run(
        as_of=given["as_of"] or today(),
        checklists=given["checklists"],
        network=given["network"],
        workers=given["workers"],
        replay=None if given["replay"] is None else check_recording(given["replay"]),
        keep=given["keep"],
        since=since,
        pseudonymise=given["pseudonymise"],
    )
    if source is not None:
        return _judge_again(ctx, run, source, given)
    with ExitStack() as stack:
        return _assess(ctx, run, target or Path(), given, stack)


def _assess(ctx: click.Context, run: Run, target: Path, given: dict[str, Any], stack: ExitStack) -> int:
    wanted = () if given["gather_only"] else outputs.paired(ctx, given["formats"], given["files"])
    outputs.check(wanted)
    loaded = load(target)
    found = _settings(loaded.config, given)
    loaded = replace(loaded, config=loaded.config.model_copy(update=overrides(found)))
    saves = not given["no_out"] and not (given["gather_only"] and given["files"])
    out = stack.enter_context(sole_writer(loaded.folder)) if saves else None
    with progress(given["quiet"]) as run.progress:
        facts = run.gather(loaded)
    _leave(facts)
    places = [out / "facts.json"] if out is not None else []
    places += given["files"] if given["gather_only"] else []
    digest = sha256(_keep(places, facts)).hexdigest() if places else None
    if given["gather_only"]:
        if not given["quiet"]:
            say(worded("wrote {files}", files=listed([str(place) for place in places], " and ")))
        return 0
    assessment = run.judge(facts, digest=digest)
    if out is not None:
        places.append(out / "assessment.json")
        _keep(places[-1:], assessment)
    return _report(assessment, wanted, found, given, places)


def _judge_again(ctx: click.Context, run: Run, source: Path, given: dict[str, Any]) -> int:
    wanted = outputs.paired(ctx, given["formats"], given["files"])
    outputs.check(wanted)
    facts = read_facts(source)
    _leave(facts)
    if given["as_of"] is None:
        run.as_of = date.fromisoformat(facts["as_of"])
    found = _settings(Config.model_validate(facts["config"]), given)
    run.overrides = overrides(found)
    return _report(run.judge(run.adopt(facts)), wanted, found, given, [])


def _settings(config: Config, given: dict[str, Any]) -> dict[str, Setting]:
    flags = {name: given[name] for name in ("fail_on", "min_decided")} | {"frameworks": given["frameworks"] or None}
    return settings(config, os.environ, flags)


def _leave(document: Facts | Assessment) -> None:
    """Leave a large document to the system to free: taking it apart costs a part of the run that nobody gains by."""
    if is_large(document):
        keep_to_the_end(document)


def _keep(places: Sequence[Path], document: Facts | Assessment) -> bytes:
    """Write a document to files, and return what they hold."""
    data = canonical(document)
    for place in places:
        write_atomic(place, data)
    return data


def _report(
    assessment: Assessment,
    wanted: Sequence[outputs.Output],
    found: dict[str, Setting],
    given: dict[str, Any],
    written: Sequence[Path],
) -> int:
    _leave(assessment)
    language = language_for(assessment, given["lang"], outputs.languages(wanted))
    outputs.write(wanted, assessment, language=language, verbose=given["verbose"], quiet=given["quiet"])
    result = outcome(assessment, fail_on=found["fail_on"].value, min_decided=found["min_decided"].value)
    if not given["quiet"]:
        words = Renderer(language)
        if written:
            say(words.text("wrote {files}", files=tuple(map(str, written))))
        for reason in result.reasons:
            say(words.text("exit {code}: {reason}", code=result.code, reason=words.text(reason)))
    return result.code
