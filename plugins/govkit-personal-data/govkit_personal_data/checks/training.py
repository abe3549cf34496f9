"""Whether training data that are declared free of personal data are."""

from __future__ import annotations

from govkit.plugin import Context, Dataset, Finding, Model, check, contradicted, needs_review, not_applicable, passed
from govkit_personal_data.checks.sight import absence, detections, seen_in, split
from govkit_personal_data.probe import columns


@check(
    "personal-data.training-data",
    on=Model,
    title="Training data declared free of personal data hold none",
    needs=(columns,),
)
def training_data(model: Model, ctx: Context) -> Finding:
    """A model repeats what it was trained on. What its keeper says of the training data has to hold for the data.

    Looked at are the entries of `training_data` with `personal_data: no` that name a dataset of the inventory.

    Fix: remove the personal data before training, or state `personal_data: yes` with a legal basis.
    """
    claimed = [entry for entry in model.training_data if entry.personal_data == "no"]
    if not claimed:
        return not_applicable("no training data are declared free of personal data", at="training_data")
    looked = 0
    for entry in claimed:
        dataset = ctx.find(entry.dataset, Dataset)
        if dataset is None:
            return needs_review(
                "training data declared free of personal data are not a dataset of the inventory", at="training_data"
            )
        seen = ctx.fact(columns, dataset)
        sure, unsure = split(detections(seen, ctx, dataset))
        if sure:
            return contradicted(
                "{dataset} is declared free of personal data, which stand in {columns}",
                at="training_data",
                dataset=dataset.subject,
                **seen_in(sure),
            )
        if unsure:
            return needs_review(
                "{dataset} is declared free of personal data, and {columns} may hold some",
                at="training_data",
                dataset=dataset.subject,
                **seen_in(unsure),
            )
        finding = absence(seen, dataset)
        if finding.status != "pass":
            return finding
        looked += 1
    return passed("{n} bodies of training data hold nothing that points to people", at="training_data", n=looked)
