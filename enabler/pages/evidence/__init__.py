"""What the figures stand on: settings of reporting years, comparisons, cited values, costs."""
