"""The probe that reads model cards."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from govkit.plugin import Dataset, Declined, Model, Observed, World, probe
from govkit_genai.card.claims import COMPARED
from govkit_genai.card.faults import CardFault
from govkit_genai.card.reader import MAX_BYTES, read_card
from govkit_genai.card.states import CardReading
from govkit_genai.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator


@probe("genai.model-card", on=Model, version=3, seconds=60)
def model_card(model: Model, world: World) -> Observed[CardReading]:
    """Reads the model card that `card` names, and says for each of 25 items how it is stated, and where.

    Hugging Face cards (Markdown with or without front matter), tables of NVIDIA's kind, and Google's, bridge2ai's,
    CycloneDX, SPDX and Croissant documents are understood. The card's words are not kept: a state and a line for each
    item, the licence's identifier, language tags, dates, which datasets of the inventory it names, and how its words go
    with the licence, version and base models that the inventory states. In the folder of the model itself, a licence
    file that names another licence than the card is noted by its place.
    """
    if not model.is_stated("card") or model.card is None:
        raise Declined("the inventory names no card")
    path = world.open_path(model.card)
    if not path.is_file():
        raise Declined("the card is not a file")
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    stated = {slot: getattr(model, slot) for slot in COMPARED if model.is_stated(slot)}
    try:
        reading = read_card(content, model.card, _names(world), path, stated)
    except CardFault as fault:
        raise Declined(fault.reason, **fault.params) from fault
    digest = hashlib.sha256(content).hexdigest()
    count = len(reading.items)
    return Observed(reading, examined=count, expected=count, unit=text("items"), inputs=(f"{model.card} {digest}",))


def _names(world: World) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each dataset of the inventory with the names under which a card may mention it."""
    for dataset in world.inventory.of(Dataset):
        name = dataset.name if dataset.is_stated("name") else None
        yield dataset.subject, tuple(text for text in (dataset.id, name) if text and len(text) > 3)
