"""Explains each AI system to the people who use it, from stated facts alone."""
