"""A populated installation with somebody of each role signed in, made once and copied for each test."""

import contextvars
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from enabler import clock, create_app
from enabler.audit import command_line
from enabler.config import Settings
from enabler.database import Base, atomic
from enabler.exchange.comparison_file import comparison_grid, read_comparison
from enabler.exchange.grids import as_bytes
from enabler.exchange.pending import COMPARISON, keep_pending
from enabler.figures.publishing.freezing import fingerprint_of, freeze
from enabler.figures.report.days_avoided import days_avoided
from enabler.migrations import upgrade
from enabler.models import Agency, Barrier, Estimate, FollowUp, Stay, User, Ward
from enabler.pages.reports.publishing.issuing import last_quarter
from enabler.pages.reports.publishing.publication import Issue, keep
from enabler.record.directory import wards
from enabler.record.evidence import cited_means, comparisons, costs, trials
from enabler.record.people import sign_in
from enabler.record.people.sign_in import actor_of
from enabler.record.stay import discharge, estimates, judging
from enabler.rules.evidence.comparison import Cohort
from enabler.rules.evidence.reporting_year import year_of
from enabler.rules.indicators.trials import HOUSING_NIGHTS
from enabler.rules.method.assumptions import CitedValue
from enabler.vocabulary import DischargeOutcome, Role, Setting, Share
from enabler.web.access import rule_of
from enabler.web.db import db
from enabler.web.sessions import COOKIE
from tests import makers
from tests.browser import Browser
from tests.conftest import SECRET, make_user
from tests.record.merging.people import make_twine
from tests.rich_stay import make_rich_stay

NOBODY = "nobody"
NAMES = {
    Role.OFFICER: "Sam Okafor",
    Role.COORDINATOR: "Priya Nair",
    Role.EVALUATOR: "Evan Lloyd",
    Role.ADMINISTRATOR: "Ada Ashworth",
}
COHORT = "setting,kind,nights,waiting\n" + "".join(f"mental health,no_home,{night},no\n" for night in range(12))
LIST = "Bed,Surname,Given names,Hospital number\nB9,Marsh,Iris,RX990001\n"
Place = dict[str, Any]


@dataclass(frozen=True)
class House:
    """`places` says what each part of an address stands for; `exceptions` where an endpoint needs another."""

    file: Path
    tokens: Mapping[str, str]
    places: Place
    exceptions: Mapping[str, Place]
    out_of_reach: Place

    def open(self, folder: Path) -> Flask:
        folder.mkdir(exist_ok=True)
        for file in (self.file, *self.file.parent.glob("audit-*")):
            shutil.copy(file, folder)
        return _app(folder)

    @contextmanager
    def opened(self, folder: Path) -> Iterator[Flask]:
        app = self.open(folder)
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()

    def visitor(self, app: Flask, role: str) -> Browser:
        browser = Browser(app)
        if role != NOBODY:
            browser.client.set_cookie(COOKIE, self.tokens[role], domain="localhost", secure=True)
        return browser

    def address(self, app: Flask, rule: Rule, **instead: Any) -> str:
        known = self.places | self.exceptions.get(rule.endpoint, {}) | instead
        missing = sorted(set(rule.arguments) - set(known))
        assert not missing, f"say in tests/web/house.py what {missing} of {rule.rule} stands for"
        values = {name: known[name] for name in rule.arguments}
        return app.url_map.bind("localhost").build(rule.endpoint, values)


def routes(app: Flask, method: str) -> list[Rule]:
    found = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ()) and rule.endpoint != "static"]
    return sorted(found, key=lambda rule: (rule.endpoint, rule.rule))


def whoever_may(app: Flask, rule: Rule) -> str:
    """The first role that this route is for."""
    roles = rule_of(app, rule.endpoint).roles  # type: ignore[union-attr]
    return next((role for role in Role if role in roles), NOBODY)


def business(file: Path, *, but: tuple[str, ...] = ("audit", "sessions")) -> dict[str, list[str]]:
    """Every row of every table but those that a look may add to."""
    tables = sorted(Base.metadata.tables.keys() - set(but))
    with closing(sqlite3.connect(file)) as connection:
        return {table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}"))) for table in tables}


def differences(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: sorted(set(before[name]) ^ set(after[name])) for name in before if before[name] != after[name]}


def build(folder: Path) -> House:
    return contextvars.Context().run(_build, folder)


