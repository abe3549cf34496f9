"""Check inventory records against the slots of their types, a column at a time, and hear what states nothing.

A million fields are checked by their few distinct types and values. Only a column in which something is wrong is
walked record by record, to say where.
"""

from __future__ import annotations

from govkit.engine.validate.values import Record
from govkit.engine.validate.walk import Walk

__all__ = ["Record", "Walk"]
