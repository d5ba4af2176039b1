"""The facts behind nights and days avoided, gathered for the rules; report settings; the report itself."""
