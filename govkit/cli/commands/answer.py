"""`govkit answer`: the open questions, one at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from govkit.cli.interview import Interview, Left, slug
from govkit.cli.open_command import OpenCommand
from govkit.cli.options import as_of_option, checklist_option, json_option, path_argument
from govkit.cli.terminal import progress, say
from govkit.engine.checklists import Chosen
from govkit.engine.documents import read_facts
from govkit.engine.entries import add_entries
from govkit.engine.facts import checklists_of, make_facts
from govkit.engine.load import Loaded
from govkit.engine.lock import OUT, sole_writer
from govkit.engine.observe import choose
from govkit.engine.open_questions import OpenQuestion, open_questions
from govkit.engine.read import read_document
from govkit.engine.run import Run, today
from govkit.engine.verdict import judge
from govkit.model.config import Config
from govkit.model.errors import UsageError
from govkit.model.fact import Fact
from govkit.model.facts import Facts
from govkit.report.clean import plain
from govkit.report.words import Words


@click.command("answer", cls=OpenCommand)
@path_argument("folder", default=Path())
@checklist_option
@as_of_option
@click.option("--author", envvar="GOVKIT_AUTHOR", help="Who answers; asked once if left out.")
@click.option("--lang", default="", help="The language in which the questions are asked.")
@click.option("--list", "lists", is_flag=True, help="Only list the open questions.")
@json_option
def command(folder: Path, lists: bool, as_json: bool, author: str | None, lang: str, **given: Any) -> int:
    """Answer the open questions of an assessed folder in the terminal.

    Each answer is kept at once in answers/, with your name, the day, and the digest of the evidence. Leave with `q`
    and come back: what is answered is not asked again.
    """
    if not folder.is_dir():
        raise UsageError("answers are kept in a folder, and this is none", hint="name the folder", path=str(folder))
    run = Run(as_of=given["as_of"] or today(), checklists=given["checklists"])
    loaded = run.load(folder)
    facts = _facts(run, loaded)
    assessment = judge(facts, as_of=run.as_of, plugins=run.plugins, library=run.library)
    questions = list(open_questions(assessment, _chosen(run, facts)))
    language = lang or next(iter(assessment["languages"]), "en")
    words = Words.of(assessment, language)
    if as_json or lists:
        _list(questions, words, as_json)
        return 0
    if not questions:
        say("no question is open")
        return 0
    with sole_writer(folder):
        return _interview(folder, questions, words, run, author)


def _facts(run: Run, loaded: Loaded) -> Facts:
    """Return facts of what the folder says now, with what probes saw in the last run; gather where there was none."""
    last = loaded.folder / OUT / "facts.json"
    if not last.is_file():
        with progress() as run.progress:
            return run.gather(loaded)
    old = read_facts(last)
    facts = make_facts(loaded, [Fact.from_json(fact) for fact in old["facts"]], as_of=run.as_of, given=[], since=None)
    facts["checklists"] = old["checklists"]
    return run.adopt(facts)


def _chosen(run: Run, facts: Facts) -> Sequence[Chosen]:
    config = Config.model_validate(facts["config"])
    return choose(config.frameworks, checklists_of(facts), run.library, run.as_of)


def _interview(folder: Path, questions: Sequence[OpenQuestion], words: Words, run: Run, author: str | None) -> int:
    name = (author or str(click.prompt("your name and role", err=True))).strip()
    interview = Interview(name, folder, words, run.as_of)
    file = folder / "answers" / f"{slug(name)}.yaml"
    answered = 0
    for number, question in enumerate(questions, 1):
        try:
            answer = interview.ask(question, number, len(questions))
        except Left:
            break
        if answer is not None:
            add_entries(file, "answers", [answer], drop=_same_day(file, answer))
            answered += 1
    say(f"{answered} of {len(questions)} answered" + (f", in {file}" if answered else ""))
    say("next: govkit assess")
    return 0


def _same_day(file: Path, answer: dict[str, Any]) -> set[int]:
    """Return which answers of the same person, question and day the new one corrects."""
    if not file.is_file():
        return set()
    content: Any = read_document(file).value
    keys = ("question", "subject", "author", "date")
    entries = enumerate(content.get("answers") or [])
    return {index for index, entry in entries if all(entry.get(key) == answer[key] for key in keys)}


def _list(questions: Sequence[OpenQuestion], words: Words, as_json: bool) -> None:
    if as_json:
        rows = [{**question.entry, "subject": question.subject} for question in questions]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for question in questions:
        text = words.text({"text": question.entry["text"].replace("{", "{{").replace("}", "}}")})
        click.echo(plain(f"{question.entry['severity']}  {question.entry['id']}  {question.subject}"))
        click.echo(f"    {text}")
