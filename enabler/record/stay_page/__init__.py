"""What one patient's page and sheet say: read at once, in a fixed number of statements."""
