"""Frameworks of others (CISO Assistant, OSCAL, SSSOM) as checklists that ask, and crosswalks between them."""
