"""What is true of a stay: plain Python on plain values. No Flask, no database, no clock, no files."""
