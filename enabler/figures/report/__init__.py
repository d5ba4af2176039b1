"""A days-avoided report: the ledger, what is printed with it, and its figures as one value."""
