"""The directory of agencies that barriers wait on."""
