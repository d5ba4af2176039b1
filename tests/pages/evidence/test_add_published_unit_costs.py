"""The published unit costs come into the library with one button, once."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enabler.models import UnitCost
from tests.browser import Browser


def test_all_of_them_with_source_and_status(as_administrator: Browser, session: Session) -> None:
    page = as_administrator.get("/unit-costs/published")
    assert "5 unit costs will go into the library" in page.main and "worked out from figures at its source" in page.main
    done = page.form().submit()
    assert "5 published unit costs are in the library." in done.main
    assert "Add the published ones" not in done.links
    sources = session.scalars(select(UnitCost.source)).all()
    assert len(sources) == 5 and all(source.endswith(("(seen)", "(derived)")) for source in sources)


def test_only_what_is_missing(as_administrator: Browser, session: Session) -> None:
    as_administrator.get("/unit-costs/published").form().submit()
    assert as_administrator.get("/unit-costs/published").heading == "Unit costs"
    session.delete(session.scalars(select(UnitCost).where(UnitCost.pounds == 562)).one())
    session.commit()
    page = as_administrator.get("/unit-costs/published")
    assert "1 unit cost will go into the library" in page.main
    assert "One published unit cost is in the library." in page.form().submit().main
    assert session.scalar(select(func.count()).select_from(UnitCost)) == 5
