"""Judge a control: its leaves over all subjects, rolled up, and held against how well its requirement is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from govkit.engine.columns import Table
from govkit.engine.conditions import World
from govkit.engine.judge.ballot import Ballot, all_of, any_of, over_subjects
from govkit.engine.judge.checks import Surroundings, hear_check
from govkit.engine.judge.disagreement import compare
from govkit.engine.judge.leaf import Heard
from govkit.engine.judge.questions import Answers, confirm, hear_question
from govkit.engine.judge.requires import hear_require
from govkit.engine.plan import AskLeaf, Branch, CheckLeaf, Leaf, PlannedControl, RequireLeaf
from govkit.engine.predicates import Compiled
from govkit.engine.truth import everyone
from govkit.model.answers import Review
from govkit.model.assessment import ReviewState
from govkit.model.checklist import Effective, Source
from govkit.model.message import Message, Param
from govkit.model.status import Basis, Status
from govkit.plugin.check import Check


@dataclass(frozen=True)
class Judged:
    """A control and its verdict."""

    planned: PlannedControl
    table: Table
    ballot: Ballot
    """Of every subject of its type, applicability included."""
    heard: tuple[tuple[Leaf, Heard, int], ...]
    """What each leaf said, and the rows on which somebody has to act for it."""
    scope: int
    """The subjects that it concerns for certain."""
    unclear: int
    """The subjects of which it is not stated whether it concerns them."""
    where: Compiled | None
    """Whom it concerns on the day of the assessment; `None` is everybody."""
    status: Status
    reason: Message
    source: Source
    review: ReviewState
    preanswer: Status | None = None
    """What it would say if its requirement were confirmed."""

    @property
    def basis(self) -> Basis | None:
        """Return the weakest basis among its passes."""
        return next((basis for basis in Basis if self.ballot.basis(basis)), None)


@dataclass
class Bench:
    """Judges the controls of a plan over one inventory."""

    world: World
    around: Surroundings
    answers: Answers
    reviews: Sequence[Review]
    tables: dict[str, Table] = field(default_factory=dict)
    _checks: dict[str, Heard] = field(default_factory=dict)
    """What checks said of all subjects: several controls ask the same."""

    def __post_init__(self) -> None:
        """Index the reviews: the last one counts, of several of one day one that rejects, and none of a later day."""
        self._last_reviews: dict[tuple[str, str, str], Review] = {}
        for review in sorted(self.reviews, key=lambda review: (review.date, review.verdict == "rejected")):
            if review.date <= self.world.as_of:
                self._last_reviews[review.framework, review.edition, review.control] = review

    def judge(self, planned: PlannedControl) -> Judged:
        """Return the verdict on a control."""
        table = self.table(planned)
        rows = everyone(len(table))
        source = planned.control.source.over(planned.chosen.checklist.framework.source)
        review = self._review_state(planned)
        not_yet = _out_of_time(planned.control.effective, self.world.as_of)
        if not_yet is not None or not len(table):
            status, reason = (
                (Status.NOT_APPLICABLE, not_yet) if not_yet is not None else self._without_subjects(planned)
            )
            ballot = Ballot({Status.NOT_APPLICABLE: rows})
            return Judged(planned, table, ballot, (), 0, 0, None, status, reason, source, review)
        scope, unclear = rows, 0
        where = planned.concerns(self.world.as_of)
        if where is not None:
            truth = where.over(table, self.world)
            scope, unclear = truth.true, truth.unknown(rows)
        said = self._hear(planned, table, scope)
        ballot = _roll_up(planned.tree, said, scope)
        ballot += Ballot({Status.NOT_APPLICABLE: rows & ~scope & ~unclear, Status.UNKNOWN: unclear})
        counts = ballot.counts()
        status = over_subjects(counts)
        acting = dict(_acting(planned.tree, said, scope))
        heard = tuple((leaf, said[id(leaf)], acting[id(leaf)]) for leaf in planned.tree.leaves())
        reason = _reason(status, counts)
        if status is Status.NOT_APPLICABLE and where is not planned.where:
            reason = self._in_grace(planned, table) or reason
        return _held(Judged(planned, table, ballot, heard, scope, unclear, where, status, reason, source, review))

    def _in_grace(self, planned: PlannedControl, table: Table) -> Message | None:
        """Return until when nobody has to meet it, if without the period of grace somebody would have to."""
        effective = planned.control.effective
        before = planned.where.over(table, self.world).true if planned.where is not None else everyone(len(table))
        if not before or effective is None or effective.from_ is None or effective.grace_until is None:
            return None
        days: dict[str, Param] = {"start": effective.from_, "day": effective.grace_until}
        return Message("what was there before {start} has to meet it from {day}", days)

    def _review_state(self, planned: PlannedControl) -> ReviewState:
        framework = planned.chosen.checklist.framework
        last = self._last_reviews.get((framework.id, framework.edition, planned.control.id))
        if last is None:
            return ReviewState(state="draft")
        return ReviewState(
            state=last.verdict if last.content_hash == planned.control.content_hash else "outdated",
            reviewer=last.reviewer,
            date=last.date.isoformat(),
            document=last.document,
        )

    def table(self, planned: PlannedControl) -> Table:
        """Return the table of a control's subjects."""
        if planned.on.type not in self.tables:
            self.tables[planned.on.type] = Table.of(self.world.inventory, planned.on)
        return self.tables[planned.on.type]

    def _without_subjects(self, planned: PlannedControl) -> tuple[Status, Message]:
        kind = planned.on
        if kind.type in self.world.inventory.none:
            return Status.NOT_APPLICABLE, Message(
                "the inventory says that there are no {subjects}", {"subjects": kind.plural}
            )
        return Status.UNKNOWN, Message("no {subjects} are declared, nor that there are none", {"subjects": kind.plural})

    def _hear(self, planned: PlannedControl, table: Table, scope: int) -> dict[int, Heard]:
        """Return what each leaf says, answers held against the checks that they should agree with."""
        leaves = list(planned.tree.leaves())
        said = {id(leaf): self._leaf(planned, leaf, table, scope) for leaf in leaves}
        for leaf in leaves:
            if not isinstance(leaf, AskLeaf):
                continue
            for other in leaves:
                if not isinstance(other, CheckLeaf) or other.id not in leaf.question.agrees_with:
                    continue
                if isinstance(other.check, Check):
                    said[id(leaf)] = compare(said[id(leaf)], other.check, said[id(other)], len(table))
        return said

    def _leaf(self, planned: PlannedControl, leaf: Leaf, table: Table, scope: int) -> Heard:
        if isinstance(leaf, RequireLeaf):
            return hear_require(leaf, table, self.world, scope)
        if isinstance(leaf, AskLeaf):
            return hear_question(planned.framework, planned.control, leaf.question, table, self.answers, scope)
        return self._check(planned, leaf, table)

    def _check(self, planned: PlannedControl, leaf: CheckLeaf, table: Table) -> Heard:
        key = f"{leaf.id} {sorted(leaf.given.items())!r}"
        if key not in self._checks:
            self._checks[key] = hear_check(leaf, table, self.around, everyone(len(table)))
        return confirm(self._checks[key], leaf, f"{planned.framework}/{planned.control.id}", table, self.answers)


