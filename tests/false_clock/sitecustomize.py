"""Moves the clock of every Python process that the tests start: script/nightly puts this folder on PYTHONPATH.

Not libfaketime: its sleeps fail with Python 3.11, or the browser hangs. Nothing of ours reads the clock of a database.
"""

import os
import time

import time_machine

time_machine.travel(time.time() + int(os.environ["CLOCK_AHEAD"])).start()
