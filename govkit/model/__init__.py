"""Frozen data and the vocabulary of verdicts: no input, no output."""
