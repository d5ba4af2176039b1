"""The WSGI entry, and what `flask --app app` finds its commands on."""

from enabler.cli import CommandLine
from enabler.cli.starting import wsgi_app

app = wsgi_app()
app.cli = CommandLine(app.name)
