"""What a figure stands on: comparison cohorts, unit costs, the service's own costs, a reporting year."""
