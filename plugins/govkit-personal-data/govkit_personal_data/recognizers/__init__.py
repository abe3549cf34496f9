"""Recognisers of values. Everything in here imports Presidio, so it is itself imported only when a probe looks."""
