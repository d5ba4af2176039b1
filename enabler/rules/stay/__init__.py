"""What must be true of a stay and its parts, before anything of it is written."""
