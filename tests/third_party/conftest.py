"""The tests of the foreign plugin are run where it is installed, and not from here."""

from __future__ import annotations

collect_ignore = ["govkit-acme"]
