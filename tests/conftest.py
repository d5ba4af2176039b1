"""What every test may ask for. Fixtures for PostgreSQL and Chromium stand in files of their own."""

pytest_plugins = ["tests.fixtures_browser", "tests.fixtures_postgres"]
