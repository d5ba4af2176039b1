"""A solver tries to give the stays of a pseudonymised extract their admission dates back, and finds none that is
fixed."""

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.exchange.export.pseudonymised import ROUNDED_TO
from enabler.exchange.export.studies import study_named
from enabler.exchange.export.taking_out import ExportAsked, Format, Level, check_asked, write_export
from enabler.models import Stay, Ward
from enabler.rules.method.disclosure import FEWEST_PEOPLE
from enabler.rules.refusal import Refused
from tests.makers import make_stay

TODAY, FIRST = date(2026, 11, 22), date(2026, 1, 5)
STAYS, FARTHEST = 200, 12
Extract = dict[str, list[dict[str, str]]]
Table = dict[tuple[str, str], str]
Months = Counter[tuple[str, str]]


@pytest.fixture
def extract(session: Session, ward: Ward, tmp_path: Path) -> Iterator[Extract]:
    chance = random.Random(7)
    with clock.moved_to(TODAY):
        for _ in range(STAYS):
            admitted = FIRST + timedelta(days=chance.randrange(290))
            ready = admitted + timedelta(days=chance.randrange(1, 25))
            left = ready + timedelta(days=chance.choice([0, 0, 1, 2, 3, 5, 8, 13, 21, 40]))
            make_stay(
                session,
                ward,
                admitted=admitted,
                case=admitted,
                ready=min(ready, TODAY),
                left=left if left < TODAY else None,
                barriers=[{"kind": "no_home", "began": admitted}],
            )
        session.commit()
        write_export(session, ExportAsked(Level.PSEUDONYMISED, Format.CSV, "Trial"), tmp_path, tmp_path / "out")
        yield read(tmp_path / "out")


def read(folder: Path) -> Extract:
    found = {}
    for file in folder.iterdir():
        with file.open(encoding="utf-8-sig", newline="") as opened:
            found[file.stem] = list(csv.DictReader(opened))
    return found


def delays_of(extract: Extract) -> dict[str, tuple[int, int]]:
    """What anybody sees of each stay that is over: ready and left, in days since the admission."""
    left = {row["stay_ref"]: row["discharged_day"] for row in extract["stays"]}
    ready = {row["stay_ref"]: row["ready_day"] for row in extract["ready_periods"]}
    return {ref: (int(ready[ref]), int(day)) for ref, day in left.items() if day and ref in ready}


def months_of(admitted: date, delay: tuple[int, int]) -> Months:
    """Its delay nights by month, all of one part."""
    return Counter((f"{admitted + timedelta(days=day):%Y-%m}", "housing_only") for day in range(*delay))


class World:
    """Everybody's admission date as it may have been: `fits` says whether the table would have been printed as it
    was."""

    def __init__(self, dates: dict[str, date], delays: dict[str, tuple[int, int]], open_months: list[Months]) -> None:
        self.dates, self.delays = dates, delays
        self.nights: Months = Counter()
        self.people: Months = Counter()
        for own in [*open_months, *(months_of(dates[ref], delay) for ref, delay in delays.items())]:
            self._add(own, 1)
        self.printed = self._table()

    def fits_with(self, *moved: tuple[str, int]) -> bool:
        for ref, days in moved:
            self._move(ref, days)
        same = self._table() == self.printed
        for ref, days in moved:
            self._move(ref, -days)
        return same

    def _move(self, ref: str, days: int) -> None:
        self._add(months_of(self.dates[ref], self.delays[ref]), -1)
        self.dates[ref] += timedelta(days=days)
        self._add(months_of(self.dates[ref], self.delays[ref]), 1)

    def _add(self, own: Months, sign: int) -> None:
        for key, count in own.items():
            self.nights[key] += sign * count
            self.people[key] += sign

    def _table(self) -> Table:
        return {
            key: str(ROUNDED_TO * round(count / ROUNDED_TO)) if self.people[key] >= FEWEST_PEOPLE else "*"
            for key, count in self.nights.items()
            if self.people[key]
        }


def test_no_admission_date_is_fixed(session: Session, extract: Extract, tmp_path: Path) -> None:
    study = study_named(tmp_path, "Trial")
    stays = session.scalars(select(Stay)).all()
    dates = {study.keyed("stay", stay.ref): stay.admitted_on for stay in stays}
    delays = delays_of(extract)
    still_here = [
        months_of(stay.admitted_on, ((stay.ready_periods[0].ready_on - stay.admitted_on).days, (TODAY - stay.admitted_on).days))
        for stay in stays
        if stay.discharged_on is None
    ]  # fmt: skip
    world = World({ref: dates[ref] for ref in delays}, delays, still_here)
    printed = {(row["month"], row["part"]): row["nights"] for row in extract["nights_by_month"]}
    assert world.printed == printed, "the solver counts as the extract does"
    shifts = [days for step in range(1, FARTHEST + 1) for days in (step, -step)]
    candidates = {ref: 1 + sum(world.fits_with((ref, days)) for days in shifts) for ref in delays}
    fixed = [ref for ref, count in candidates.items() if count == 1 and not another_way(world, ref, shifts)]
    assert len(delays) > 150
    assert fixed == []


def another_way(world: World, ref: str, shifts: list[int]) -> bool:
    """Whether this stay may have begun on another day if somebody else did too."""
    return any(
        world.fits_with((ref, days), (other, -days)) for days in shifts for other in world.delays if other != ref
    )


def test_no_row_of_a_stay_holds_a_month_and_open_stays_no_nights(extract: Extract) -> None:
    columns: defaultdict[str, set[str]] = defaultdict(set)
    for name, rows in extract.items():
        columns[name] |= set(rows[0]) if rows else set()
    assert not {
        name for name, found in columns.items() if "stay_ref" in found and found & {"month", "discharged_month"}
    }
    still_here = {row["stay_ref"] for row in extract["stays"] if not row["discharged_day"]}
    assert still_here
    assert not still_here & {row["stay_ref"] for row in extract["nights"]}


@pytest.mark.parametrize(
    ("from_on", "to_on"), [(date(2026, 6, 1), date(2026, 6, 29)), (date(2026, 6, 2), date(2026, 6, 30))]
)
def test_two_extracts_cannot_differ_by_a_day(from_on: date, to_on: date) -> None:
    with pytest.raises(Refused, match="whole months"):
        check_asked(ExportAsked(Level.PSEUDONYMISED, Format.CSV, "Trial", from_on=from_on, to_on=to_on))
    check_asked(
        ExportAsked(Level.PSEUDONYMISED, Format.CSV, "Trial", from_on=date(2026, 6, 1), to_on=date(2026, 6, 30))
    )
