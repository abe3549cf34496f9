"""Processors: whether contracts, their clauses, reviews and clocks bind those who handle data for the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govkit.plugin import (
    Check,
    Context,
    Contract,
    Dataset,
    Duration,
    Finding,
    NotStated,
    Options,
    Organisation,
    Party,
    check,
    contradicted,
    failed,
    not_applicable,
    passed,
)
from govkit_cbpr.clocks import own_notice_hours
from govkit_cbpr.dates import contract_in_force, is_recent
from govkit_cbpr.known import Known, failing, listed, some, together
from govkit_cbpr.options import Hours, Months, Terms
from govkit_cbpr.relations import contracts_of, recipients_of, transfers_to

if TYPE_CHECKING:
    from datetime import date

_PROCESSORS = frozenset({"processor", "sub_processor"})
OTHER_ROLE = "it does not handle data on the organisation's behalf"


class Clauses(Options):
    """What a contract has to say."""

    clauses: Terms = ("instructions", "equivalent_practices", "subprocessor_consent", "breach_notice")
    """Clause codes, all of which a contract in force has to hold. A selection of govkit's own."""


class ReviewAge(Options):
    """How long ago the last review may be."""

    months: Months = 24
    """The longest time since the last review. govkit's own default."""
    sensitive_months: Months = 12
    """The same where the party receives sensitive data. govkit's own default."""


class BreachNotice(Options):
    """How fast a processor has to tell of a breach."""

    hours: Hours | None = None
    """The longest time; where it is left out, the time within which the organisation itself promises to notify."""


@check("cbpr.processor-contract", on=Party, title="The processor is bound by a contract in force")
def processor_contract(party: Party, ctx: Context) -> Finding:
    """Whoever handles data for somebody else does so by agreement only; without one nothing limits the use.

    Fix: sign a contract with the processor, and state `signed_on` and `valid_to` (`none` if it has no end).
    """
    if not is_processor(party):
        return not_applicable(OTHER_ROLE, at="roles")
    contracts = contracts_of(ctx.inventory, party)
    if some(contracts, lambda contract: contract_in_force(contract, ctx.as_of)):
        return passed("bound by a contract in force", at="contracts")
    if contracts.items:
        return failed("none of its contracts is in force on the day of the assessment", at="contracts")
    return failed("there is no contract with this processor", at="contracts")


@check("cbpr.processor-clauses", on=Party, title="Contracts in force hold every clause asked for", options=Clauses)
def processor_clauses(party: Party, ctx: Context[Clauses]) -> Finding:
    """A contract protects people only by what it says: instructions, like practices, limits on sub-processing, notice.

    Fix: add the missing clauses to the contract by amendment, and state their codes in `clauses`.
    """
    if not is_processor(party):
        return not_applicable(OTHER_ROLE, at="roles")
    contracts = contracts_of(ctx.inventory, party)
    wanted = ctx.options.clauses
    missing = failing(
        Known(wanted),
        lambda clause: some(
            contracts,
            lambda contract: together(
                lambda: clause in contract.clauses, lambda: contract_in_force(contract, ctx.as_of)
            ),
        ),
    )
    if missing:
        return failed(
            "no contract in force holds {n} clause: {clauses}",
            plural="no contract in force holds {n} clauses: {clauses}",
            at="contracts",
            n=len(missing),
            clauses=listed(missing),
        )
    return passed("contracts in force hold all clauses asked for: {clauses}", clauses=listed(wanted), at="contracts")


