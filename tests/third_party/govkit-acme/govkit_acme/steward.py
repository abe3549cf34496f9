"""Whether a dataset has a steward, by a typed field of the plugin's own."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from govkit.plugin import Check, Context, Dataset, Finding, check, extension, failed, passed
from govkit_acme.fields import AcmeDataset


class Tiers(BaseModel):
    """Which tiers need a steward."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tiers: tuple[str, ...] = ("gold",)


@check("acme.steward-named", on=Dataset, title="Data of a high tier have a steward", options=Tiers)
def steward_named(dataset: Dataset, ctx: Context[Tiers]) -> Finding:
    """Whoever answers for a dataset notices when something is wrong with it.

    Fix: state `steward` under `x-acme`.
    """
    fields = extension(dataset, "acme", AcmeDataset)
    if fields.tier not in ctx.options.tiers:
        return passed("tier {tier} needs no steward", at="x-acme", tier=fields.tier or "none")
    if fields.steward is None:
        return failed("nobody looks after data of tier {tier}", at="x-acme", tier=fields.tier)
    return passed("a steward is named", at="x-acme")


CHECKS: list[Check[Dataset]] = [steward_named]
