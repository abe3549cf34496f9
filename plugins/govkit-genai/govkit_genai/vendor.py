"""The table of what a deployer or integrator has to ask the vendor of a model for."""

from __future__ import annotations

from dataclasses import dataclass

from govkit.model.slots import Part
from govkit.plugin import AiSystem, Cell, Context, Exhibit, FactMissing, Message, Model, Table, exhibit
from govkit_genai.card.states import State
from govkit_genai.probes import model_card
from govkit_genai.texts import text

_MAX_SYSTEMS = 12


@dataclass(frozen=True)
class Request:
    """Something that only the developer of a model knows."""

    item: str
    """The number in the checklist `genai-transparency`."""
    what: str
    slots: str = ""
    """The slots of the model that state it together, if there are any: `training_data.kind` of each entry; in
    `contact.email|phone` either will do."""
    card_items: tuple[str, ...] = ()
    """The items of a model card that state it together, if cards have any."""


REQUESTS = (
    Request(
        "GT-01",
        text("Who answers for the model, and a contact"),
        "contact.email|phone|url|address",
        ("owner_or_developer", "contact"),
    ),
    Request("GT-02", text("Its version"), "version", ("version",)),
    Request("GT-03", text("Hashes or signatures of its files"), "artifacts.sha256|signed"),
    Request("GT-04", text("Release date and channels"), "release_date distribution_channels"),
    Request("GT-05", text("The model that it was made from"), "base_models", ("base_model",)),
    Request("GT-06", text("Its licence"), "licence", ("licence",)),
    Request("GT-07", text("How long the version is kept up"), "support_until"),
    Request("GT-08", text("The change log"), "change_log"),
    Request("GT-09", text("What it is for"), "intended_use", ("intended_use",)),
    Request("GT-10", text("What it must not be used for"), "out_of_scope_use", ("out_of_scope_use",)),
    Request("GT-11", text("Its rules of acceptable use"), "acceptable_use_policy", ("acceptable_use_policy",)),
    Request("GT-12", text("How these rules are enforced, and how to object")),
    Request("GT-15", text("Architecture and size"), "architecture"),
    Request("GT-16", text("The most that it takes in at once"), "context_length"),
    Request("GT-17", text("Its languages"), "languages", ("languages",)),
    Request("GT-18", text("What it needs to be built into something")),
    Request(
        "GT-19",
        text("Measured results"),
        "evaluations.metric evaluations.value",
        ("evaluation_results", "evaluation_data"),
    ),
    Request("GT-20", text("What others need to measure the results again")),
    Request("GT-22", text("Whether test data were among its training data")),
    Request("GT-23", text("Its limits"), "limitations", ("limitations",)),
    Request("GT-24", text("How each body of its training data was come by"), "training_data.kind"),
    Request(
        "GT-25", text("The sources of its training data"), "training_data.name|dataset", ("training_data_sources",)
    ),
    Request("GT-26", text("The policy on rights in its training data"), "copyright_policy"),
    Request("GT-27", text("The summary of its training content"), "training_summary"),
    Request("GT-28", text("The names of its crawlers, and how to keep them out")),
    Request(
        "GT-29",
        text("Whether there are personal data in its training data"),
        "training_data.personal_data",
        ("training_data_personal_data",),
    ),
    Request("GT-31", text("Who worked on its data, and under which conditions")),
    Request("GT-32", text("Which synthetic data were used, why, and how much")),
    Request("GT-33", text("The day after which its data know nothing"), "knowledge_cutoff"),
    Request("GT-34", text("How it was trained"), "training_procedure", ("training_procedure",)),
    Request("GT-35", text("What was done against bias"), "bias", ("bias_or_fairness",)),
    Request("GT-36", text("The computation behind it"), "compute", ("compute_or_hardware",)),
    Request("GT-37", text("The energy of its training"), "energy", ("energy_or_carbon",)),
    Request("GT-38", text("The carbon of its training, with the method"), "training_carbon_kg"),
    Request("GT-39", text("How much computation its training took"), "training_flop"),
    Request("GT-41", text("Dated results of the evaluation of its risks"), "", ("safety_evaluation_or_red_teaming",)),
    Request("GT-47", text("Who from outside evaluated it, and what")),
    Request("GT-48", text("Its risks, and a measure against each"), "risks.name|kind risks.mitigation"),
    Request("GT-49", text("At which result a release is stopped")),
    Request("GT-50", text("How its weights and interfaces are protected")),
    Request("GT-51", text("What it should do, and refuse"), "behaviour_policy"),
    Request("GT-53", text("The guide for those who build on it"), "downstream_guide"),
    Request("GT-75", text("The latest report on the system")),
    Request("GT-76", text("How much it is used, in which sectors and where")),
    Request("GT-80", text("A card that is filled in and up to date")),
)
"""In the order of the checklist."""


