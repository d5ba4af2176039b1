"""Bringing in a caseload: files as tables, every cell checked, then all of it or nothing."""
