"""Everything that one patient's page and the case summary say about a stay, read at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from enabler import clock
from enabler.models import FollowUp, Stay
from enabler.record.facts.stay_facts import stay_facts
from enabler.record.stay.deaths import Death, as_death, died_on, told_on
from enabler.record.stay.follow_ups import DIED
from enabler.record.stay.held_benefits import NAMES
from enabler.record.stay_page.clocks import Clock, benefit_clocks
from enabler.record.stay_page.dated_rows import DatedRows, dated_rows
from enabler.record.stay_page.missing import Missing, missing
from enabler.record.stay_page.stay_rows import BarrierSeen, Said, ToDo, actions_of, barriers_seen, contacts_of
from enabler.record.stay_page.timeline import TimelineEntry, entries
from enabler.rules.facts import StayFacts
from enabler.rules.method.nights import night_parts, runs, totals
from enabler.rules.stay.worklist import is_ready
from enabler.vocabulary import Part


@dataclass(frozen=True)
class StayPage:
    """`stay` with its patient and ward loaded; everything else is plain values.

    After a death nothing is due: actions left open are in `never_done`, and of the checks none is to be made.
    """

    stay: Stay
    today: date
    facts: StayFacts
    barriers: Sequence[BarrierSeen]
    actions: Sequence[ToDo]
    contacts: Sequence[Said]
    dated: DatedRows
    death: Death | None = None
    never_done: Sequence[ToDo] = ()

    @cached_property
    def nights(self) -> list[tuple[date, Part]]:
        """Each delay night with its part, oldest first."""
        return night_parts(self.facts, self.today)

    @cached_property
    def counts(self) -> dict[Part, int]:
        """Delay nights by part."""
        found = totals(runs(self.facts, self.today))
        return {part: found.of(part) for part in Part}

    @property
    def delay(self) -> int:
        return len(self.nights)

    @property
    def housing(self) -> int:
        return self.counts[Part.HOUSING_ONLY] + self.counts[Part.HOUSING_AND_OTHER]

    @property
    def is_ready(self) -> bool:
        return is_ready(self.facts, self.today)

    @property
    def standing(self) -> list[BarrierSeen]:
        return [barrier for barrier in self.barriers if barrier.stands]

    @property
    def resolved(self) -> list[BarrierSeen]:
        return [barrier for barrier in self.barriers if not barrier.stands]

    @property
    def open_actions(self) -> list[ToDo]:
        return [action for action in self.actions if action.is_open]

    @property
    def other_actions(self) -> list[ToDo]:
        """Open ones that belong to no barrier, or to one that is resolved."""
        standing = {barrier.id for barrier in self.standing}
        return [action for action in self.open_actions if action.barrier_id not in standing]

    @cached_property
    def timeline(self) -> list[TimelineEntry]:
        return entries(self.stay, self.barriers, self.actions, self.contacts, self.dated)

    @cached_property
    def missing(self) -> list[Missing]:
        return missing(self.stay, self.facts, self.barriers, self.today)

    @cached_property
    def held_benefits(self) -> Mapping[str, str | None]:
        """The answer for each benefit; None: nobody has asked."""
        return {name: getattr(self.stay.held_benefits, name, None) for name in NAMES}

    @property
    def benefit_clocks(self) -> list[Clock]:
        is_over = self.stay.discharged_on or self.death
        return [] if is_over else benefit_clocks(self.stay.admitted_on, self.held_benefits)

    @property
    def next_benefit_clock(self) -> Clock | None:
        return next((one for one in self.benefit_clocks if one.runs_out_on >= self.today), None)

    def why_not_made(self, check: FollowUp) -> str | None:
        """Why a check after the discharge is not to be made; None when it is, or was."""
        return check.cancelled_because or (DIED if self.death and not check.done_on else None)

    @property
    def checks_to_make(self) -> list[FollowUp]:
        return [check for check in self.dated.follow_ups if not (check.done_on or self.why_not_made(check))]


# Put together once, which takes longer than to ask it.
STAY = (
    select(Stay, died_on(Stay.patient_id), told_on(Stay.patient_id))
    .options(
        joinedload(Stay.patient, innerjoin=True), joinedload(Stay.ward, innerjoin=True), joinedload(Stay.held_benefits)
    )
    .execution_options(populate_existing=True)
)


def stay_page(session: Session, stay_id: int) -> StayPage:
    """A fixed number of statements, however much there is. The caller has checked that the stay is within reach."""
    stay, *said = session.execute(STAY.where(Stay.id == stay_id)).one()
    death = as_death(*said)
    actions = actions_of(session, stay_id)
    wanted = [action for action in actions if not (death and action.is_open)]
    barriers = barriers_seen(session, stay_id, wanted)
    return StayPage(
        stay=stay,
        today=clock.today(),
        facts=stay_facts(session, [stay_id])[stay_id],
        barriers=[replace(barrier, is_over=True) for barrier in barriers] if death else barriers,
        actions=wanted,
        contacts=contacts_of(session, stay_id),
        dated=dated_rows(session, stay_id),
        death=death,
        never_done=[action for action in actions if death and action.is_open],
    )
