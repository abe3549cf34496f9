from __future__ import annotations

import os
import time
from collections.abc import Callable

from govkit_submission.desk.pool import Lost, Pool


def doubler(factor: int) -> Callable[[str], str]:
    def work(task: str) -> str:
        if task == "dies":
            os._exit(9)
        if task == "hangs":
            time.sleep(600)
        return task * factor

    return work


def test_a_task_that_kills_or_holds_up_its_worker_is_named_and_the_others_are_done() -> None:
    pool: Pool[str, str] = Pool(2, doubler, (2,), seconds=3.0)
    found = list(pool.run(["a", "dies", "b", "hangs", "c"]))
    assert {entry.task: entry.why for entry in found if isinstance(entry, Lost)} == {
        "dies": "the process that judged it came to an end",
        "hangs": "it could not be judged within 3 seconds",
    }
    assert sorted(entry[1] for entry in found if not isinstance(entry, Lost)) == ["aa", "bb", "cc"]
