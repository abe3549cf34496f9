"""Choices: whether people can choose about their data, take consent back, and are heard in time."""

from __future__ import annotations

from typing import Any

from govkit.plugin import Check, Context, Dataset, Finding, Options, check, failed, not_applicable, passed
from govkit_cbpr.known import either, some, together
from govkit_cbpr.options import Days
from govkit_cbpr.relations import activities_of, is_recipient_role, recipients_of

_CONTROLLERS = frozenset({"controller", "joint_controller", "third_party"})


class ChoiceDelay(Options):
    """How long carrying out a choice may take."""

    days: Days = 30
    """The longest promised time. govkit's own default."""


@check("cbpr.choice-disclosure", on=Dataset, title="People can choose whether their data go to other controllers")
def choice_disclosure(dataset: Dataset, ctx: Context) -> Finding:
    """A recipient that decides for itself what to do with the data needs the choice of the people concerned.

    Fix: offer a choice on disclosure, and add `disclosure` to `choice_mechanism.covers`.
    """
    inventory = ctx.inventory
    recipients = recipients_of(inventory, dataset)
    if not some(recipients, lambda recipient: is_recipient_role(inventory, recipient, _CONTROLLERS)):
        return not_applicable("no other controller receives the data")
    mechanism = dataset.choice_mechanism
    if mechanism is None or "disclosure" not in mechanism.covers:
        return failed("other controllers receive the data, and people cannot choose", at="choice_mechanism")
    return passed("people can choose whether other controllers receive their data", at="choice_mechanism")


@check("cbpr.consent-withdrawal", on=Dataset, title="Consent to the use of the data can be withdrawn")
def consent_withdrawal(dataset: Dataset, ctx: Context) -> Finding:
    """Consent that cannot be taken back is no choice; where data rest on it, a way back has to be open.

    Fix: open a channel for withdrawal, add `withdrawal` to `choice_mechanism.covers`, and state its `channels`.
    """
    if not _rests_on_consent(dataset, ctx):
        return not_applicable("nothing that is done with the data rests on consent", at="legal_basis")
    mechanism = dataset.choice_mechanism
    if mechanism is None:
        return failed("the data rest on consent, and there is no way to withdraw it", at="choice_mechanism")
    if not together(lambda: "withdrawal" in mechanism.covers, lambda: bool(mechanism.channels)):
        return failed("the data rest on consent, and no channel for withdrawing it is stated", at="choice_mechanism")
    return passed("consent can be withdrawn through a stated channel", at="choice_mechanism")


@check("cbpr.choice-delay", on=Dataset, title="Choices are carried out in time", options=ChoiceDelay)
def choice_delay(dataset: Dataset, ctx: Context[ChoiceDelay]) -> Finding:
    """A choice that is carried out late is a choice that was not heard.

    Fix: shorten the time in which choices take effect, and state it in `choice_mechanism.carried_out_within`.
    """
    mechanism = dataset.choice_mechanism
    days = ctx.options.days
    if mechanism is None:
        return failed("there is no mechanism for choices", at="choice_mechanism")
    promised = mechanism.carried_out_within
    if promised is None:
        return failed("no time is set in which choices are carried out", at="choice_mechanism")
    if promised.hours > days * 24:
        return failed(
            "choices are carried out within {time}, which is more than {days} days",
            at="choice_mechanism",
            time=promised,
            days=days,
        )
    return passed(
        "choices are carried out within {time}, at most {days} days", at="choice_mechanism", time=promised, days=days
    )


def _rests_on_consent(dataset: Dataset, ctx: Context) -> bool:
    activities = activities_of(ctx.inventory, dataset)
    return either(
        lambda: _is_consent(dataset.legal_basis),
        lambda: some(activities, lambda activity: _is_consent(activity.legal_basis)),
    )


def _is_consent(basis: str | None) -> bool:
    """Tell whether a legal basis, with or without the prefix of a taxonomy, is consent."""
    return (basis or "").rpartition(":")[2].lower().endswith("consent")


CHECKS: list[Check[Any]] = [choice_disclosure, consent_withdrawal, choice_delay]
