"""Inventory → a card skeleton for each model: what is stated is written down, and a gap stays visible as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from govkit.model.inventory import Inventory
from govkit.model.worded import worded
from govkit.plugin import Model, Party

_GAP = "[More Information Needed]"
"""In every language: by these words others know a gap, too."""
_PROSE = (
    (worded("Intended Use"), "intended_use"),
    (worded("Out-of-Scope Use"), "out_of_scope_use"),
    (worded("Acceptable Use Policy"), "acceptable_use_policy"),
    (worded("Training Procedure"), "training_procedure"),
    (worded("Compute Infrastructure"), "compute"),
    (worded("Limitations"), "limitations"),
    (worded("Bias"), "bias"),
    (worded("Feedback"), "feedback_channel"),
)


Say = Callable[[str], str]
"""Says a heading or sentence of govkit's own in the language of the card; the reader of cards knows both."""


def skeletons(inventory: Inventory, wanted: str | None = None, say: Say = str) -> dict[str, str]:
    """Return model id → card in Markdown, for all models or the one that is wanted, with the headings of a language."""
    return {
        model.id: "\n".join(_lines(model, inventory, say)) + "\n"
        for model in inventory.of(Model)
        if wanted in (None, model.id, model.subject)
    }


def _lines(model: Model, inventory: Inventory, say: Say) -> Iterator[str]:
    yield from _front_matter(model)
    yield f"# {say(worded('Model Card for {name}', name=_inline(_value(model, 'name') or model.id)))}"
    yield ""
    yield f"## {say(worded('Model Details'))}"
    yield ""
    yield from _details(model, inventory, say)
    for title, slot in _PROSE[:3]:
        yield from _section(say, title, _prose(model, slot, say))
    yield from _section(say, worded("Training Data"), _training_data(model))
    yield from _section(say, worded("Personal and Sensitive Information"), _personal_data(model, say))
    yield from _section(
        say, worded("Data Licence"), [_inline(str(part.licence)) for part in _parts(model, "training_data", "licence")]
    )
    for title, slot in _PROSE[3:5]:
        yield from _section(say, title, _prose(model, slot, say))
    yield from _section(say, worded("Environmental Impact"), _energy(model, say))
    yield from _section(say, worded("Evaluation Results"), _results(model, say))
    for title, slot in _PROSE[5:7]:
        yield from _section(say, title, _prose(model, slot, say))
    yield from _section(say, worded("Red Teaming"), [])
    yield from _section(say, worded("Human Oversight"), _oversight(model, say))
    yield from _section(say, worded("Marking of Outputs"), _marking(model, say))
    yield from _section(say, _PROSE[7][0], _prose(model, "feedback_channel", say))


def _front_matter(model: Model) -> Iterator[str]:
    yield "---"
    if licence := _value(model, "licence"):
        yield f"license: {_quoted(licence)}"
    for key, slot in (("language", "languages"), ("base_model", "base_models")):
        listed = _value(model, slot)
        if listed:
            yield f"{key}:"
            yield from (f"- {_quoted(entry)}" for entry in listed)
    yield "---"
    yield ""


def _details(model: Model, inventory: Inventory, say: Say) -> Iterator[str]:
    provider = inventory.find(_value(model, "provider"), Party)
    name = _value(provider, "legal_name") or _value(provider, "name") if provider else None
    contact = _value(model, "contact")
    ways = [_value(contact, way) for way in ("email", "url", "phone")] if contact else []
    released = _value(model, "release_date")
    scratch = say(worded("none; trained from scratch")) if _is_none(model, "base_models") else None
    none = {slot: say(worded("None.")) for slot in ("version", "licence", "languages") if _is_none(model, slot)}
    for label, said in (
        (worded("Developed by"), name),
        (worded("Model Card Contact"), next((way for way in ways if way), None)),
        (worded("Version"), none.get("version") or _value(model, "version")),
        (worded("Release date"), released.isoformat() if isinstance(released, date) else None),
        (worded("Licence"), none.get("licence") or _value(model, "licence")),
        (worded("Languages"), none.get("languages") or ", ".join(_value(model, "languages") or ())),
        (worded("Base models"), scratch or ", ".join(_value(model, "base_models") or ())),
    ):
        yield f"- **{say(label)}:** {_inline(str(said)) if said else _GAP}"
    yield ""


