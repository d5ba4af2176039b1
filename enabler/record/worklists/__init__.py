"""What to look at next: today's work, the caseload, a ward's list, and finding somebody. Queries, in a fixed number of statements."""
