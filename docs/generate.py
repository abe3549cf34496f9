"""`python -m docs.generate`: make the reference pages from the code; `--check` only says which are out of date."""

from __future__ import annotations

import sys
from pathlib import Path

from docs.generator import checklists, checks, commands, hooks, inventory
from docs.generator.installed import checklist_page
from docs.generator.installed import checklists as shipped

REFERENCE = Path(__file__).parent / "reference"


def pages() -> dict[Path, str]:
    """Return every reference page, by its path below `docs/reference/`."""
    made = {
        Path("inventory.md"): inventory.render(),
        Path("checks.md"): checks.render(),
        Path("commands.md"): commands.render(),
        Path("hooks.md"): hooks.render(),
    }
    return made | {Path("checklists", checklist_page(chosen)): checklists.render(chosen) for chosen in shipped()}


def outdated() -> list[Path]:
    """Return the pages that differ from what the code says, and those that nothing makes any more."""
    made = pages()
    there = {path.relative_to(REFERENCE): path.read_text("utf-8") for path in REFERENCE.rglob("*.md")}
    return sorted(path for path in made.keys() | there.keys() if made.get(path) != there.get(path))


def main() -> int:
    """Write the pages that changed, or name them."""
    changed = outdated()
    if "--check" not in sys.argv[1:]:
        made = pages()
        for path in changed:
            target = REFERENCE / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(made[path], "utf-8") if path in made else target.unlink()
    for path in changed:
        print(REFERENCE.name / path)  # noqa: T201 - a command for people
    return int(bool(changed) and "--check" in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
