"""Two records of one person: found, put together with a look first, and taken apart again."""
