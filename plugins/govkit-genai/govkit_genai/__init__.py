"""Checks how models and AI systems are documented."""
