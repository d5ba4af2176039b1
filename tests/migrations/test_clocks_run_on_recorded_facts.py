"""Facts recorded before 0007 are all there, and no clock runs on what nobody recorded."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from enabler.clock import LONDON
from enabler.migrations import upgrade
from enabler.models import HazardFacts, HomelessnessFacts
from enabler.record.stay.barrier_facts import fact_names
from enabler.record.stay_page.clocks import barrier_clocks, barrier_questions
from enabler.vocabulary import BarrierFamily
from tests.migrations.earlier import revisions_up_to, run

THIS = "0007"
BY = "'2026-06-05 10:00:00', 'Sam Okafor'"
DUTY, MIDNIGHT, TIMED = 1, 2, 3


@pytest.fixture
def before(empty_database_url: str, tmp_path: Path) -> str:
    """A duty that nobody accepted, and two landlords told: one at a time, one at no time, both in summer."""
    url = empty_database_url
    upgrade(url, revisions_up_to(tmp_path, THIS, without=True))
    no, utc = ("false", "+00") if url.startswith("postgres") else (0, "")
    stay = f"1, 'S-1', 1, 1, 'acute', 1, {BY}"
    facts = "social_landlord, emergency, investigated_on, version, recorded_at, recorded_by"
    run(
        url,
        f"INSERT INTO wards (id, name, setting, version, recorded_at, recorded_by) VALUES (1, 'L', 'acute', 1, {BY})",
        "INSERT INTO patients (id, ref, surname, surname_key, address_protected, version, recorded_at, recorded_by)"
        f" VALUES (1, 'P-1', 'Singh', 'singh', {no}, 1, {BY})",
        f"INSERT INTO stays (id, ref, patient_id, ward_id, setting, version, recorded_at, recorded_by) VALUES ({stay})",
        *(
            "INSERT INTO barriers (id, ref, stay_id, kind, version, recorded_at, recorded_by)"
            f" VALUES ({number}, 'B-{number}', 1, '{kind}', 1, {BY})"
            for number, kind in ((DUTY, "no_home"), (MIDNIGHT, "repairs_or_hazard"), (TIMED, "repairs_or_hazard"))
        ),
        "INSERT INTO homelessness_facts (barrier_id, council, duty_started_on, version, recorded_at, recorded_by)"
        f" VALUES ({DUTY}, 'Leicester', '2026-06-01', 1, {BY})",
        *(
            f"INSERT INTO hazard_facts (barrier_id, landlord_told_at, {facts})"
            f" VALUES ({number}, '{at}{utc}', 'yes', 'yes', '2026-06-04', 1, {BY})"
            for number, at in ((MIDNIGHT, "2026-06-02 23:00:00"), (TIMED, "2026-06-02 23:10:00"))
        ),
    )
    return url


def test_nothing_is_lost_and_what_nobody_recorded_is_asked(before: str, tmp_path: Path) -> None:
    upgrade(before, revisions_up_to(tmp_path, THIS))
    engine = create_engine(before)
    with Session(engine) as session:
        duty = session.get_one(HomelessnessFacts, DUTY)
        known = {name: getattr(duty, name) for name in fact_names(BarrierFamily.HOMELESSNESS)}
        at_midnight, timed = session.get_one(HazardFacts, MIDNIGHT), session.get_one(HazardFacts, TIMED)
    engine.dispose()
    assert (duty.council, duty.duty_started_on) == ("Leicester", date(2026, 6, 1))
    assert barrier_clocks("no_home", BarrierFamily.HOMELESSNESS, known) == []
    (question,) = barrier_questions("no_home", BarrierFamily.HOMELESSNESS, known)
    assert question.asks.startswith("Has the council accepted a duty? Record which and when: 1 June 2026")
    assert (at_midnight.landlord_told_on, at_midnight.landlord_told_at) == (date(2026, 6, 3), None)
    assert timed.landlord_told_on == date(2026, 6, 3) and timed.landlord_told_at is not None
    assert timed.landlord_told_at.astimezone(LONDON) == datetime(2026, 6, 3, 0, 10, tzinfo=LONDON)
    assert {one.investigated_on for one in (at_midnight, timed)} == {date(2026, 6, 4)}
