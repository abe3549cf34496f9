"""The table of what is stated of each AI system for the people who use it."""

from __future__ import annotations

from govkit.model.mask import mask
from govkit.plugin import AiSystem, Cell, Context, Exhibit, Message, Table, exhibit
from govkit_genai.notice.items import ITEMS, stated

ID = "genai.notice"
_MAX_SYSTEMS = 40


@exhibit(ID)
def notice(ctx: Context[None]) -> Exhibit | None:
    """Shows what is stated of each AI system for its users; `govkit show --format ai-notice` makes a page of it."""
    systems = list(ctx.inventory.of(AiSystem))
    if not systems:
        return None
    shown = systems[:_MAX_SYSTEMS]
    rows = tuple(
        (Cell(_called(system), subject=system.subject), Cell(Message(item.title)), cell)
        for system in shown
        for item in ITEMS
        for cell in stated(item, system, ctx)
    )
    notes = [Message("this is what the inventory states, not what was verified")]
    if len(systems) > len(shown):
        more = len(systems) - len(shown)
        notes.append(Message("{n} more system is not shown", {"n": more}, plural="{n} more systems are not shown"))
    return Exhibit(
        id=ID,
        title=Message("What users can be told of the AI systems"),
        alternative=Message(
            "A table of {items} items on each of {systems} AI systems, and what is stated of each",
            {"items": len(ITEMS), "systems": len(shown)},
        ),
        table=Table((Message("AI system"), Message("Item"), Message("What is stated")), rows),
        notes=tuple(notes),
    )


def _called(system: AiSystem) -> str:
    return mask((system.name if system.is_stated("name") else None) or system.id)
