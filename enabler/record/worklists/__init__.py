"""What to look at next: today's work, the caseload, a ward's list, finding somebody."""

# A fixed number of statements each.
