"""One file a format: how it is recognised, and which of its keys become which slots."""
