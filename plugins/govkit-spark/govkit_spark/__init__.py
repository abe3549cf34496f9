"""Runs govkit's look for personal data on Apache Spark: over DataFrames and tables, or as an executor over files."""

from __future__ import annotations

from govkit_spark.frame import count_frame, scan_frame

__all__ = ["count_frame", "scan_frame"]
