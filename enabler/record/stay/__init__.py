"""Commands of a stay: what is recorded of a patient, from the first line on the ward to the last check after."""
