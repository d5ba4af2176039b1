"""How paper leaves: as a PDF from one press, or as a page to print."""