def _app(folder: Path) -> Flask:
    settings = Settings(
        instance=folder, database_url=f"sqlite:///{folder / 'enabler.sqlite3'}", secret=SECRET, lock_minutes=600
    )
    app = create_app(settings)
    app.testing = False
    return app


def _build(folder: Path) -> House:
    app = _app(folder)
    upgrade(app.config["SQLALCHEMY_DATABASE_URI"])
    with app.app_context():
        house = _fill(db.session(), folder / "enabler.sqlite3")
        db.session.remove()
        db.engine.dispose()
    return house


def _fill(session: Session, file: Path) -> House:
    cli = command_line("command line: tests")
    with atomic(session):
        ward = wards.create_ward(session, by=cli, name="Bosworth", setting=Setting.MENTAL_HEALTH)
        other = wards.create_ward(session, by=cli, name="Ward 12", setting=Setting.ACUTE)
    on_wards = (Role.OFFICER, Role.COORDINATOR)
    people = {
        role: make_user(session, name, role, *([ward] if role in on_wards else [])) for role, name in NAMES.items()
    }
    spare = make_user(session, "Jo Marsh", Role.OFFICER, ward)
    officer = actor_of(people[Role.OFFICER], "test PC")
    stay = make_rich_stay(session, ward, officer)
    _add_to(session, stay)
    priced = _costs_and_values(session, actor_of(people[Role.ADMINISTRATOR], "test PC"))
    gone = _gone_home(session, ward, officer)
    hidden = _elsewhere(session, other)
    with atomic(session):
        pending = keep_pending(session, by=officer, ward_id=ward.id, content=as_bytes(comparison_grid(LIST.encode())))
    evidence = _evidence(session, actor_of(people[Role.EVALUATOR], "test PC"))
    return House(
        file=file,
        tokens={role: _token(session, user) for role, user in people.items()},
        places=_places(session, stay)
        | priced
        | (_tried(session, ward) | _published(session, ward) | make_twine(session, ward, officer))
        | {"ward_id": ward.id, "user_id": spare.id, "pending_id": pending.id},
        exceptions=_exceptions(session, stay, gone, _listed(session, ward)) | evidence,
        out_of_reach={"stay_id": hidden.id},
    )


def _tried(session: Session, ward: Ward) -> Place:
    """A trial on the ward, and an indicator."""
    with atomic(session):
        trial = trials.add_trial(
            session,
            by=command_line("command line: tests"),
            name="Perfect week",
            ward_id=ward.id,
            from_on=makers.days_ago(20),
            to_on=makers.days_ago(14),
            what_changes="The council's duty officer sits on the ward",
            indicator=HOUSING_NIGHTS,
            learnt=None,
        )
    return {"trial_id": trial.id, "key": "home_kept_13_weeks"}


def _published(session: Session, ward: Ward) -> Place:
    """A report of the ward; printing it would take long, and what is printed has its own tests."""
    report = replace(
        days_avoided(session, period=last_quarter(), as_at=clock.today(), wards=(ward.name,)), published_as="DA-2345678"
    )
    frozen = freeze(report)
    issue = Issue(report, frozen, fingerprint_of(frozen), b"%PDF-full", b"%PDF-board", None, None, clock.now())
    with atomic(session):
        return {"report_id": keep(session, by=command_line("command line: tests"), issue=issue).id}


def _evidence(session: Session, evaluator: Any) -> dict[str, Place]:
    """A comparison in use, and another that the evaluator has brought and not accepted."""
    rows = read_comparison(comparison_grid((COHORT + "mental health,,3,no\n").encode())).rows
    with atomic(session):
        kept = comparisons.add_comparison(session, by=evaluator, cohort=Cohort("Earlier", "Ward book", 4, rows))
        content = as_bytes(comparison_grid(COHORT.encode()))
        pending = keep_pending(session, by=evaluator, content=content, kind=COMPARISON)
    one = {"cohort_id": kept.id}
    return {
        "evidence.comparison": one,
        "evidence.retire_comparison": one,
        "evidence.check_comparison": {"pending_id": pending.id},
    }


def _add_to(session: Session, stay: Stay) -> None:
    with atomic(session):
        makers.add_barrier(session, stay, "adaptations", began=20)
        makers.add_leave(session, stay, began=50, ended=48)
        makers.add_estimate(session, stay).made_by = "Jo Marsh"  # so that somebody else may agree with it


def _listed(session: Session, ward: Ward) -> Stay:
    """On the ward's list without a case, with a reason that still stands."""
    return makers.make_stay(session, ward, surname="Doyle", case=None, reasons=[{}])


