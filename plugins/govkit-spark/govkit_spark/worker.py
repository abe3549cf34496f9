"""What runs on Spark's workers: the kernel over the batches of one partition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from govkit_personal_data.executors import one_thread
from govkit_personal_data.kernel.aggregate import TableCounts
from govkit_personal_data.kernel.kernel import Kernel
from govkit_personal_data.sources.batching import flat
from govkit_spark.frame import lines_of


def counted(kernel: Kernel, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield the counts of a partition as one batch of lines."""
    one_thread()
    total = TableCounts()
    for batch in flat(batches):
        total = total + kernel.batch(batch, total)
    if total.columns:
        yield lines_of(total)
