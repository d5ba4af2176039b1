"""The WSGI entry, and what `flask --app app` finds its commands on."""

from enabler import create_app
from enabler.cli import CommandLine

app = create_app()
app.cli = CommandLine(app.name)
