"""The executor `spark`: the partitions of files are read and examined by the workers of a cluster themselves."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa

from govkit.plugin import Executor

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

P = TypeVar("P")
R = TypeVar("R")
_RESULT = pa.schema([("place", pa.int64()), ("result", pa.binary())])


class OnSpark:
    """Runs parts on a cluster; each worker has to reach what a part names: a path that all see, or an object store."""

    def __init__(self, session: SparkSession, tasks: int | None = None) -> None:
        """Take a session, classic or Spark Connect, and how many tasks to cut the parts into: by default one each."""
        self._session = session
        self._tasks = tasks

    def run(self, function: Callable[[P], R], parts: Sequence[P]) -> Iterator[tuple[int, R]]:
        """Yield the place of each part and what the function made of it."""
        if not parts:
            return

        def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for batch in batches:
                for place, part in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True):
                    result = pickle.dumps(function(pickle.loads(part)))  # noqa: S301 - what this process pickled itself
                    yield pa.RecordBatch.from_arrays(
                        [pa.array([place]), pa.array([result], pa.binary())], schema=_RESULT
                    )

        rows = [(place, bytearray(pickle.dumps(part))) for place, part in enumerate(parts)]
        frame = self._session.createDataFrame(rows, "place long, part binary").repartition(
            self._tasks or len(parts), "place"
        )
        for row in frame.mapInArrow(work, "place long, result binary").toLocalIterator():
            yield row["place"], pickle.loads(bytes(row["result"]))  # noqa: S301 - what our own workers pickled

    def close(self) -> None:
        """Leave the session to whoever made it."""


def spark(workers: int | None) -> Executor:
    """Return an executor on the session that the environment describes (`SPARK_REMOTE`, `spark-defaults.conf`)."""
    from pyspark.sql import SparkSession

    return OnSpark(SparkSession.builder.appName("govkit").getOrCreate(), workers)
