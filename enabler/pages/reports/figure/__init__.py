"""The figure of days avoided in words, lines and cells, for page and paper."""