def _elsewhere(session: Session, ward: Ward) -> Stay:
    return makers.make_stay(
        session, ward, surname="Novak", ready=9, barriers=["rent_arrears"], actions=[{}], contacts=[1], reasons=[{}]
    )


def _gone_home(session: Session, ward: Ward, officer: Any) -> Stay:
    """Judged, estimated and home: a row of the figure that somebody else may confirm."""
    stay = makers.make_stay(session, ward, surname="Brown", ready=12, barriers=["no_home"])
    with clock.moved_to(makers.days_ago(10)), atomic(session):
        judging.judge(
            session, by=officer, stay_id=stay.id, expected_version=0, main_barrier="no_home", share=Share.SOLE
        )
        estimates.seal_estimate(
            session, by=officer, stay_id=stay.id, low=5, likely=9, high=20, reason="As ever", agreed_by=None
        )
    with atomic(session):
        discharge.discharge(
            session,
            by=officer,
            stay_id=stay.id,
            expected_version=stay.version,
            discharged_on=makers.days_ago(3),
            outcome=DischargeOutcome.DISCHARGED,
            destination="19",
            home_after="02",
            note=None,
            resolved=(),
        )
    return stay


def _costs_and_values(session: Session, administrator: Any) -> Place:
    """What the figures stand on: a cost of a bed night and of the service, and a cited value."""
    value = CitedValue("Earlier audit", Setting.ACUTE, 12.5, "An audit that was never made", 40, 5)
    with atomic(session):
        published = costs.add_published_unit_costs(session, by=administrator)
        year = {"from_on": date(2026, 4, 1), "to_on": date(2027, 3, 31)}
        paid = costs.add_service_cost(session, by=administrator, funder="Council", pence=1_250_000, note=None, **year)
        cited = cited_means.add_cited_value(session, by=administrator, value=value)
        session.flush()
        session.delete(published[0])  # so that there is a published one to add
    return {
        "year": year_of(clock.today()),
        "unit_cost_id": published[-1].id,
        "service_cost_id": paid.id,
        "cited_value_id": cited.id,
    }


def _token(session: Session, user: User) -> str:
    with atomic(session):
        return sign_in.sign_in(session, user_id=user.id, pc="127.0.0.1")


def _places(session: Session, stay: Stay) -> Place:
    session.expire_all()
    return {
        "stay_id": stay.id,
        "barrier_id": _barrier(stay, "rent_arrears"),
        "action_id": next(action.id for action in stay.actions if action.done_on is None),
        "contact_id": stay.contacts[0].id,
        "reason_id": stay.delay_reasons[0].id,
        "leave_id": stay.leave[0].id,
        "period_id": stay.ready_periods[0].id,
        "estimate_id": session.scalars(select(Estimate.id).where(Estimate.made_by == "Jo Marsh")).one(),
        "agency_id": session.scalars(select(Agency.id)).first(),
        "occasion": "start",
    }


def _exceptions(session: Session, stay: Stay, gone: Stay, listed: Stay) -> dict[str, Place]:
    check = session.scalars(select(FollowUp.id).where(FollowUp.stay_id == gone.id).order_by(FollowUp.due_on)).first()
    after = {"stay_id": gone.id, "follow_up_id": check}
    done = next(action.id for action in stay.actions if action.done_on is not None)
    return {
        "after_discharge.change_discharge": after,
        "after_discharge.undo_discharge": after,
        "after_discharge.log_try": after,
        "after_discharge.finish_follow_up": after,
        "patient.add_stay": after,
        "reports.confirm_row": after,
        "patient.add_ready_period": {"stay_id": listed.id},
        "patient.end_delay_reason": {"stay_id": listed.id, "reason_id": listed.delay_reasons[0].id},
        "patient.open_case": {"stay_id": listed.id},
        "worklists.leave_list": {"stay_id": listed.id},
        "patient.reopen_action": {"action_id": done},
        "patient.reopen_barrier": {"barrier_id": _barrier(stay, "keys_or_security")},
        "patient.save_adaptation": {"barrier_id": _barrier(stay, "adaptations")},
        "patient.save_benefit": {"barrier_id": _barrier(stay, "benefits")},
        "patient.save_hazard": {"barrier_id": _barrier(stay, "repairs_or_hazard")},
        "patient.save_homelessness": {"barrier_id": _barrier(stay, "allocation_wait")},
    }


def _barrier(stay: Stay, kind: str) -> int:
    barrier: Barrier = next(one for one in stay.barriers if one.kind == kind)
    return barrier.id
