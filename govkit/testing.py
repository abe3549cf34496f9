"""A pytest plugin for authors of checks: collects `*.cases.yaml` and runs each case through the engine's own rules.

check: acme.retention-period
cases:
  stated: {subject: {id: a, retention: P5Y}, expect: pass}
  missing: {subject: {id: a}, expect: unknown}
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govkit.engine.cases import Case

SUFFIX = ".cases.yaml"


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> CasesFile | None:
    """Collect case files. The engine is imported only where there are any."""
    return CasesFile.from_parent(parent, path=file_path) if file_path.name.endswith(SUFFIX) else None


class CasesFile(pytest.File):
    """One file of cases for one check."""

    def collect(self) -> Iterator[CaseItem]:
        """Yield a test for each case."""
        from govkit.engine.cases import read_cases
        from govkit.model.errors import InputError

        try:
            document = read_cases(self.path)
        except InputError as fault:
            raise self.CollectError(str(fault)) from None
        for name, case in document.cases.items():
            yield CaseItem.from_parent(self, name=name, check=document.check, options=document.with_, case=case)


class CaseItem(pytest.Item):
    """One case as a test."""

    def __init__(self, *, check: str, options: dict[str, Any], case: Case, **rest: Any) -> None:
        """Take the check's id, the options of the whole file, and the case."""
        super().__init__(**rest)
        self.check_id = check
        self.options = options
        self.case = case

    def runtest(self) -> None:
        """Run the case."""
        from govkit.engine.cases import run_case

        run_case(self.check_id, self.options, self.case)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show a failed case without a traceback into the engine."""
        from govkit.engine.cases import CaseFailed

        if isinstance(excinfo.value, CaseFailed):
            return f"{self.check_id}, case `{self.name}`: {excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Name the case."""
        return self.path, None, f"{self.check_id}::{self.name}"
