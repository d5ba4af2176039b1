"""Indicators and trials, gathered from the records."""
