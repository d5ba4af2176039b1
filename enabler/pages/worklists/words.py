"""Why something is on Today, in words; and barrier kinds short enough for a column. Nothing is worked out here."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from enabler.record.worklists.nights import Blocker
from enabler.record.worklists.today import Card, Thing, ThingSort
from enabler.rules.writing.days_from_today import WEEKDAYS
from enabler.vocabulary import Milestone, OwnerKind
from enabler.wording.formatting import (
    clock_time,
    day_month,
    how_far,
    nights,
    plural,
    short_date,
    weekday_date,
    year_date,
)

SHORT = {
    "no_home": "No home",
    "relationship_breakdown": "Cannot go back",
    "nrpf": "No public funds",
    "rent_arrears": "Rent arrears",
    "notice_or_eviction": "Notice or eviction",
    "tenancy_lost_or_abandoned": "Tenancy lost",
    "adaptations": "Adaptations",
    "equipment": "Equipment",
    "unsuitable_access": "Home unsuitable",
    "unaffordable": "Unaffordable",
    "unsafe_area_or_stigma": "Area unsafe",
    "hoarding_or_clutter": "Clutter or clean",
    "repairs_or_hazard": "Repairs or hazard",
    "no_heat_or_utilities": "No heat or power",
    "keys_or_security": "Keys or security",
    "benefits": "Benefits",
    "deposit_or_furniture": "Deposit, furniture",
    "debts": "Debts",
    "supported_housing_wait": "Supported housing",
    "allocation_wait": "Social housing offer",
    "private_rent_search": "Private rent",
    "documents_or_id": "Documents or ID",
}


class ThingInWords(NamedTuple):
    """What to do, what is late about it or due just now, what else there is to say; of a clock, what its end means."""

    what: str
    late: str = ""
    now: str = ""
    why: str = ""
    means: str = ""


def short_label(blocker: Blocker) -> str:
    return SHORT.get(blocker.kind, blocker.label)


def since(on: date, today: date) -> str:
    """today, yesterday, Tuesday, 3 November: the shortest that cannot be mistaken."""
    return _lately(on, today) or (day_month(on) if on.year == today.year else year_date(on))


def since_in_a_column(on: date, today: date) -> str:
    """The same for a narrow column: today, yesterday, Tuesday, 3 Nov."""
    return _lately(on, today) or (short_date(on) if on.year == today.year else year_date(on))


def _lately(on: date, today: date) -> str:
    days = (today - on).days
    if days in (0, 1):
        return "today" if days == 0 else "yesterday"
    return WEEKDAYS[on.weekday()] if 1 < days < 7 else ""


def reason(card: Card, thing: Thing, today: date) -> ThingInWords:
    return REASONS[thing.sort](card, thing, today)


def about_stay(card: Card, today: date) -> list[str]:
    """Why this patient comes before others: nights, who is silent, who was not spoken to."""
    said = []
    if card.left_on is not None:
        return [f"left {day_month(card.left_on)}"]
    standing = card.standing
    if standing is not None and standing.is_ready:
        blocked = "" if standing.is_blocked else ", no barrier recorded"
        said.append(f"ready {nights(standing.nights)}{blocked}{'' if card.is_case else ', not a case'}")
    elif card.at_stake is not None:
        expected_on = date.fromordinal(today.toordinal() - card.at_stake)
        said.append(f"expected to leave {how_far(expected_on, today)}")
    waiting = _waited_for(card, today)
    return said + ([waiting] if waiting else _unheard(card, today))


def _waited_for(card: Card, today: date) -> str:
    """The landlord silent since Tuesday: silent when nobody was spoken to after the wait began."""
    blocker = (
        next((blocker for blocker in card.standing.blockers if blocker.waiting_on), None) if card.standing else None
    )
    if blocker is None or not blocker.waiting_on:
        return ""
    if blocker.waiting_since is None:
        return f"waiting on {blocker.waiting_on}"
    silent = card.last_contact_on is None or card.last_contact_on <= blocker.waiting_since
    when = since(blocker.waiting_since, today)
    return f"{blocker.waiting_on} silent since {when}" if silent else f"waiting on {blocker.waiting_on} since {when}"


def _unheard(card: Card, today: date) -> list[str]:
    if not card.is_quiet or card.spoken_to_on is None:
        return []
    if card.last_contact_on is None:
        return [f"nobody spoken to since the case was opened {since(card.spoken_to_on, today)}"]
    return [f"nobody spoken to since {since(card.last_contact_on, today)}"]


def _action(card: Card, thing: Thing, today: date) -> ThingInWords:
    late, now = _due(thing.due_on, today)
    whose = thing.owner or (OwnerKind(thing.owner_kind).label.lower() if thing.owner_kind else "")
    return ThingInWords(thing.what, late, now, f"with {whose}" if whose else "")


def _due(due_on: date | None, today: date) -> tuple[str, str]:
    if due_on is None or due_on == today:
        return "", "due today" if due_on else ""
    if due_on < today:
        return f"{plural((today - due_on).days, 'day')} overdue", ""
    return "", f"due {how_far(due_on, today)}"


def _follow_up(card: Card, thing: Thing, today: date) -> ThingInWords:
    late, now = _due(thing.due_on, today)
    tried = {0: "", 1: "tried once", 2: "tried twice"}.get(thing.tries, f"tried {thing.tries} times")
    return ThingInWords(
        f"Check after {Milestone(thing.what).label}: ring, and write down what you hear", late, now, tried
    )


def _gone(card: Card, thing: Thing, today: date) -> ThingInWords:
    what = "Find out where they went, and record the discharge"
    return ThingInWords(what, now=f"not on the hospital's list since {_on(thing, today)}")


def _fit(card: Card, thing: Thing, today: date) -> ThingInWords:
    said = f"the hospital's list says fit since {_on(thing, today)}; nights count from a date the team confirms"
    return ThingInWords("Ask the team for the ready date", why=said)


def _clock(card: Card, thing: Thing, today: date) -> ThingInWords:
    """What runs out with what to do about it; or what to ask, where a fact lacks."""
    clock = thing.clock
    if clock is None:
        return ThingInWords(thing.what)
    what = f"{clock.what}: {weekday_date(clock.runs_out_on)}"
    if clock.runs_out_on < today:
        return ThingInWords(what, f"{plural((today - clock.runs_out_on).days, 'day')} ago", means=clock.sentence)
    late = f"run out at {clock_time(clock.runs_out_at)}" if clock.has_run_out else ""
    return ThingInWords(what, late, "" if late else how_far(clock.runs_out_on, today), means=clock.sentence)


def _judge(card: Card, thing: Thing, today: date) -> ThingInWords:
    """The main barrier and the share are needed; an estimate alone is put more softly, for a comparison may do."""
    judge = [f"the {about}" for about in thing.missing if about != "estimate"]
    steps = ["judge " + " and ".join(judge)] if judge else []
    steps += ["seal an estimate"] if "estimate" in thing.missing else []
    what = ", and ".join(steps)
    what = what[:1].upper() + what[1:]
    soft = "" if judge else "used where no comparison gives a basis; "
    assert thing.due_on is not None
    if thing.due_on > today:
        return ThingInWords(what, now="tomorrow is the judging day", why=f"{soft}what stands at its end is what counts")
    if thing.due_on == today:
        return ThingInWords(what, now="today is the judging day", why=f"{soft}what stands tonight is what counts")
    late = f"the judging day was {_on(thing, today)}, so it will count as late"
    return ThingInWords(what, why=late if judge else f"{soft}late since {_on(thing, today)}")


def _next_step(card: Card, thing: Thing, today: date) -> ThingInWords:
    is_known = card.standing is not None and card.standing.is_blocked
    return ThingInWords(
        "Decide the next step" if is_known else "Find out what keeps them here", now="nothing is planned"
    )


def _ready(card: Card, thing: Thing, today: date) -> ThingInWords:
    """Not for today: what comes next for somebody who waits."""
    due = _action(card, thing, today)
    if thing.rests_until is not None:
        return due._replace(now=f"put off until {weekday_date(thing.rests_until)}")
    return due if thing.due_on else due._replace(now="no date yet: say by when")


def _quiet(card: Card, thing: Thing, today: date) -> ThingInWords:
    return ThingInWords("Speak to somebody")


def _on(thing: Thing, today: date) -> str:
    return since(thing.due_on, today) if thing.due_on else ""


REASONS: dict[ThingSort, Callable[[Card, Thing, date], ThingInWords]] = {
    ThingSort.ACTION: _action,
    ThingSort.FOLLOW_UP: _follow_up,
    ThingSort.GONE: _gone,
    ThingSort.FIT: _fit,
    ThingSort.CLOCK: _clock,
    ThingSort.JUDGE: _judge,
    ThingSort.NEXT_STEP: _next_step,
    ThingSort.QUIET: _quiet,
    ThingSort.READY: _ready,
}
