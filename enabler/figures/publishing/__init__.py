"""A report frozen, its file read back, and both compared with the records of today."""
