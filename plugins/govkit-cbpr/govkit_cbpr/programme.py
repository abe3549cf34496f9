"""The privacy programme: records of processing, training, policies, and the person responsible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from govkit.plugin import (
    Activity,
    Check,
    Context,
    Dataset,
    Entity,
    Finding,
    NotStated,
    Options,
    Organisation,
    Policy,
    Training,
    check,
    failed,
    passed,
)
from govkit_cbpr.dates import has_begun, has_not_lapsed, is_recent
from govkit_cbpr.known import Known, either, failing, listed, some, together
from govkit_cbpr.options import Months, Percent
from govkit_cbpr.relations import activities_of, everything, organisation_of

if TYPE_CHECKING:
    from govkit.model.inventory import Inventory

RecordSlot = Literal[
    "purposes", "data_categories", "data_subjects", "recipients", "retention", "safeguards", "systems", "legal_basis"
]
_RECORD: tuple[RecordSlot, ...] = ("purposes", "data_categories", "recipients", "retention", "safeguards")


class Record(Options):
    """What a record of processing holds."""

    slots: tuple[RecordSlot, ...] = Field(default=_RECORD, min_length=1)
    """The slots that each activity has to state. A selection of govkit's own."""
    months: Months = 12
    """The longest time since the record was last reviewed. govkit's own default."""


class Coverage(Options):
    """Which training, how much of the staff, and how recently."""

    kind: str = "privacy"
    """The kind of training."""
    percent: Percent = 90
    """The least share of the audience. govkit's own default."""
    months: Months = 12
    """The longest time since it was held. govkit's own default."""


class PolicyKind(Options):
    """Which policy."""

    kind: str = "privacy"
    """What the policy governs: privacy, security, retention, disposal, incident."""


@check("cbpr.processing-record", on=Dataset, title="The record of processing covers the dataset", options=Record)
def processing_record(dataset: Dataset, ctx: Context[Record]) -> Finding:
    """What is not in the record of processing is looked after by nobody.

    Fix: add the dataset to an activity, state what the activity's record lacks, and its last review in `reviewed`.
    """
    activities = activities_of(ctx.inventory, dataset)
    if not some(activities, lambda activity: True):
        return failed("no activity of the record of processing uses the dataset")
    old = failing(activities, lambda activity: _was_reviewed(activity, ctx))
    if old:
        return failed(
            "{n} activity that uses it was not reviewed for more than {months} months: {activities}",
            plural="{n} activities that use it were not reviewed for more than {months} months: {activities}",
            n=len(old),
            months=ctx.options.months,
            activities=listed(old),
        )
    hollow = failing(activities, lambda activity: _is_filled(activity, ctx.options.slots))
    if hollow:
        return failed(
            "{n} activity that uses it records none where something has to stand: {activities}",
            plural="{n} activities that use it record none where something has to stand: {activities}",
            n=len(hollow),
            activities=listed(hollow),
        )
    return passed("recorded in full in every activity that uses it: {n}", n=len(activities.items))


@check("cbpr.training-coverage", on=Organisation, title="Staff were trained recently", options=Coverage)
def training_coverage(organisation: Organisation, ctx: Context[Coverage]) -> Finding:
    """Rules protect nobody if those who handle data do not know them.

    Fix: train the staff, and state `kind`, `held_on` and `coverage` of the training.
    """
    kind, percent, months = ctx.options.kind, ctx.options.percent, ctx.options.months
    enough = some(
        everything(ctx.inventory, Training),
        lambda training: together(
            lambda: training.kind == kind,
            lambda: _share(training) >= percent,
            lambda: is_recent(training, "held_on", months, ctx.as_of),
            lambda: _is_of(ctx.inventory, training, organisation),
        ),
    )
    if enough:
        return passed(
            "training on {kind} within {months} months reached at least {percent} percent",
            kind=kind,
            months=months,
            percent=percent,
        )
    return failed(
        "no training on {kind} within {months} months reached {percent} percent",
        kind=kind,
        months=months,
        percent=percent,
    )


def _share(training: Training) -> float:
    """Return the share that took part; more than all is a slip of the pen."""
    share = training.coverage or 0
    if share > 100:
        raise NotStated(f"{training.where}.coverage", "it is more than all")
    return share


@check(
    "cbpr.policy-in-date", on=Organisation, title="The policy is approved and not due for review", options=PolicyKind
)
def policy_in_date(organisation: Organisation, ctx: Context[PolicyKind]) -> Finding:
    """A rule binds once somebody has approved it, and keeps its sense only if it is looked at again in time.

    Fix: have the policy approved or reviewed, and state `approved_on` and `review_due`.
    """
    kind = ctx.options.kind
    policies = everything(ctx.inventory, Policy)
    good = some(
        policies,
        lambda policy: together(
            lambda: policy.kind == kind,
            lambda: has_begun(policy, "approved_on", ctx.as_of),
            lambda: has_not_lapsed(policy, "review_due", ctx.as_of),
            lambda: _is_of(ctx.inventory, policy, organisation),
        ),
    )
    if good:
        return passed("a policy on {kind} is approved and not due for review", kind=kind)
    return failed("no policy on {kind} is approved and not past its review", kind=kind)


@check("cbpr.privacy-officer", on=Organisation, title="A qualified person answers for privacy and can be reached")
def privacy_officer(organisation: Organisation, ctx: Context) -> Finding:
    """Somebody has to answer for privacy who knows the work, was appointed to it, and can be reached.

    Fix: appoint a person or role; state `role`, `appointed_on`, `qualification` and a way to reach them under `dpo`.
    """
    officer = organisation.dpo
    if officer is None:
        return failed("nobody is responsible for privacy", at="dpo")
    if not some(Known(("email", "phone", "url", "address")), lambda slot: bool(getattr(officer, slot))):
        return failed("the person responsible for privacy cannot be reached", at="dpo")
    if not has_begun(officer, "appointed_on", ctx.as_of):
        return failed("the person responsible for privacy is not appointed on the day of the assessment", at="dpo")
    if officer.qualification is None:
        return failed("the person responsible for privacy has no qualification for the task", at="dpo")
    if not either(lambda: bool(officer.role), lambda: bool(officer.name)):
        return failed("the person responsible for privacy is not named, not even by role", at="dpo")
    return passed("a qualified person is appointed and can be reached", at="dpo")


def _is_filled(activity: Activity, slots: tuple[RecordSlot, ...]) -> bool:
    """Tell whether every slot holds something; only recipients may be none."""
    return not failing(Known(slots), lambda slot: bool(getattr(activity, slot)) or slot == "recipients")


def _was_reviewed(activity: Activity, ctx: Context[Record]) -> bool:
    reviewed = activity.reviewed
    return reviewed is not None and is_recent(reviewed, "on", ctx.options.months, ctx.as_of)


def _is_of(inventory: Inventory, entity: Entity, organisation: Organisation) -> bool:
    return organisation_of(inventory, entity) == organisation


CHECKS: list[Check[Any]] = [processing_record, training_coverage, policy_in_date, privacy_officer]
