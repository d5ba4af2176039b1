"""`python -m enabler.cli`: what script/enabler calls."""

from enabler.cli import main

main(prog_name="enabler")
