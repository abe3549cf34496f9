"""Contracts: whether they hold the clauses of a model, and whether their annex covers the transfers under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govkit.plugin import (
    Check,
    Context,
    Contract,
    Finding,
    Options,
    Organisation,
    Party,
    Transfer,
    check,
    failed,
    not_applicable,
    passed,
)
from govkit_cbpr.known import Known, either, failing, listed, some
from govkit_cbpr.options import Terms
from govkit_cbpr.relations import everything, subject_of

if TYPE_CHECKING:
    from govkit.model.inventory import Inventory


class ModelClauses(Options):
    """What the contract has to say."""

    clauses: Terms
    """Clause codes, all of which the contract has to hold."""


@check("cbpr.contract-clauses", on=Contract, title="The contract holds every clause of its model", options=ModelClauses)
def contract_clauses(contract: Contract, ctx: Context[ModelClauses]) -> Finding:
    """Model clauses protect as a whole: who leaves one out has another contract.

    Fix: add the missing clauses by amendment, and state their codes in `clauses`.
    """
    missing = failing(Known(ctx.options.clauses), lambda clause: clause in contract.clauses)
    if missing:
        return failed(
            "the contract lacks {n} clause: {clauses}",
            plural="the contract lacks {n} clauses: {clauses}",
            n=len(missing),
            clauses=listed(missing),
            at="clauses",
        )
    return passed("the contract holds every clause asked for: {n}", n=len(ctx.options.clauses), at="clauses")


@check("cbpr.contract-annex", on=Contract, title="The annex of the contract covers the transfers to its party")
def contract_annex(contract: Contract, ctx: Context) -> Finding:
    """The clauses bind for what the annex describes; a dataset or a country outside it moves without a contract.

    Fix: complete the annex, list the transfers in `covers`, and note `annex_filled` and the countries on each transfer.
    """
    party = contract.party
    if party is None:
        return failed("the contract names no party", at="party")
    transfers = [
        transfer for transfer in everything(ctx.inventory, Transfer).settled() if _is_to(ctx.inventory, transfer, party)
    ]
    if not transfers:
        return not_applicable("no transfer goes to its party", at="party")
    covered = {subject_of(ctx.inventory, each, Transfer) for each in contract.covers}
    outside = failing(Known(tuple(transfers)), lambda transfer: transfer.subject in covered)
    if outside:
        return failed(
            "{n} transfer to its party is not covered: {transfers}",
            plural="{n} transfers to its party are not covered: {transfers}",
            n=len(outside),
            transfers=listed(outside),
            at="covers",
        )
    bare = failing(Known(tuple(transfers)), _has_annex)
    if bare:
        return failed(
            "{n} transfer has no filled annex that names its destination: {transfers}",
            plural="{n} transfers have no filled annex that names their destination: {transfers}",
            n=len(bare),
            transfers=listed(bare),
            at="covers",
        )
    return passed("its annex covers all transfers to its party: {n}", n=len(transfers), at="covers")


def _is_to(inventory: Inventory, transfer: Transfer, party: str) -> bool:
    recipient = transfer.recipient
    return recipient is not None and _party(inventory, recipient) == _party(inventory, party)


def _party(inventory: Inventory, reference: str) -> str:
    return subject_of(inventory, reference, Party, Organisation)


def _has_annex(transfer: Transfer) -> bool:
    """Tell whether a mechanism of the transfer has a filled annex for the place to which the data go."""
    return some(
        Known(transfer.mechanisms),
        lambda mechanism: (
            mechanism.kind == "clauses.model"
            and bool(mechanism.annex_filled)
            and either(
                lambda: transfer.destination == mechanism.destination,
                lambda: transfer.destination in mechanism.countries,
            )
        ),
    )


CHECKS: list[Check[Any]] = [contract_clauses, contract_annex]
