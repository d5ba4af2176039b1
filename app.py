"""The WSGI entry."""

from enabler import create_app

app = create_app()
