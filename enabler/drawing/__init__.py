"""Strips, charts and curves: values in, vector images out. No request, no database."""
