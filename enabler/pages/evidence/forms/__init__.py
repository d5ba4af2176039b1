"""The forms of what figures stand on."""
