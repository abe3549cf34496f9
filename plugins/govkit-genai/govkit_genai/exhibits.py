"""The table of what the model cards state."""

from __future__ import annotations

from govkit.model.exhibit import Tone
from govkit.plugin import Cell, Context, Exhibit, FactMissing, Message, Model, Table, exhibit
from govkit_genai.card.items import rules
from govkit_genai.card.states import CardReading, State
from govkit_genai.probes import model_card
from govkit_genai.texts import text

_MAX_MODELS = 12
_TITLES = {
    "licence": text("Licence"),
    "owner_or_developer": text("Owner or developer"),
    "contact": text("Contact"),
    "version": text("Version"),
    "release_or_update_date": text("Date of release or update"),
    "base_model": text("Base model"),
    "languages": text("Languages"),
    "intended_use": text("Intended use"),
    "out_of_scope_use": text("Out-of-scope use"),
    "acceptable_use_policy": text("Acceptable-use policy"),
    "training_data_sources": text("Sources of the training data"),
    "training_data_size": text("Size of the training data"),
    "training_data_personal_data": text("Personal data in the training data"),
    "training_data_copyright_or_licence": text("Rights in the training data"),
    "training_procedure": text("Training procedure"),
    "compute_or_hardware": text("Compute or hardware"),
    "energy_or_carbon": text("Energy or carbon"),
    "evaluation_results": text("Evaluation results"),
    "evaluation_data": text("Evaluation data"),
    "limitations": text("Limitations"),
    "bias_or_fairness": text("Bias or fairness"),
    "safety_evaluation_or_red_teaming": text("Safety evaluation or red-teaming"),
    "human_oversight": text("Human oversight"),
    "output_marking_or_watermark": text("Marking of outputs"),
    "feedback_or_incident_channel": text("Feedback or incident channel"),
}
_WORDS: dict[State, tuple[str, Tone]] = {
    State.STATED: (text("stated"), "pass"),
    State.THIN: (text("thin"), "review"),
    State.NEGATED: (text("said to be unknown"), "unknown"),
    State.PLACEHOLDER: (text("placeholder"), "unknown"),
    State.HEADING_ONLY: (text("heading only"), "unknown"),
    State.ABSENT: (text("not mentioned"), "unknown"),
    State.NOT_APPLICABLE: (text("makes no sense here"), "not_applicable"),
}


@exhibit("genai.model-cards", needs=(model_card,))
def model_cards(ctx: Context[None]) -> Exhibit | None:
    """Shows for each model how its card states each of the 25 items."""
    models = list(ctx.inventory.of(Model))
    if not models:
        return None
    shown = models[:_MAX_MODELS]
    readings = [_reading(ctx, model) for model in shown]
    columns = (Message("Item"), *(Message("{model}", {"model": model.id}) for model in shown))
    rows = tuple(
        (Cell(Message(_TITLES[rule.item])), *(_cell(reading, rule.item) for reading in readings))
        for rule in rules("model").items
    )
    notes = [Message('"stated" means that the card alone tells it, not that it is true or enough')]
    if len(models) > len(shown):
        notes.append(
            Message(
                "{n} more model is not shown", {"n": len(models) - len(shown)}, plural="{n} more models are not shown"
            )
        )
    return Exhibit(
        id="genai.model-cards",
        title=Message("What the model cards state"),
        alternative=Message(
            "A table of {items} items and {models} models; each cell says how the card states the item",
            {"items": len(rows), "models": len(shown)},
        ),
        table=Table(columns, rows),
        notes=tuple(notes),
    )


def _reading(ctx: Context[None], model: Model) -> CardReading | FactMissing:
    try:
        return ctx.fact(model_card, about=model)
    except FactMissing as missing:
        return missing


def _cell(reading: CardReading | FactMissing, item: str) -> Cell:
    if isinstance(reading, FactMissing):
        return Cell(Message("not read"), "error" if reading.failed else "unknown")
    word, tone = _WORDS[reading.items[item].state]
    return Cell(Message(word), tone)
