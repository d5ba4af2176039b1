"""What the ward's sheet says of each patient, short enough for a line or two."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from enabler.drawing.night_strip import small_strip
from enabler.pages.reports.sheets.redacted import Shown
from enabler.record.worklists.caseload import NextStep
from enabler.record.worklists.nights import Blocker, StayStatus
from enabler.record.worklists.ward_sheet import NEW, InBed, WardSheet
from enabler.rules.stay.barriers import days_waiting
from enabler.rules.writing.redaction import shortened
from enabler.vocabulary import DischargeOutcome, Milestone, Redaction
from enabler.wording.formatting import born, moment, name_and_phone, nights, plural, short_date, weekday_date

ROOMY, MOST_BLOCKERS = 9, 2
STRIP_WIDTH = 84


@dataclass(frozen=True, slots=True)
class WaitsCell:
    """What blocks, and on whom it waits since when."""

    what: str
    on: str


@dataclass(frozen=True, slots=True)
class BedLine:
    """One patient on one line."""

    bed: str
    name: str
    aside: str
    changed: str
    ready: str
    since: str
    strip: Markup
    waits: Sequence[WaitsCell]
    step: str
    whose: str
    due: str
    is_overdue: bool
    is_case: bool


@dataclass(frozen=True)
class WardListSheet:
    """The ward's sheet at one level of redaction."""

    of: WardSheet
    redaction: Redaction

    @cached_property
    def lines(self) -> list[BedLine]:
        return [self._line(line) for line in self.of.lines]

    @property
    def is_dense(self) -> bool:
        return len(self.of.cases) + len(self.of.lines) > 2 * ROOMY

    @property
    def compared(self) -> str:
        if self.of.since is None:
            return "First copy: nothing to compare with."
        return f"▶ changed since the copy of {moment(self.of.since)}."

    @property
    def gone(self) -> str:
        """Who left since that copy."""
        return f"Left since then: {'; '.join(map(self._left, self.of.gone))}." if self.of.gone else ""

    def _left(self, in_bed: InBed) -> str:
        bed = f" (bed {in_bed.bed})" if in_bed.bed else ""
        died = " died" if in_bed.discharge_outcome == DischargeOutcome.DIED else ""
        return f"{Shown(in_bed.patient, self.redaction).name}{bed}{died} {short_date(in_bed.discharged_on)}"

    @property
    def cover(self) -> list[str]:
        ward = self.of.ward
        said = [f"Ward {ward.phone}"] if ward.phone else []
        if ward.cover or ward.cover_phone:
            said.append("Cover " + " ".join(part for part in (ward.cover, ward.cover_phone) if part))
        return said

    @property
    def officers(self) -> str:
        names = dict.fromkeys(
            name_and_phone(case.officer, case.officer_phone) for case in self.of.cases if case.officer
        )
        return f"Cases held by {', '.join(names)}" if names else ""

    @property
    def totals(self) -> list[str]:
        of = self.of
        said = [plural(len(of.lines), "patient")]
        if len(of.cases) < len(of.lines):
            said.append(plural(len(of.cases), "case"))
        return [
            *said,
            f"{of.ready} ready to leave",
            f"{of.blocked} of them blocked",
            f"{nights(of.nights)} of delay so far",
        ]

    def _line(self, in_bed: InBed) -> BedLine:
        shown, standing, today = Shown(in_bed.patient, self.redaction), in_bed.standing, self.of.today
        assert standing is not None
        blockers = _what_blocks(standing)
        step = in_bed.next_step
        return BedLine(
            bed=in_bed.bed or "",
            name=shown.name,
            aside=born(in_bed.patient.born_on, today, in_bed.patient.birth_is)
            if shown.in_full and in_bed.patient.born_on and (in_bed.is_case or not self.is_dense)
            else "",
            changed="" if not in_bed.changes else NEW if NEW in in_bed.changes else ", ".join(in_bed.changes[:3]),
            ready=_ready(in_bed, standing),
            since=_since(in_bed, standing),
            strip=small_strip(standing.parts[-91:], width=STRIP_WIDTH, image=True) if in_bed.is_case else Markup(""),
            waits=self._waits(blockers, shown),
            step=self._step(step, shown) if step else "",
            whose=shown.text(step.owner, 40) if step and not self.is_dense else "",
            due=weekday_date(step.due_on) if step else "",
            is_overdue=bool(step and step.due_on and step.due_on < today),
            is_case=in_bed.is_case,
        )

    def _step(self, step: NextStep, shown: Shown) -> str:
        """On a full ward two lines, with whose step it is."""
        what = f"Check {Milestone(step.what).label} after discharge" if step.is_follow_up else step.what
        if not self.is_dense:
            return shown.text(what, 100)
        whose = f" ({shown.text(step.owner, 20)})" if step.owner else ""
        return shown.text(what, 60 - len(whose)) + whose

    def _waits(self, blockers: Sequence[Blocker], shown: Shown) -> list[WaitsCell]:
        found = [self._wait(barrier, shown) for barrier in blockers[:MOST_BLOCKERS]]
        if len(blockers) > MOST_BLOCKERS:
            last = found[-1]
            found[-1] = replace(last, on=f"{last.on} + {len(blockers) - MOST_BLOCKERS} more")
        return found

    def _wait(self, barrier: Blocker, shown: Shown) -> WaitsCell:
        """On a full ward one line for each barrier, so both halves are cut to fit."""
        what, on = (26, 20) if self.is_dense else (60, 40)
        label = shortened(barrier.label, what)
        if not barrier.waiting_on:
            return WaitsCell(label, "nobody named")
        days = days_waiting(barrier.waiting_since, self.of.today) if barrier.waiting_since else 0
        return WaitsCell(label, shown.text(barrier.waiting_on, on) + (f", {days} d" if days else ""))


def _ready(in_bed: InBed, standing: StayStatus) -> str:
    if not in_bed.is_case:
        return "no case"
    if standing.is_ready:
        return nights(standing.nights)
    return "not ready"


def _since(in_bed: InBed, standing: StayStatus) -> str:
    if standing.is_ready:
        return f"since {short_date(standing.ready_on)}"
    expected = in_bed.expected_discharge_on
    return f"expected {short_date(expected)}" if in_bed.is_case and expected else ""


def _what_blocks(standing: StayStatus) -> list[Blocker]:
    """Those that block discharge; where none is said to, whatever stands."""
    return [blocker for blocker in standing.blockers if blocker.blocks] or list(standing.blockers)
