"""What to look at next: Today, the caseload, a ward's list, and finding somebody."""
