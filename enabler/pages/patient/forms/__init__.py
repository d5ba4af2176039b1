"""The forms of one patient's page: what an answer looks like, and nothing of what is true of a stay."""
