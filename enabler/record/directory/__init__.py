"""Whom the work is done with: wards, councils, landlords and offices."""
