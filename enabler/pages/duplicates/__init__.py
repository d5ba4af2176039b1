"""People who may be on record twice: the list, and putting two records together."""
