"""Benchmarks with seeded inputs and peers in the same run; they print ratios and assert nothing."""
