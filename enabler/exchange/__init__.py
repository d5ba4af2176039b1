"""Bringing data in and out: ward lists, the caseload's tables, exports for evaluators, and whole copies."""
