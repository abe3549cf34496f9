"""Runs govkit with `python -m govkit`."""

from __future__ import annotations

from govkit.cli.main import main

if __name__ == "__main__":
    main()
