"""The section on judging: each estimate with whether it is used and why, and what later ones would do."""

from datetime import date

from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.models import Stay, Ward
from enabler.record.evidence.report_settings import change_report_settings
from enabler.vocabulary import Share
from tests import makers
from tests.browser import Browser
from tests.cases import make_case

MADE = {"3 May": (3, 10), "5 May": (5, 20), "9 May": (9, 30)}  # the judging day is 5 May


def estimated(session: Session, stay: Stay, *, judged: int = 5) -> None:
    for day, likely in MADE.values():
        with clock.moved_to(date(2026, 5, day)), atomic(session):
            makers.add_estimate(session, stay, 1, likely, 40)
    with clock.moved_to(date(2026, 5, judged)), atomic(session):
        makers.add_judgements(session, stay, judged=0)


def test_which_is_used_and_why(as_officer: Browser, session: Session, ward: Ward) -> None:
    gone = make_case(session, ward, left=date(2026, 6, 4), discharge_outcome="discharged")
    estimated(session, gone)
    said = as_officer.get(f"/stays/{gone.id}").main
    assert "Estimate: 30 nights without help, from 1 to 40. Later: not used." in said
    assert "Estimate: 20 nights without help, from 1 to 40. Stood on the judging day: used." in said
    assert "Estimate: 10 nights without help, from 1 to 40. Another took its place before" in said
    assert "Estimate: 30 nights, sealed 9 May 2026: would count 0 nights instead of −10." in said  # 30 nights waited


def test_also_while_the_patient_is_here(as_officer: Browser, session: Session, stay: Stay) -> None:
    estimated(session, stay)
    with clock.moved_to(date(2026, 5, 12)), atomic(session):
        makers.add_judgements(session, stay, share=Share.JOINT)
    said = as_officer.get(f"/stays/{stay.id}").main  # 36 nights on 10 June
    assert "Share: joint, judged 12 May 2026: would count −8 nights instead of −16." in said
    assert "Share: Joint: housing and something else. Later: not used." in said


def test_late_and_after_the_discharge(as_officer: Browser, session: Session, ward: Ward) -> None:
    gone = make_case(session, ward, left=date(2026, 6, 4), discharge_outcome="discharged")
    for day in (date(2026, 5, 20), date(2026, 6, 5)):
        with clock.moved_to(day), atomic(session):
            makers.add_judgements(session, gone, share=Share.SOLE if day.month == 5 else Share.JOINT)
    said = as_officer.get(f"/stays/{gone.id}").main
    assert "Sole: housing alone holds the patient. The first after the judging day: used, and marked late." in said
    assert "Joint: housing and something else. After the discharge: never used." in said


def test_sealed_elsewhere_counts_only_where_the_settings_say_so(
    as_officer: Browser, session: Session, actor: Actor, stay: Stay
) -> None:
    with clock.moved_to(date(2026, 5, 4)), atomic(session):
        makers.add_estimate(session, stay).elsewhere = "yes"
    assert "Sealed elsewhere: not counted here." in as_officer.get(f"/stays/{stay.id}").main
    with atomic(session):
        settings = {"sealed_elsewhere_counts": True}
        change_report_settings(session, by=actor, year=2026, values=settings, reason="One service, two systems")
    assert "Stood on the judging day: used." in as_officer.get(f"/stays/{stay.id}").main


def test_one_press_leads_to_the_form_until_all_is_judged(
    as_officer: Browser, session: Session, stay: Stay, ward: Ward
) -> None:
    assert as_officer.get(f"/stays/{stay.id}").follow("Judge").heading == "Judge main barrier and share"
    estimated(session, stay)
    assert "Judge" not in as_officer.get(f"/stays/{stay.id}").links
    gone = make_case(session, ward, surname="Khan", left=date(2026, 6, 4))
    assert "Judge" not in as_officer.get(f"/stays/{gone.id}").links
