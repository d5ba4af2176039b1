"""Leaving the ward and what follows: discharge, checklist, follow-ups, wellbeing."""