def _roll_up(branch: Branch, said: Mapping[int, Heard], scope: int) -> Ballot:
    ballots = [_member(member, said, scope) for member in branch.members]
    return all_of(ballots) if branch.all_ else _excused(branch, any_of(ballots), said, scope)


def _excused(branch: Branch, whole: Ballot, said: Mapping[int, Heard], scope: int) -> Ballot:
    """Let a qualification that the framework permits stand in for the alternatives of an `any` that nobody meets.

    Nothing but a qualification makes a question not applicable.
    """
    qualified = 0
    for member in branch.members:
        if isinstance(member, AskLeaf):
            qualified |= said[id(member)].ballot[Status.NOT_APPLICABLE]
    excused = qualified & scope & ~whole[Status.PASS]
    return whole.within(~excused) + Ballot({Status.NOT_APPLICABLE: excused}) if excused else whole


def _member(member: Branch | Leaf, said: Mapping[int, Heard], scope: int) -> Ballot:
    return _roll_up(member, said, scope) if isinstance(member, Branch) else said[id(member)].ballot.within(scope)


def _acting(branch: Branch, said: Mapping[int, Heard], rows: int) -> Iterator[tuple[int, int]]:
    """Yield, leaf by leaf, the rows on which somebody has to act for it.

    Nobody has to mend what `all` or `any` does without: where one alternative is still open, one that fails is no gap.
    """
    whole = _roll_up(branch, said, rows)
    open_ = rows & ~(whole[Status.PASS] | whole[Status.NOT_APPLICABLE])
    for member in branch.members:
        ballot = _member(member, said, rows)
        acting = open_ & ~(ballot[Status.FAIL] & ~whole[Status.FAIL])
        if isinstance(member, Branch):
            yield from _acting(member, said, acting)
        else:
            yield id(member), acting


def _out_of_time(effective: Effective | None, as_of: date) -> Message | None:
    if effective is not None and effective.from_ is not None and as_of < effective.from_:
        return Message("it applies from {day}", {"day": effective.from_})
    if effective is not None and effective.until is not None and as_of > effective.until:
        return Message("it applied until {day}", {"day": effective.until})
    return None


def _reason(status: Status, counts: Mapping[Status, int]) -> Message:
    total = sum(counts.values())
    concerned = total - counts.get(Status.NOT_APPLICABLE, 0)
    n = counts.get(status, 0)
    if status is Status.PASS:
        return Message("it is met for {n} subject", {"n": n}, "it is met for all {n} subjects")
    if status is Status.NOT_APPLICABLE:
        return Message("it concerns none of {n} subject", {"n": n}, "it concerns none of {n} subjects")
    texts = {
        Status.FAIL: "{n} of {all} has a gap",
        Status.ERROR: "{n} of {all} could not be judged",
        Status.UNKNOWN: "facts are missing for {n} of {all}",
        Status.REVIEW: "{n} of {all} needs a person's judgement",
    }
    plurals = {Status.FAIL: "{n} of {all} have a gap", Status.REVIEW: "{n} of {all} need a person's judgement"}
    return Message(texts[status], {"n": n, "all": concerned}, plurals.get(status, ""))


def _held(judged: Judged) -> Judged:
    """Turn the verdict into review where its requirement is not known well enough to decide.

    What is undecided stays so, with its own reason: whoever keeps the inventory can act before a lawyer does.
    """
    state = judged.review["state"]
    if state == "confirmed" or (judged.source.decides and state != "rejected"):
        return judged
    if judged.status.undecided:
        return replace(judged, preanswer=judged.status)
    reason = Message("pre-answered; the requirement has not been confirmed against the official document")
    if state == "rejected":
        reason = Message("a reviewer says that this control does not say what the official document requires")
    return replace(judged, status=Status.REVIEW, reason=reason, preanswer=judged.status)
