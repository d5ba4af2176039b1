"""The hospital's list of a ward: read as it comes, matched, shown before anything changes, then accepted row by row."""
