"""What one patient's sheet says, in the words and at the length that fit on one page however much is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from enabler import codes
from enabler.drawing.night_strip import LONGEST_ROW, strip_image
from enabler.models import DelayReason, FollowUp
from enabler.pages.reports.sheets.redacted import Shown
from enabler.record.stay_page.clocks import Clock
from enabler.record.stay_page.page import StayPage
from enabler.record.stay_page.stay_rows import BarrierSeen, ToDo
from enabler.vocabulary import DischargeOutcome, Milestone, Redaction
from enabler.wording.formatting import clock_time, name_and_phone, nights, plain_date, plural, short_date, weekday_date
from enabler.wording.nights_in_words import NightsLine, Spell, arithmetic

SEE = "see the record"
MOST_BARRIERS = 6
# So many barriers on the sheet: so many signs for each text, and so many lines to write on.
LENGTHS = {0: (200, 11), 1: (260, 9), 2: (170, 5), 3: (110, 0), 4: (80, 0), 5: (70, 0), 6: (60, 0)}


class Room(NamedTuple):
    """How much goes on the sheet: part of each text, barriers, lines under the strip, lines of the two lists,
    nights."""

    part: float
    barriers: int
    strip_lines: int
    rings: int
    after: int
    nights: int = 2 * LONGEST_ROW


FULL = Room(1.0, MOST_BARRIERS, 5, 7, 6)
ROOMS = (
    FULL,
    FULL,
    Room(0.65, 5, 2, 6, 4),
    Room(0.45, 4, 1, 5, 3),
    Room(0.3, 3, 0, 4, 2, LONGEST_ROW),
    Room(0.3, 2, 0, 3, 1, LONGEST_ROW),
)


@dataclass(frozen=True, slots=True)
class Blocked:
    """One line of what the sheet is for: what blocks, who is on it, since when, next step by when."""

    what: str
    aside: str
    who: str
    since: str
    step: str
    whose: str
    due_on: date | None
    is_overdue: bool
    dates: Sequence[str]  # what runs out, what that means and what to do; what must be asked first


@dataclass(frozen=True)
class CaseSheet:
    """One patient's page as it goes on paper; `squeeze` first leaves no lines to write on, then says less."""

    page: StayPage
    redaction: Redaction
    squeeze: int = 0

    @property
    def shown(self) -> Shown:
        return Shown(self.page.stay.patient, self.redaction)

    @property
    def who(self) -> list[tuple[str, str]]:
        """Never the legal status, never a protected address, and no safety alert."""
        stay, shown, longest = self.page.stay, self.shown, int(44 * self._room.part)
        facts = [*shown.identifiers(self.page.today), ("Admitted", plain_date(stay.admitted_on))]
        if stay.discharged_on:
            died = stay.discharge_outcome == DischargeOutcome.DIED
            facts.append(("Died" if died else "Left the hospital", plain_date(stay.discharged_on)))
        else:
            facts.append(("Expected to leave", plain_date(stay.expected_discharge_on)))
        holder = name_and_phone(shown.text(stay.officer_name, longest), stay.officer.phone if stay.officer else None)
        facts.append(("Case held by", holder or "nobody yet"))
        facts += [("Care co-ordinator", shown.text(stay.patient.care_coordinator, longest))]
        facts += [("Landlord", shown.text(stay.landlord, longest)), ("Council", shown.text(stay.council, longest))]
        return [(name, value) for name, value in facts if value]

    @property
    def where(self) -> str:
        stay = self.page.stay
        bed = f"bed {stay.bed}" if stay.bed else ""
        return ", ".join(part for part in (stay.ward.name, stay.ward.hospital, bed) if part)

    @property
    def ready(self) -> str:
        """Ready since 22 October 2026: 31 nights so far."""
        page = self.page
        if page.death:
            died, told = page.death.died_on, page.death.told_on
            when = f"Died on {plain_date(died)}" if died else f"Has died, as told on {plain_date(told)}"
            return f"{when}: {nights(page.delay)} of delay."
        if page.stay.discharged_on:
            return f"Left on {plain_date(page.stay.discharged_on)} after {nights(page.delay)} of delay."
        if not page.is_ready:
            before = f" {nights(page.delay)} of delay before." if page.delay else ""
            return f"Not ready to leave yet.{before}"
        since = max(period.ready_on for period in page.facts.ready_periods if period.ready_on <= page.today)
        return f"Ready to leave since {plain_date(since)}: {nights(page.delay)} so far."

    @property
    def strip(self) -> Markup:
        given = self.page.nights[-self._room.nights :]
        room = self._room.strip_lines if len(given) <= LONGEST_ROW else max(0, min(2, self._room.strip_lines - 1))
        return strip_image(given, self._lines(given[0][0], room) if given else ())

    def _lines(self, first: date, room: int) -> list[NightsLine]:
        barriers = [
            NightsLine(self.shown.text(barrier.label, 34), stood.began_on, stood.resolved_on)
            for barrier in self.page.barriers
            if barrier.blocks
            for stood in barrier.stood
        ]
        others = [
            NightsLine(_reason(reason), reason.from_on, reason.to_on, "other") for reason in self.page.dated.reasons
        ]
        over = [line for line in (*barriers, *others) if line.to_on is None or line.to_on > first]
        return over[:room]

    @property
    def drawn(self) -> str:
        """What the strip leaves out, in words."""
        left = self.page.delay - self._room.nights
        return f"The strip shows the last {self._room.nights} nights; {nights(left)} came before." if left > 0 else ""

    @property
    def arithmetic(self) -> str:
        page = self.page
        spells = [Spell(period.ready_on, period.ended_on, period.end_reason) for period in page.facts.ready_periods]
        hidden = len(spells) - 3
        before = f"{plural(hidden, 'ready period')} before these. " if hidden > 0 else ""
        return before + arithmetic(spells[-3:], page.counts, as_at=page.today)

    @cached_property
    def blocked(self) -> list[Blocked]:
        longest = int(LENGTHS[self._count][0] * self._room.part)
        return [self._blocked(barrier, longest) for barrier in self.page.standing[: self._room.barriers]]

    @property
    def _room(self) -> Room:
        return ROOMS[self.squeeze]

    @property
    def _count(self) -> int:
        return min(len(self.page.standing), MOST_BARRIERS)

    def _blocked(self, barrier: BarrierSeen, longest: int) -> Blocked:
        steps = barrier.open_actions
        step = steps[0] if steps else None
        more = [f"and {len(steps) - 1} more, {SEE}"] if len(steps) > 1 else []
        return Blocked(
            what=barrier.label,
            aside=self._aside(barrier, longest),
            who=self.shown.text(_waited_for(barrier), min(80, longest)) or "Nobody named",
            since=_since(barrier, self.page.today),
            step=self.shown.text(step.what, longest) if step else "" if self.page.death else "No next step yet",
            whose="; ".join([self.shown.text(step.whose, 30), *more]) if step else "",
            due_on=step.due_on if step else None,
            is_overdue=step is not None and step.is_overdue(self.page.today),
            dates=[*map(_clock, self._clocks(barrier)), *(question.asks for question in barrier.questions)],
        )

    def _clocks(self, barrier: BarrierSeen) -> Sequence[Clock]:
        """All of them while there is room, else the next to run out, or the last that did."""
        running = barrier.clocks
        return running if self.squeeze < 2 else [one for one in running if not one.has_run_out][:1] or running[-1:]

    def _aside(self, barrier: BarrierSeen, longest: int) -> str:
        """Under its name: whether it blocks at all, and what was written about it."""
        said = (
            [] if barrier.blocks else ["does not block discharge" if barrier.blocks_discharge else "not said to block"]
        )
        note = self.shown.text(barrier.note, longest - 20) if longest >= 100 else ""
        return "; ".join([*said, note] if note else said)

    @property
    def not_shown(self) -> str:
        more = len(self.page.standing) - len(self.blocked)
        return f"And {plural(more, 'more barrier')}, {SEE}." if more > 0 else ""

    @property
    def none_stands(self) -> str:
        return "Every barrier recorded is resolved." if self.page.resolved else "No barrier is recorded."

    @property
    def resolved(self) -> str:
        done = [f"{one.label} ({short_date(one.resolved_on)})" for one in self.page.resolved]
        return _and_more(done, 3) if done else ""

    @property
    def rings(self) -> list[tuple[str, str]]:
        """Whom to ring, and the number from the directory; then the ward and who covers."""
        ward = self.page.stay.ward
        longest, most = int(60 * self._room.part), self._room.rings - 2
        waited = {
            self.shown.text(_waited_for(one), longest): one.agency_phone or "no number in the directory"
            for one in self.page.standing
            if one.waiting_on
        }
        found = list(waited.items())
        if len(found) > most:
            found = [*found[: most - 1], (f"And {len(found) - most + 1} more,", SEE)]
        found += [(ward.name, ward.phone)] if ward.phone else []
        found += [(f"Cover: {ward.cover}", ward.cover_phone)] if ward.cover and ward.cover_phone else []
        return [(name, number) for name, number in found if number]

    @property
    def safe_contact(self) -> str:
        longest = int(110 * self._room.part)
        rings = self.shown.in_full and not self.page.death
        return self.shown.text(self.page.stay.patient.safe_contact, longest) if rings else ""

    @property
    def after(self) -> list[str]:
        """What is to be done that is not the next step of a barrier, the soonest first, then the checks planned."""
        told = {barrier.open_actions[0].id for barrier in self.page.standing if barrier.open_actions}
        leaves_on = self.page.stay.discharged_on or self.page.stay.expected_discharge_on
        loose = {action.id for action in self.page.other_actions}
        steps = [
            self._step(action)
            for action in self.page.open_actions
            if action.id not in told
            and (action.id in loose or (leaves_on and (action.due_on or date.max) >= leaves_on))
        ]
        return [*steps, *map(_check, self.page.checks_to_make)]

    @property
    def after_shown(self) -> list[str]:
        after, most = self.after, self._room.after
        return after if len(after) <= most else [*after[: most - 1], f"And {len(after) - most + 1} more, {SEE}"]

    def _step(self, action: ToDo) -> str:
        due = f"{weekday_date(action.due_on)}: " if action.due_on else ""
        whose = f" ({self.shown.text(action.whose, 30)})" if action.owner_name or action.owner_kind else ""
        return f"{due}{self.shown.text(action.what, int(64 * self._room.part))}{whose}"

    @property
    def lines_to_write_on(self) -> int:
        return 0 if self.squeeze else LENGTHS[self._count][1]

    @property
    def tighter(self) -> list["CaseSheet"]:
        """What to try in turn when this is too long for the page."""
        return [replace(self, squeeze=squeeze) for squeeze in range(self.squeeze + 1, len(ROOMS))]

    @property
    def size(self) -> str:
        """The fewer lines, the larger."""
        return "largest" if self._count <= 2 else "larger" if self._count <= 4 else "large-enough"