def _section(say: Say, title: str, said: list[str]) -> Iterator[str]:
    yield f"## {say(title)}"
    yield ""
    yield from ([f"- {entry}" for entry in said] if len(said) > 1 else said or [_GAP])
    yield ""


def _prose(model: Model, slot: str, say: Say) -> list[str]:
    said = _value(model, slot)
    return [_inline(said)] if said else [say(worded("None."))] if _is_none(model, slot) else []


def _training_data(model: Model) -> list[str]:
    found = []
    for part in _value(model, "training_data") or ():
        words = [str(value) for slot in ("name", "dataset", "kind", "size") if (value := _value(part, slot))]
        if words:
            found.append(_inline(", ".join(words)))
    return found


def _personal_data(model: Model, say: Say) -> list[str]:
    """A bare yes or no is no more than that: the card says so, and the reader of the card takes it for thin."""
    return [
        say(worded("Yes.")) if part.personal_data == "yes" else say(worded("None."))
        for part in _parts(model, "training_data", "personal_data")
    ]


def _energy(model: Model, say: Say) -> list[str]:
    said = _value(model, "energy")
    found = [_inline(said)] if said else []
    if amount := _value(model, "training_carbon_kg"):
        found.append(say(worded("Carbon emitted: {amount} kg CO2eq", amount=f"{amount:g}")))
    if amount := _value(model, "training_energy_mwh"):
        found.append(say(worded("Energy used: {amount} MWh", amount=f"{amount:g}")))
    return found or _prose(model, "energy", say)


def _results(model: Model, say: Say) -> list[str]:
    found = []
    for part in _value(model, "evaluations") or ():
        value, metric, data = (_value(part, slot) for slot in ("value", "metric", "dataset"))
        if value is not None and metric:
            on = say(worded(", measured on the test set {data}", data=_inline(data))) if data else ""
            found.append(f"{_inline(metric)}: {value:g}{on}")
    return found


def _oversight(model: Model, say: Say) -> list[str]:
    oversight = _value(model, "oversight")
    who, level = (_value(oversight, slot) for slot in ("who", "level")) if oversight else (None, None)
    if not who or not level:
        return []
    kind = str(level).replace("_", " ")
    return [say(worded("Outputs are reviewed by {who}, {level}.", who=_inline(who), level=kind))]


def _marking(model: Model, say: Say) -> list[str]:
    found = []
    for part in _value(model, "marking") or ():
        method, covers = _value(part, "method"), _value(part, "covers")
        if method and covers:
            marked = worded(
                "Outputs ({covers}) are marked by {method}.", covers=", ".join(covers), method=method.replace("_", " ")
            )
            found.append(say(marked))
    return found


def _parts(model: Model, slot: str, inner: str) -> list[Any]:
    return [part for part in _value(model, slot) or () if _value(part, inner)]


def _value(part: Any, slot: str) -> Any:
    """Return a stated value, or `None` where there is none or it is not stated."""
    return getattr(part, slot) if part.is_stated(slot) else None


def _is_none(part: Any, slot: str) -> bool:
    """Tell whether it is stated that there is none: an answer, and no gap."""
    return part.is_stated(slot) and getattr(part, slot) in (None, ())


def _inline(text: str) -> str:
    """Return a text as one line of Markdown that opens no markup of its own."""
    line = " ".join(text.split())
    for sign in "\\`*_[]<>#|":
        line = line.replace(sign, f"\\{sign}") if sign in "\\`*[]<>|" else line
    return line


def _quoted(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
