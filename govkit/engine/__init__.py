"""The pipeline: load, normalise, plan, gather, run, roll up, score."""