@check("cbpr.processor-review", on=Party, title="The processor was reviewed recently", options=ReviewAge)
def processor_review(party: Party, ctx: Context[ReviewAge]) -> Finding:
    """A contract is kept only if somebody looks; those who receive sensitive data are looked at more often.

    Fix: review the processor, file the report as evidence, and state the day in `last_review`.
    """
    if not is_processor(party):
        return not_applicable(OTHER_ROLE, at="roles")
    months, sensitive_months = ctx.options.months, ctx.options.sensitive_months
    differ = is_recent(party, "last_review", months, ctx.as_of) != is_recent(
        party, "last_review", sensitive_months, ctx.as_of
    )
    if differ and some(transfers_to(ctx.inventory, party), lambda transfer: transfer.sensitivity == "sensitive"):
        months = sensitive_months
    if is_recent(party, "last_review", months, ctx.as_of):
        return passed("reviewed within {months} months", months=months, at="last_review")
    return failed("not reviewed for more than {months} months", months=months, at="last_review")


@check("cbpr.processor-breach-notice", on=Party, title="The processor tells of a breach in time", options=BreachNotice)
def processor_breach_notice(party: Party, ctx: Context[BreachNotice]) -> Finding:
    """Nobody can tell people in time of a breach that the processor may keep to itself for longer.

    Fix: agree in the contract on a notice time below the organisation's own, and state `breach_notice_within` on both.
    """
    if not is_processor(party):
        return not_applicable(OTHER_ROLE, at="roles")
    stated = party.breach_notice_within
    agreed = agreed_notice(contracts_of(ctx.inventory, party), ctx.as_of)
    if agreed is None:
        return failed("no contract in force says how fast it has to tell of a breach", at="breach_notice_within")
    if stated is None or stated.hours != agreed.hours:
        return contradicted(
            "the notice time stated for the party differs from the shortest one in its contracts",
            at="breach_notice_within",
            fix="state on the party what the contract says, or amend the contract",
        )
    limit = ctx.options.hours if ctx.options.hours is not None else own_notice_hours(ctx.inventory, party)
    if agreed.hours > limit:
        return failed(
            "it may take {time} to tell of a breach, which is more than {hours} hours",
            time=agreed,
            hours=limit,
            at="breach_notice_within",
        )
    return passed(
        "it has to tell of a breach within {time}, at most {hours} hours",
        time=agreed,
        hours=limit,
        at="breach_notice_within",
    )


@check(
    "cbpr.recipients-recorded", on=Dataset, title="The recipients of the data, their roles and countries are on record"
)
def recipients_recorded(dataset: Dataset, ctx: Context) -> Finding:
    """What a recipient may do with data depends on what it is and where it is; an unknown recipient may do anything.

    Fix: declare each recipient as a party, and state its `roles` and `country`.
    """
    recipients = recipients_of(ctx.inventory, dataset)
    bare = failing(recipients, lambda recipient: _is_on_record(recipient, ctx))
    if bare:
        return failed(
            "{n} recipient has no role or no country: {recipients}",
            plural="{n} recipients have no role or no country: {recipients}",
            n=len(bare),
            recipients=listed(bare),
        )
    if not recipients.items:
        return not_applicable("nobody else receives the data")
    return passed("all recipients are on record with role and country: {n}", n=len(recipients.items))


def _is_on_record(recipient: str, ctx: Context[Any]) -> bool:
    party = ctx.inventory.find(recipient, Party)
    if party is not None:
        return together(lambda: bool(party.roles), lambda: party.country is not None)
    organisation = ctx.inventory.find(recipient, Organisation)
    if organisation is None:
        raise NotStated(recipient)
    return organisation.country is not None


def is_processor(party: Party) -> bool:
    """Tell whether a party handles data on behalf of the organisation."""
    return not _PROCESSORS.isdisjoint(party.roles)


def agreed_notice(contracts: Known[Contract], as_of: date) -> Duration | None:
    """Return the shortest notice time of the contracts in force, all of which have to be known."""
    agreed = [
        contract.breach_notice_within
        for contract in contracts.settled()
        if contract_in_force(contract, as_of) and contract.breach_notice_within is not None
    ]
    return min(agreed, key=lambda time: time.hours, default=None)


CHECKS: list[Check[Any]] = [
    processor_contract,
    processor_clauses,
    processor_review,
    processor_breach_notice,
    recipients_recorded,
]