def case_sheet(page: StayPage, redaction: Redaction) -> CaseSheet:
    """Begun where it is likely to fit: each try costs a rendering."""
    count = len(page.standing)
    return CaseSheet(page, redaction, squeeze=2 if count > MOST_BARRIERS else 1 if count > 2 else 0)


def _reason(delay_reason: DelayReason) -> str:
    return codes.delay_reasons()[delay_reason.list, delay_reason.code].label[:34]


def _clock(clock: Clock) -> str:
    at = f", {clock_time(clock.runs_out_at)}" if clock.runs_out_at else ""
    return f"{clock.what}: {weekday_date(clock.runs_out_on)}{at}. {clock.sentence}"


def _waited_for(barrier: BarrierSeen) -> str:
    return ", ".join(part for part in (barrier.waiting_on, barrier.waiting_person) if part)


def _since(barrier: BarrierSeen, today: date) -> str:
    if barrier.waiting_since:
        days = barrier.days_waiting(today)
        return f"since {short_date(barrier.waiting_since)}, {plural(days, 'day')}" if days else "since today"
    return f"stands since {short_date(barrier.began_on)}"


def _check(follow_up: FollowUp) -> str:
    return f"{weekday_date(follow_up.due_on)}: check {Milestone(follow_up.milestone).label.lower()} after discharge"


def _and_more(said: list[str], most: int) -> str:
    more = f" and {len(said) - most} more" if len(said) > most else ""
    return ", ".join(said[:most]) + more
