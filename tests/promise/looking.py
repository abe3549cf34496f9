"""Looks at a record with a probe, in the process of the test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from govkit.engine.delivery import accept, undelivered
from govkit.engine.world import FolderWorld
from govkit.model.fact import Fact, FactStatus
from govkit.model.message import Message
from govkit.model.not_stated import Disputed, NotStated
from govkit.plugin.probe import Declined
from tests.promise.verdicts import AS_OF


def look(probe: Any, subject: str, inventory: Any, folder: Path, seed: str) -> Fact:
    """Run a probe as a worker does, save that it is not killed when it hangs; nobody allows the network here."""
    if probe.network:
        reason = Message("{probe} needs the network; allow it with --network", {"probe": probe.id})
        return undelivered(probe.id, subject, FactStatus.DECLINED, reason, probe.version)
    world = FolderWorld(folder, inventory, AS_OF, seed, {}, network=False)
    try:
        seen = probe.observe(inventory.get(subject), world)
    except NotStated as missing:
        reason = {"text": "{path} is not stated", "params": {"path": missing.path}}
        record: dict[str, Any] = {"status": "not_stated", "reason": reason}
    except Declined as declined:
        record = {"status": "declined", "reason": declined.reason.to_json()}
    except Disputed as disputed:
        reason = {"text": "sources disagree about {path}", "params": {"path": disputed.path}}
        record = {"status": "declined", "reason": reason}
    except Exception as fault:
        reason = {"text": "{probe} failed with {error}", "params": {"probe": probe.id, "error": type(fault).__name__}}
        record = {"status": "failed", "reason": reason}
    else:
        record = {
            "status": "observed",
            "value": probe.adapter.dump_python(seen.value, mode="json", warnings="error"),
            "examined": seen.examined,
            "expected": seen.expected,
            "unit": seen.unit,
            "inputs": list(seen.inputs),
        }
    return accept(from_json(to_json(record)), probe, subject)
