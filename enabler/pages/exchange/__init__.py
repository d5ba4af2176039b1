"""Bringing lists in and taking figures' data out."""
