"""`govkit answer fill`: answers somebody else's questionnaire by matches that a person confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_importers.answers.columns import LOCALES
from govkit_importers.answers.filled import Refused
from govkit_importers.answers.questionnaire.filling import computes, filled, placed
from govkit_importers.answers.questionnaire.matches import confirmed, proposed
from govkit_importers.answers.questionnaire.posed import Posed, posed
from govkit_importers.answers.questionnaire.replies import Writer, texts_of
from govkit_importers.answers.questionnaire.similar import Index
from govkit_importers.workbook import Workbook, read

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_PATH = click.Path(path_type=Path)


def fill(host: Host) -> click.Command:
    """Return `govkit answer fill`."""

    @click.command("fill")
    @click.argument("file", type=_PATH)
    @click.argument("folder", type=_PATH, default=Path())
    @click.option("-o", "--output", type=_PATH, help="The filled workbook to write, once matches are confirmed.")
    @click.option(
        "--matches", type=_PATH, default=Path("matches.yaml"), help="Where matches stand; `matches.yaml` if left out."
    )
    @click.option(
        "--audience",
        type=click.Choice(["partner", "internal"]),
        default="partner",
        help="For whom: a partner is told no internal names (subjects, files, people), but every status.",
    )
    @click.option("--lang", default="", help="The language of the answers; the folder's first if left out.")
    @click.option("-c", "--checklist", "checklists", type=_PATH, multiple=True, help="A checklist file.")
    @click.option(
        "--as-of", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of the answers; today if left out."
    )
    def command(file: Path, folder: Path, output: Path | None, matches: Path, day: Any, **how: Any) -> int:
        """Answer a questionnaire (XLSX) that somebody else sent.

        The first run finds its questions and writes the nearest requirements for each into a file of matches. A person
        confirms there what fits; the next run writes status, basis, source and day into the questionnaire, for
        confirmed matches only. Nothing else in the workbook changes. Exit code 2: something was refused.
        """
        today = day.date() if day else date.today()
        book, questions = _questions(file)
        inquiry = host.inquire(folder, as_of=today, checklists=how["checklists"], language=how["lang"])
        writer = Writer(inquiry, host.texts(inquiry.language, LOCALES), how["audience"])
        if not writer.controls:
            raise UsageError(
                worded("no framework is assessed"), hint=worded("name one in `govkit.yaml`"), path=str(folder)
            )
        if not matches.exists():
            titles = {key: writer.title(key) for key in writer.controls}
            host.write(matches, proposed(questions, Index(texts_of(inquiry)), titles, file))
            _tell_proposed(matches, len(questions))
            return 0
        found, refused = confirmed(matches, questions, list(writer.controls), today, host)
        output = _of_its_own(output, file)
        texts, taken = placed(book, {match.posed: writer.reply(match) for match in found})
        refused += taken
        count = len(found) - len(taken)
        if count:
            host.write(output, filled(file, book, texts))
        _tell(output, count, len(questions), refused, book)
        return 2 if refused else 0

    return command


def _questions(file: Path) -> tuple[Workbook, Sequence[Posed]]:
    book = read(file)
    if book.format != "xlsx":
        raise UsageError(
            worded("a questionnaire is a workbook (XLSX)"), hint=worded("save it as .xlsx"), path=str(file)
        )
    questions, left = posed(book)
    if not questions:
        hint = worded("head one column `Question` and one `Answer`, in one of the first 15 rows")
        raise UsageError(worded("no questions were found"), hint=hint, path=str(file))
    for name in left:
        click.echo(
            spoken(
                worded("note: no headings for questions and answers on the sheet `{name}`: left aside", name=name[:80])
            ),
            err=True,
        )
    return book, questions


def _of_its_own(output: Path | None, file: Path) -> Path:
    """Return where the filled questionnaire goes: never over the one that was sent."""
    if output is None or output.resolve() == file.resolve() or output.suffix.lower() != ".xlsx":
        raise UsageError(worded("the filled questionnaire needs a file of its own"), hint=worded("give -o FILLED.xlsx"))
    return output


def _tell_proposed(matches: Path, count: int) -> None:
    click.echo(
        spoken(
            worded(
                "wrote {matches}: {count} questions; confirm what fits there, and run this again",
                matches=matches,
                count=count,
            )
        ),
        err=True,
    )


def _tell(output: Path, count: int, questions: int, refused: Sequence[Refused], book: Workbook) -> None:
    if count:
        click.echo(
            spoken(
                worded(
                    "wrote {output}: {count} of {questions} questions answered, {number} left empty",
                    output=output,
                    count=count,
                    questions=questions,
                    number=questions - count,
                )
            ),
            err=True,
        )
        if computes(book):
            click.echo(
                spoken(worded("note: the workbook computes something; open it and let it compute anew")), err=True
            )
    else:
        click.echo(spoken(worded("nothing was written: no match is confirmed")), err=True)
    for entry in refused:
        told = f"{entry.place}: {spoken(entry.what)} ({spoken(entry.mend)})"
        click.echo(spoken(worded("error: {told}", told=told)), err=True)
