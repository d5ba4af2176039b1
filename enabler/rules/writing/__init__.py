"""How people write things, read and said back: dates, nights, sums, percentages, names, numbers."""
