"""`python -m benchmarks run SUITE… --size small --json out.json`: measure, print a table, and write the numbers."""

from __future__ import annotations

import argparse
import importlib
import json
from pathlib import Path

from benchmarks.generate import SIZES
from benchmarks.runner import document, measure, table

HERE = Path(__file__).parent
NOT_SUITES = ("call", "generate", "mailbag", "planted", "runner", "sentences", "words")


def main() -> None:
    """Run the suites that the command line names."""
    names = sorted(p.stem for p in HERE.glob("[a-z]*.py") if p.stem not in NOT_SUITES)
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("command", choices=["run"])
    parser.add_argument("suites", nargs="*", choices=[*names, []], metavar="SUITE", help=f"of {', '.join(names)}")
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every measured time here")
    given = parser.parse_args()
    results = []
    for name in given.suites or names:
        suites = importlib.import_module(f"benchmarks.{name}").suites
        found = measure(suites(given.size), given.rounds)
        print(table(found), flush=True)
        results += found
    if given.json:
        given.json.write_text(json.dumps(document(results, size=given.size, rounds=given.rounds), indent=1), "utf-8")


if __name__ == "__main__":
    main()
