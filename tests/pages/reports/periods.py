"""The quarter of the worked example, as it is asked for in an address."""

PERIOD = {"from_on": "1/4/2026", "to_on": "30/6/2026", "ward": ""}
