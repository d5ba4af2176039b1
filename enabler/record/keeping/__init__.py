"""Whether the records are safe: the audit trail, the clock, the long check, one moment to read at."""
