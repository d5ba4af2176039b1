"""Days by the MHS26 rule, the national mental health measure, which drops a delay's first night. Method, section 1."""

from collections.abc import Iterator
from datetime import date

from enabler.rules.facts import StayFacts
from enabler.rules.method.intervals import Interval
from enabler.rules.method.nights import ward_on
from enabler.rules.method.periods import Period
from enabler.vocabulary import Setting

COUNTING_RULE = "MHS26 rule"


def mhs26_days(stay: StayFacts, period: Period, as_at: date, wards: frozenset[str] | None = None) -> int:
    """MHS26 days of a stay in a period, month by month; 0 outside mental health. Leave makes no difference to it.

    Ready 10 March, left 20 March: 9. Ready 10, left 11: 0.
    """
    if stay.setting is not Setting.MENTAL_HEALTH:
        return 0
    lasting = _lasting(stay, as_at)
    spans = [span for month in period.months() for span in _spans(lasting, month)] if lasting else []
    if wards is None or not stay.ward_moves:
        counts = wards is None or stay.ward in wards
        return sum(end - start for start, end in spans) if counts else 0
    return sum(ward_on(stay, day) in wards for start, end in spans for day in range(start, end))


def mhs26_spans(stay: StayFacts, month: Period, as_at: date) -> Iterator[Interval]:
    """Per ready period that ran in the month, [start', end') as ordinals. The month may be cut to a report's dates."""
    return _spans(_lasting(stay, as_at), month)


def _spans(lasting: list[Interval], month: Period) -> Iterator[Interval]:
    first, after = month.interval
    ran = [span for span in lasting if span[0] < after and span[1] >= first]
    previous_end: int | None = None
    for start, end in ran:
        follows_on = previous_end is not None and start - previous_end <= 1
        begins = first if start < first else start if follows_on else start + 1
        ends = min(end, after)
        if begins < ends:
            yield begins, ends
        previous_end = end


def _lasting(stay: StayFacts, as_at: date) -> list[Interval]:
    """The ready periods that do not end on the day they start, in order; none runs past the discharge or as_at."""
    last = min(stay.discharged_on or as_at, as_at)
    spans = [(ready.ready_on, min(ready.ended_on or last, last)) for ready in stay.ready_periods]
    return sorted((start.toordinal(), end.toordinal()) for start, end in spans if start < end)
