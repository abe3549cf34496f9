"""Validate manifests by c2pa-python, an extra, without the network."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any, BinaryIO

from govkit_genai.provenance.samples import Validity
from govkit_genai.provenance.source_types import SourceType, source_type

_OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
_STATES: dict[str, Validity] = {"Valid": "valid", "Trusted": "trusted", "Invalid": "invalid"}


def validated(file: BinaryIO, mime: str) -> tuple[Validity, tuple[SourceType, ...]]:
    """Return whether the manifest of a file fits it, and the types of source that its active manifest names.

    Without the extra the answer is `not_validated`. No list of trust is loaded: `valid` says that content and
    signature fit, not that the signer is known.
    """
    try:
        c2pa: Any = import_module("c2pa")
    except (ImportError, OSError, RuntimeError):
        return "not_validated", ()
    file.seek(0)
    try:
        with c2pa.Context.from_dict(_OFFLINE) as context, c2pa.Reader(mime, file, context=context) as reader:
            report = json.loads(reader.json())
    except (c2pa.C2paError.NotSupported, c2pa.C2paError.Io):
        return "not_validated", ()  # what the library cannot open says nothing about the manifest
    except (c2pa.C2paError, ValueError):
        return "malformed", ()
    return _STATES.get(str(report.get("validation_state")), "not_validated"), _types(report)


def _types(report: dict[str, Any]) -> tuple[SourceType, ...]:
    """Return the types of source that the actions of the active manifest name."""
    manifests = report.get("manifests") or {}
    active = manifests.get(report.get("active_manifest")) or {}
    found: set[SourceType] = set()
    for assertion in active.get("assertions") or ():
        data = assertion.get("data")
        if str(assertion.get("label", "")).startswith("c2pa.actions") and isinstance(data, dict):
            for action in data.get("actions") or ():
                value = action.get("digitalSourceType") if isinstance(action, dict) else None
                if isinstance(value, str):
                    found.add(source_type(value))
    return tuple(sorted(found))
