"""Tell by content which format a framework is in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_importers.choice import head_of
from govkit_importers.frameworks.body import Body
from govkit_importers.frameworks.ciso import is_library, read_library
from govkit_importers.frameworks.oscal import is_oscal, read_oscal
from govkit_importers.frameworks.sssom import is_sssom, read_sssom

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_KNOWN = worded("libraries of CISO Assistant (YAML), catalogs and mappings of OSCAL (JSON), SSSOM (TSV)")


def read_framework(path: Path, host: Host) -> list[Body]:
    """Return what a file tells of frameworks; raise `InputError` where it is of no known format, or holds nothing."""
    head = head_of(path)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise InputError(
            worded("OSCAL is read as JSON, and not as XML"), hint=worded("give the JSON of it"), path=str(path)
        )
    if is_sssom(head):
        found = read_sssom(path)
    else:
        document = host.document(path)
        if is_oscal(document.value):
            found = read_oscal(document)
        elif is_library(document.value):
            found = read_library(document)
        else:
            raise InputError(
                worded("this is no framework that can be imported"),
                hint=worded("read are {known}", known=_KNOWN),
                path=str(path),
            )
    if not any(body.requirements or body.links for body in found):
        hint = worded("a library may hold threats or risk matrices alone")
        raise InputError(worded("there is no requirement and no mapping in it"), hint=hint, path=str(path))
    return found
