"""Indicators with their definitions, and trials before and after."""
