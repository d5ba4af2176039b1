"""The speed figures: what is measured beside what, on generated caseloads. `script/bench` runs it."""
