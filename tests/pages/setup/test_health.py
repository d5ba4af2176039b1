"""The health page: what an administrator should know, and nobody else."""

from flask import Flask

from enabler.models import User
from tests.browser import Browser


def test_it_says_what_was_found(app: Flask, administrator: User) -> None:
    page = Browser(app).sign_in(administrator).get("/health")
    assert page.heading == "Health of this installation"
    for words in ("Database Well whole", "journal mode", "Audit trail Well", "MB free"):
        assert words in page.main


def test_others_do_not_see_it(app: Flask, officer: User) -> None:
    assert Browser(app).sign_in(officer).get("/health").status == 403
