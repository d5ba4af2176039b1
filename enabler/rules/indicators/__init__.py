"""Indicators as counts of people, and the weeks around a trial."""
