"""Clocks of law: how they are counted, and whom they are for. Which there are is data."""
