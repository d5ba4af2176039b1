"""Bringing in a caseload: files as tables, every cell checked, what is new and what is an update, then all of it or nothing."""
