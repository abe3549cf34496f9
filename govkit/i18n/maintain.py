"""Brings catalogues up to date with the code and compiles them: `python -m govkit.i18n.maintain [PACKAGE_FOLDER …]`.

A package has catalogues in `locales`; those of a folder within it hold what is said below that folder. Beside
`locales`, which an assessment carries, `tool_locales` holds what only the command line says: help, errors, labels.

A tool of development: it needs Babel. What is new in the code enters the `.po` files untranslated, what is no text of
the code any more leaves them, and each `.po` is compiled to a `.mo` beside it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from govkit.i18n.extract import Found, constants, extract

if TYPE_CHECKING:
    from babel.messages import Catalog

GOVKIT = Path(__file__).parents[1]
_OWN = Path(__file__).parent
FINDINGS, TOOL = "locales", "tool_locales"
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)


def main(folders: Sequence[str]) -> int:
    """Update the catalogues of the packages in `folders`, govkit's own where none is named."""
    for package in [Path(folder).resolve() for folder in folders] or [GOVKIT]:
        for path in catalogues(package):
            path.write_bytes(updated(path))
            path.with_suffix(".mo").write_bytes(compiled(path))
            missing = untranslated(path)
            sys.stdout.write(f"{path.name} ({path.parents[1].name}): {len(missing)} to translate\n")
            sys.stdout.writelines(f"    {text}\n" for text in missing)
    return 0


def catalogues(package: Path) -> list[Path]:
    """Return the `.po` files of a package."""
    return sorted(path for name in (FINDINGS, TOOL) for path in package.rglob(f"{name}/*/LC_MESSAGES/*.po"))


def scope_of(path: Path) -> Path:
    """Return the folder whose code a catalogue is for: the one around `locales`; for govkit's own, all of govkit."""
    folder = path.resolve().parents[3]
    return GOVKIT if folder == _OWN else folder


def texts_of(path: Path) -> list[Found]:
    """Return the texts of the code that belong into a catalogue."""
    kind, scope = path.parents[2].name, scope_of(path)
    inner = {folder.parent for name in (FINDINGS, TOOL) for folder in scope.rglob(name)} - {scope, _OWN}
    within = tuple(f"{folder.relative_to(scope.parent).as_posix()}/" for folder in inner)
    found = [entry for entry in extract(scope) if not entry.file.startswith(within)]
    if not (scope / TOOL).exists():
        return found
    carried = {entry.text for entry in found if not entry.tool}
    return [entry for entry in found if (entry.text in carried) is (kind == FINDINGS)]


def updated(path: Path) -> bytes:
    """Return the `.po` file with the texts that the code has now, under the header that it had."""
    from babel.messages import Catalog
    from babel.messages.pofile import write_po

    catalogue, template = _read(path), Catalog(charset="utf-8")
    for text, plural, file, _line, _tool in texts_of(path):
        template.add((text, plural) if plural else text, locations=[(file, 0)])
    named = constants(scope_of(path))
    for message in catalogue:
        if message.id in named and message.id not in template and message.string:
            template.add(message.id)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    buffer = BytesIO()
    write_po(buffer, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=True)
    header = path.read_bytes().partition(b"\n\n")[0].rstrip(b"\n")
    return header + b"\n\n" + buffer.getvalue()


def compiled(path: Path) -> bytes:
    """Return the `.mo` file of a `.po` file."""
    from babel.messages.mofile import write_mo

    catalogue, buffer = _read(path), BytesIO()
    catalogue.creation_date = catalogue.revision_date = _NO_DATE  # else Babel writes the time of compiling
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def untranslated(path: Path) -> list[str]:
    """Return the English texts that have no translation yet, or only a fuzzy one."""
    texts = []
    for message in _read(path):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            texts.append(message.id if isinstance(message.id, str) else message.id[0])
    return texts


def _read(path: Path) -> Catalog:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name.replace("-", "_"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
