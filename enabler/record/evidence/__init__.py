"""What figures stand on: comparisons, costs, settings of a year, indicators and trials."""
