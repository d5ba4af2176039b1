"""How nights and days avoided are counted, from a stay's dates to a net figure and what chance may do to it."""
