"""Whether two descriptions are of one person."""
