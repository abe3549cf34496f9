"""`govkit answer`: the open questions, one at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from govkit.cli.inquiries import owner_of
from govkit.cli.interview import Interview, Left
from govkit.cli.latest import chosen_of, latest_facts
from govkit.cli.open_command import OpenCommand
from govkit.cli.options import as_of_option, checklist_option, json_option, path_argument, somebody
from govkit.cli.terminal import say
from govkit.engine.facts import inventory_of
from govkit.engine.kept_answers import keep_answers
from govkit.engine.lock import sole_writer
from govkit.engine.open_questions import OpenQuestion, open_questions
from govkit.engine.run import Run, today
from govkit.engine.verdict import judge
from govkit.model.errors import UsageError, nearest
from govkit.model.inventory import Inventory
from govkit.model.worded import worded
from govkit.report.clean import plain
from govkit.report.words import Words


@click.command("answer", cls=OpenCommand)
@path_argument("folder", default=Path())
@checklist_option
@as_of_option
@click.option(
    "--author", type=somebody, metavar="TEXT", envvar="GOVKIT_AUTHOR", help="Who answers; asked once if left out."
)
@click.option("--owner", default="", help="Only what concerns subjects of this owner.")
@click.option("--lang", default="", help="The language in which the questions are asked.")
@click.option("--list", "lists", is_flag=True, help="Only list the open questions.")
@json_option
def command(folder: Path, lists: bool, as_json: bool, author: str | None, owner: str, lang: str, **given: Any) -> int:
    """Answer the open questions of an assessed folder in the terminal.

    Each answer is kept at once in answers/, with your name, the day, and the digest of the evidence. Leave with `q`
    and come back: what is answered is not asked again.
    """
    if not folder.is_dir():
        raise UsageError(
            worded("answers are kept in a folder, and this is none"), hint=worded("name the folder"), path=str(folder)
        )
    run = Run(as_of=given["as_of"] or today(), checklists=given["checklists"])
    facts = latest_facts(run, run.load(folder))
    assessment = judge(facts, as_of=run.as_of, plugins=run.plugins, library=run.library)
    questions = list(open_questions(assessment, chosen_of(run, facts)))
    if owner:
        questions = _owned(questions, owner, inventory_of(facts))
    words = Words.of(assessment, lang or next(iter(assessment["languages"]), "en"))
    if as_json or lists:
        _list(questions, words, as_json)
        return 0
    if not questions:
        say(words.text("no question is open"))
        return 0
    with sole_writer(folder):
        return _interview(folder, questions, words, run, author)


def _owned(questions: Sequence[OpenQuestion], owner: str, inventory: Inventory) -> list[OpenQuestion]:
    """Return the questions about subjects of one owner; raise `UsageError` where there is none."""
    owners = {question.subject: owner_of(question.subject, inventory) for question in questions}
    wanted = owner.strip().casefold()
    found = [question for question in questions if owners[question.subject].casefold() == wanted]
    if questions and not found:
        hint = nearest(owner, {name for name in owners.values() if name}) or worded("see `owner` in the inventory")
        raise UsageError(worded("no open question concerns a subject of this owner"), hint=hint)
    return found


def _interview(folder: Path, questions: Sequence[OpenQuestion], words: Words, run: Run, author: str | None) -> int:
    name = (author or str(click.prompt(words.text("your name and role"), value_proc=somebody, err=True))).strip()
    interview = Interview(name, folder, words, run.as_of)
    answered, file = 0, ""
    for number, question in enumerate(questions, 1):
        try:
            answer = interview.ask(question, number, len(questions))
        except Left:
            break
        if answer is not None:
            file = str(keep_answers(folder, [answer])[0])
            answered += 1
    told = words.text("{answered} of {total} answered", answered=answered, total=len(questions))
    say(f"{told}: {file}" if answered else told)
    say(words.text("next: govkit assess"))
    return 0


def _list(questions: Sequence[OpenQuestion], words: Words, as_json: bool) -> None:
    if as_json:
        rows = [{**question.entry, "subject": question.subject} for question in questions]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for question in questions:
        text = words.text({"text": question.entry["text"].replace("{", "{{").replace("}", "}}")})
        click.echo(plain(f"{question.entry['severity']}  {question.entry['id']}  {question.subject}"))
        click.echo(f"    {text}")
