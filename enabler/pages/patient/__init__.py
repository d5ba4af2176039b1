"""One patient, one page, and every form that changes what it shows."""
