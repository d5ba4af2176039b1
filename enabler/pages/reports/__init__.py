"""Figures and paper: days avoided, case summaries, ward lists."""
