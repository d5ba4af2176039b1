"""Stays of one person: they never overlap, may touch, and those that touch are one spell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from enabler.rules.refusal import Refused
from enabler.rules.writing.dates_as_written import in_full

NOT_ENDED = "Record the discharge first."
MAY_TOUCH = "Stays of one person never overlap: one may begin on the day that another ended."


@dataclass(frozen=True, slots=True)
class StaySpan:
    """The days `[began, left)` of a stay. `began`: None where no day of it is known; `left`: None while it is open."""

    began: date | None
    left: date | None

    @property
    def days(self) -> tuple[date, date]:
        """Of an unknown beginning only the last day is sure: a closed stay's discharge, an open one's today and on."""
        left = self.left or date.max
        return min(self.began or left, left), left

    @property
    def in_words(self) -> str:
        began = f"from {in_full(self.began)}" if self.began else "of unknown beginning"
        return f"{began} to {in_full(self.left)}" if self.left else f"{began}, which has not ended"


def stay_span(admitted_on: date | None, discharged_on: date | None, known_days: Iterable[date | None] = ()) -> StaySpan:
    """`known_days`: on which the patient was in hospital by what else is recorded, for an admission not known."""
    known = [admitted_on] if admitted_on else [day for day in known_days if day]
    return StaySpan(min(known, default=None), discharged_on)


def do_overlap(one: StaySpan, other: StaySpan) -> bool:
    """Whether a night would count twice, or one stay lies within another; a person has one open stay at a time."""
    if one.left is None and other.left is None:
        return True
    (began, left), (other_began, other_left) = one.days, other.days
    return began < other_left and other_began < left


def nights_in_common(one: StaySpan, other: StaySpan) -> int:
    """Nights that both cover; of two open stays very many."""
    (began, left), (other_began, other_left) = one.days, other.days
    return max(0, (min(left, other_left) - max(began, other_began)).days)


def is_newly_overlapping(now: tuple[StaySpan, StaySpan], before: tuple[StaySpan, StaySpan] | None) -> bool:
    """Whether a pair overlaps that did not, or by more nights than it did; `before`: None for one that is new.

    An overlap that an older record holds may so be left or made smaller, never made larger.
    """
    if not do_overlap(*now):
        return False
    return before is None or not do_overlap(*before) or nights_in_common(*now) > nights_in_common(*before)


def check_stays_apart(
    stay: StaySpan, others: Iterable[StaySpan], *, before: StaySpan | None = None, field: str | None = "admitted_on"
) -> None:
    """Refuse a stay that overlaps another of the patient. `before`: what it was, where a stay on record is changed."""
    for other in sorted(others, key=lambda span: (span.left is not None, span.days)):
        if is_newly_overlapping((stay, other), (before, other) if before else None):
            raise Refused(overlap_in_words(stay, other), field)


def overlap_in_words(stay: StaySpan, other: StaySpan) -> str:
    """Why `stay` cannot be, with the days of the other one."""
    if stay.left is None and other.left is None:
        since = f", since {in_full(other.began)}" if other.began else ""
        return f"There is a stay that has not ended{since}. {NOT_ENDED}"
    if stay.left is None and other.left is not None and other.days[0] > stay.days[0]:
        return f"There is a later stay, {other.in_words}: this one must have ended by then. {MAY_TOUCH}"
    return f"There is a stay {other.in_words}. {MAY_TOUCH}"


def overlapping_pairs(stays: Mapping[str, StaySpan]) -> Iterator[tuple[str, str]]:
    """References of the pairs among the stays of one person that overlap, of each pair the earlier stay first."""
    running: list[str] = []
    for ref in sorted(stays, key=lambda ref: stays[ref].days):
        running = [other for other in running if stays[other].days[1] >= stays[ref].days[0]]
        yield from ((other, ref) for other in running if do_overlap(stays[other], stays[ref]))
        running.append(ref)


def spells(stays: Mapping[str, StaySpan]) -> list[list[str]]:
    """References of stays in the order of time, put together where one began on the day another ended, or the day
    after.

    By the method on spells: a transfer or a return within a day continues the time in hospital. An admission that is
    not known continues nothing.
    """
    joined: list[list[str]] = []
    for ref in sorted(stays, key=lambda ref: stays[ref].days):
        if joined and _continues(stays[ref], stays[joined[-1][-1]]):
            joined[-1].append(ref)
        else:
            joined.append([ref])
    return joined


def whole_span(stays: Sequence[StaySpan]) -> StaySpan:
    """From the first admission of a spell to its last discharge."""
    return StaySpan(stays[0].began, stays[-1].left)


def _continues(stay: StaySpan, before: StaySpan) -> bool:
    return before.left is not None and stay.began in (before.left, before.left + timedelta(1))
