"""Redaction: a submission for eyes that may see the verdicts and not the names; no verdict changes."""
