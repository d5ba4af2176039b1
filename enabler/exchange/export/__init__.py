"""Taking the caseload out: which sheets a level has, and how each format writes them."""
