"""Counts over Arrow record batches: one pure function from a batch to a small aggregate, and one that merges two."""

from __future__ import annotations

LONGEST = 2048
"""Characters of a cell that are looked at; what follows is counted as cut."""
GAP = "\0"
"""What a source puts where a cell is there and can't be read: like any text with control characters it is unread."""
