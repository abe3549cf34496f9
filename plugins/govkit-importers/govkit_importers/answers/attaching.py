"""`govkit answer attach`: evidence that is found, or renewed, after a person has answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govkit.model.answers import Answer
from govkit.model.errors import UsageError, nearest
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_importers.answers.own_files import refuse_own

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit.plugin.inquiry import Asked

_PATH = click.Path(path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])


def attach(host: Host) -> click.Command:
    """Return `govkit answer attach`."""

    @click.command("attach")
    @click.argument("file", type=_PATH)
    @click.argument("folder", type=_PATH, default=Path())
    @click.option("--question", "id_", required=True, metavar="ID", help="`framework/control#question`.")
    @click.option("--subject", default="", help="`type:id`; needed where the question is asked about several.")
    @click.option("--author", required=True, help="Your name and role, as in your answer.")
    @click.option("--date", "dated", type=_DAY, help="The day that the document itself bears.")
    @click.option("--valid-to", type=_DAY, help="The last day on which it supports the answer.")
    @click.option("--owner", default="", help="The role or team that keeps the document.")
    @click.option("--instead", is_flag=True, help="In place of all evidence that the answer names so far.")
    @click.option("-c", "--checklist", "checklists", type=_PATH, multiple=True, help="A checklist file.")
    @click.option("--as-of", "day", type=_DAY, help="The day on which this is done; today if left out.")
    def command(file: Path, folder: Path, id_: str, subject: str, author: str, instead: bool, **how: Any) -> int:
        """Attach a file to your own answer as evidence, with its digest, its day, its last valid day and its keeper.

        The answer is given again on this day with the same value. A file from outside the folder is copied into
        `evidence/`.
        """
        today = _day(how["day"]) or date.today()
        inquiry = host.inquire(folder, as_of=today, checklists=how["checklists"], language="en")
        earlier = _answered(_asked(inquiry.questions, id_, subject), author, today)
        more = {"date": _day(how["dated"]), "valid_to": _day(how["valid_to"]), "owner": how["owner"].strip() or None}
        refuse_own(file)
        evidence = host.attach(folder, file).model_copy(update=more)
        kept = () if instead else tuple(one for one in earlier.evidence if one.path != evidence.path)
        host.keep(folder, [earlier.model_copy(update={"date": today, "evidence": (*kept, evidence)})])
        click.echo(
            spoken(
                worded(
                    "attached {path}: {question} {subject}",
                    path=evidence.path,
                    question=earlier.question,
                    subject=earlier.subject,
                )
            ),
            err=True,
        )
        return 0

    return command


def _asked(questions: Sequence[Asked], id_: str, subject: str) -> Asked:
    """Return the one question that is meant; raise `UsageError` where there is none, or more than one."""
    found = [question for question in questions if question.id == id_]
    if not found:
        hint = nearest(id_, {question.id for question in questions}) or worded("run `govkit answer --list`")
        raise UsageError(worded("there is no question `{id}`", id=id_[:120]), hint=hint)
    subjects = {question.subject for question in found}
    meant = [question for question in found if subject in ("", question.subject)]
    if len(meant) == 1:
        return meant[0]
    if not subject:
        raise UsageError(
            worded("the question is asked about {count} subjects", count=len(found)),
            hint=worded("name one with --subject"),
        )
    hint = nearest(subject, subjects) or worded("run `govkit answer --list`")
    raise UsageError(worded("the question is not asked about `{subject}`", subject=subject[:120]), hint=hint)


def _answered(question: Asked, author: str, today: date) -> Answer:
    """Return the author's latest answer to the question as it is asked now; raise `UsageError` where there is none."""
    own = [a for a in question.earlier if a.author.casefold() == author.strip().casefold()]
    current = [a for a in own if a.question_hash == question.hash]
    if not current:
        hint = nearest(author, {a.author for a in question.earlier}) or worded("answer it first: `govkit answer`")
        raise UsageError(worded("this author has not answered the question as it is asked now"), hint=hint)
    latest = max(current, key=lambda a: a.date)
    if latest.date > today:
        raise UsageError(worded("the answer is of a later day"), hint=worded("attach evidence on that day or after it"))
    return latest


def _day(given: Any) -> date | None:
    day: date | None = given.date() if given else None
    return day
