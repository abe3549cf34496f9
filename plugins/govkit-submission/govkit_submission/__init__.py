"""Submissions between two parties: sealed by a company, checked and compared at a desk."""
