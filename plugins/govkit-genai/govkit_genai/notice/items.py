"""What a notice for users tells of an AI system, item by item, and where that is stated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from govkit.model.mask import mask
from govkit.plugin import (
    AiSystem,
    Cell,
    Context,
    Dataset,
    Disputed,
    Entity,
    Message,
    Model,
    Notice,
    NotStated,
    Organisation,
)
from govkit_genai.texts import text

AUTONOMY = {
    "assists": text("It helps; people do the work"),
    "recommends": text("It recommends; people decide"),
    "acts_with_approval": text("It acts after a person has approved"),
    "acts_alone": text("It acts by itself"),
}
OVERSIGHT = {
    "before_release": text("People look before anything goes out"),
    "during": text("People watch while it works"),
    "after": text("People look afterwards"),
    "on_request": text("People look when somebody asks"),
}
YES, NO = text("Yes"), text("No")
NONE = text("None")
NOT_STATED = text("Not stated")
DISPUTED = text("Sources disagree")
_KINDS = {
    "text": text("text"),
    "image": text("pictures"),
    "audio": text("sound"),
    "video": text("video"),
    "code": text("program code"),
    "tabular": text("tables"),
    "other": text("other things"),
}
_LONGEST = 600


@dataclass(frozen=True)
class Item:
    """One line of a notice."""

    title: str
    cells: Callable[[AiSystem, Context[None]], list[Cell]]
    """What is stated, in one cell or several; raises `NotStated` and `Disputed`."""


def stated(item: Item, system: AiSystem, ctx: Context[None]) -> list[Cell]:
    """Return what is stated of an item, or the cell that says that nothing is."""
    try:
        return item.cells(system, ctx) or [Cell(Message(NONE), "muted")]
    except NotStated:
        return [Cell(Message(NOT_STATED), "unknown")]
    except Disputed:
        return [Cell(Message(DISPUTED), "fail")]


def _said(value: str | None) -> list[Cell]:
    """Return a text as somebody wrote it, with what looks personal masked."""
    if value is None:
        return []
    line = " ".join(value.split())
    return [Cell(mask(line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"))]


def _slot(path: str) -> Callable[[AiSystem, Context[None]], list[Cell]]:
    name, _, rest = path.partition(".")

    def read(system: AiSystem, _ctx: Context[None]) -> list[Cell]:
        value: Any = getattr(system, name)
        return _said(getattr(value, rest) if rest and value is not None else value)

    return read


def _word(path: str, words: dict[str, str]) -> Callable[[AiSystem, Context[None]], list[Cell]]:
    name, _, rest = path.partition(".")

    def read(system: AiSystem, _ctx: Context[None]) -> list[Cell]:
        value: Any = getattr(system, name)
        value = getattr(value, rest) if rest and value is not None else value
        return [] if value is None else [Cell(Message(words[value]))]

    return read


def _yes_no(name: str) -> Callable[[AiSystem, Context[None]], list[Cell]]:
    def read(system: AiSystem, _ctx: Context[None]) -> list[Cell]:
        value: bool | None = getattr(system, name)
        return [] if value is None else [Cell(Message(YES if value else NO))]

    return read


def _who(system: AiSystem, ctx: Context[None]) -> list[Cell]:
    if system.is_stated("organisation"):
        return _said(_name(ctx.find(system.organisation, Organisation), "legal_name"))
    known = list(ctx.inventory.of(Organisation))
    if len(known) != 1:
        raise NotStated(f"{system.where}.organisation")
    return _said(_name(known[0], "legal_name"))


def _name(entity: Entity | None, slot: str = "name") -> str:
    """Return what an entity is called, else its id."""
    if entity is None:
        raise NotStated("name")
    for name in dict.fromkeys((slot, "name")):
        value = getattr(entity, name) if entity.is_stated(name) else None
        if value:
            return str(value)
    return entity.id


def _models(system: AiSystem, ctx: Context[None]) -> list[Cell]:
    return [cell for name in system.models for cell in _said(_name(ctx.find(name, Model)))]


def _of_models(slot: str) -> Callable[[AiSystem, Context[None]], list[Cell]]:
    def read(system: AiSystem, ctx: Context[None]) -> list[Cell]:
        models = [ctx.find(name, Model) for name in system.models]
        cells = [cell for model in models if model is not None for cell in _said(getattr(model, slot))]
        if any(model is None for model in models):
            raise NotStated(f"{system.where}.models")
        return cells

    return read


def _datasets(system: AiSystem, ctx: Context[None]) -> list[Cell]:
    return [cell for name in system.datasets for cell in _said(_name(ctx.find(name, Dataset)))]


def _kinds(system: AiSystem, _ctx: Context[None]) -> list[Cell]:
    return [Cell(Message(_KINDS[kind])) for kind in system.modalities]


def _privacy(system: AiSystem, ctx: Context[None]) -> list[Cell]:
    if system.privacy_notice is None:
        return []
    notice = ctx.find(system.privacy_notice, Notice)
    if notice is None:
        raise NotStated(f"{system.where}.privacy_notice")
    return _said(notice.url)


def _incident(system: AiSystem, _ctx: Context[None]) -> list[Cell]:
    contact = system.incident_contact
    if contact is None:
        return []
    ways = [getattr(contact, slot) for slot in ("url", "email", "phone") if contact.is_stated(slot)]
    if not any(ways):
        raise NotStated(f"{system.where}.incident_contact")
    return [cell for way in ways for cell in _said(way)]


def _marking(system: AiSystem, _ctx: Context[None]) -> list[Cell]:
    names = {
        "c2pa": text("signed data on their origin (C2PA)"),
        "watermark": text("a hidden watermark"),
        "visible_label": text("a visible label"),
        "metadata": text("data in the file"),
    }
    methods = [marking.method for marking in system.marking]
    return [Cell(Message(names[method])) for method in dict.fromkeys(methods) if method]


def _languages(system: AiSystem, _ctx: Context[None]) -> list[Cell]:
    return [Cell(", ".join(system.served_languages))] if system.served_languages else []


ITEMS = (
    Item(text("What it is"), _slot("description")),
    Item(text("Who answers for it"), _who),
    Item(text("How people are told that it is a machine"), _slot("disclosure.text")),
    Item(text("Models in it"), _models),
    Item(text("What its models are meant for"), _of_models("intended_use")),
    Item(text("What it works with and makes"), _kinds),
    Item(text("How much it does by itself"), _word("autonomy", AUTONOMY)),
    Item(text("A warning that it can be wrong"), _slot("accuracy_caution")),
    Item(text("What its models do badly"), _of_models("limitations")),
    Item(text("What users may not do with it"), _slot("acceptable_use_policy")),
    Item(text("Terms of use"), _slot("terms_of_service")),
    Item(text("Data that it uses"), _datasets),
    Item(text("Whether what you enter is used to train it"), _yes_no("customer_content_trains")),
    Item(text("Privacy notice"), _privacy),
    Item(text("When people look over it"), _word("oversight.level", OVERSIGHT)),
    Item(text("How to reach a person"), _slot("human_contact")),
    Item(text("Where to tell of problems"), _slot("feedback_channel")),
    Item(text("How to have an outcome looked at again"), _slot("appeal_channel")),
    Item(text("Whom to tell of harm"), _incident),
    Item(text("How what it makes is marked"), _marking),
    Item(text("Languages in which it serves"), _languages),
)
"""In the order of a notice."""