@exhibit("genai.vendor-requests", needs=(model_card,))
def vendor_requests(ctx: Context[None]) -> Exhibit | None:
    """Shows for each AI system that others developed what its vendor still has to be asked for."""
    systems = [system for system in ctx.inventory.of(AiSystem) if _is_bought(system)]
    if not systems:
        return None
    shown = systems[:_MAX_SYSTEMS]
    columns = (
        Message("Number"),
        Message("What to ask for"),
        *(Message("{system}", {"system": system.id}) for system in shown),
    )
    rows = tuple(
        (Cell(request.item), Cell(Message(request.what)), *(_cell(request, system, ctx) for system in shown))
        for request in REQUESTS
    )
    notes = [
        Message("who only deploys a model needs no card of its own; what is on file here may come from the vendor's")
    ]
    if len(systems) > len(shown):
        more = len(systems) - len(shown)
        notes.append(Message("{n} more system is not shown", {"n": more}, plural="{n} more systems are not shown"))
    return Exhibit(
        id="genai.vendor-requests",
        title=Message("What to ask the vendors of models for"),
        alternative=Message(
            "A table of {requests} requests and {systems} AI systems; each cell says whether the answer is on file",
            {"requests": len(rows), "systems": len(shown)},
        ),
        table=Table(columns, rows),
        notes=tuple(notes),
    )


def _is_bought(system: AiSystem) -> bool:
    """Tell whether somebody else developed the system, for certain."""
    return system.is_stated("role") and bool(system.role) and "developer" not in system.role


def _cell(request: Request, system: AiSystem, ctx: Context[None]) -> Cell:
    names = system.models if system.is_stated("models") else ()
    models = [ctx.find(name, Model) for name in names]
    if models and all(model is not None and _is_on_file(request, model, ctx) for model in models):
        return Cell(Message("on file"), "pass")
    return Cell(Message("to ask for"), "unknown")


def _is_on_file(request: Request, model: Model, ctx: Context[None]) -> bool:
    if request.slots and all(_is_stated(slot, model) for slot in request.slots.split()):
        return True
    if not request.card_items:
        return False
    try:
        card = ctx.fact(model_card, about=model)
    except FactMissing:
        return False
    found = [card.items[item] for item in request.card_items]
    return all(one.state is State.STATED and not one.in_passing for one in found)


def _is_stated(slot: str, model: Model) -> bool:
    """Tell whether a slot has a value, or one of the parts that are named in each of its entries."""
    name, _, parts = slot.partition(".")
    value = getattr(model, name) if model.is_stated(name) else None
    if not parts:
        return value is not None
    entries = value if isinstance(value, tuple) else (value,) if value is not None else ()
    return bool(entries) and all(any(_says(entry, part) for part in parts.split("|")) for entry in entries)


def _says(entry: Part, part: str) -> bool:
    """Tell whether a part of an entry is stated, and neither `none` nor `false`."""
    value = getattr(entry, part) if entry.is_stated(part) else None
    return value is not None and value is not False
