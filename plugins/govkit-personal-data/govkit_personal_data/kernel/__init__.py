"""Counts over Arrow record batches: one pure function from a batch to a small aggregate, and one that merges two."""
