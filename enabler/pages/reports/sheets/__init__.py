"""One patient and one ward on paper."""
