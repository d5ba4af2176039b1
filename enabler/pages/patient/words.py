"""The sentences of one patient's page: its heading, the arithmetic of its nights, the lines under its strip."""

from dataclasses import dataclass

from enabler import codes
from enabler.figures.stay_figure import StayFigure
from enabler.models import DelayReason
from enabler.record.stay_page.page import StayPage
from enabler.rules.method.expected import Expected
from enabler.rules.method.nights import NOT_KNOWN
from enabler.vocabulary import Basis, DischargeOutcome, Held
from enabler.wording.formatting import day_month, long_date, nights, plain_date, plural
from enabler.wording.later_in_words import later_in_words
from enabler.wording.nights_in_words import NightsLine, Spell, arithmetic

MOST_SUGGESTED = 30
WITHHELD = (
    "What earlier stays lead one to expect is shown once an estimate is sealed, so that the estimate is your own."
)


BENEFITS = {
    "universal_credit_housing": "Universal Credit for rent",
    "housing_benefit": "Housing Benefit",
    "pip_or_dla": "PIP or DLA",
    "attendance_allowance": "Attendance Allowance",
}


@dataclass(frozen=True, slots=True)
class BenefitWords:
    """Benefits that nobody has asked about or nobody knows of, and those that the patient does not have."""

    unknown: list[str]
    not_held: list[str]


@dataclass(frozen=True)
class StayWords:
    seen: StayPage
    figure: StayFigure | None

    @property
    def heading(self) -> str:
        """How things stand, in one line."""
        stay, blocking = self.seen.stay, [barrier for barrier in self.seen.standing if barrier.blocks]
        if stay.discharged_on:
            waited = f" after {nights(self.seen.delay)} of delay" if self.seen.facts.ready_periods else ""
            here = stay.discharge_outcome == DischargeOutcome.DIED
            return f"{'Died' if here else self._has_died + 'Left'} on {plain_date(stay.discharged_on)}{waited}"
        if self.seen.death:
            return f"{self._has_died}The discharge from this stay is not recorded"
        if stay.case_opened_on is None:
            return "On the ward's list, not a case"
        in_the_way = f"{plural(len(blocking), 'barrier')} in the way" if blocking else "nothing recorded in the way"
        if self.seen.is_ready:
            since = max(period.ready_on for period in self.seen.facts.ready_periods)
            return f"Ready since {day_month(since)}: {nights(self.seen.delay)} so far, {in_the_way}"
        if stay.expected_discharge_on:
            return f"Not ready yet, expected to leave {long_date(stay.expected_discharge_on)}; {in_the_way}"
        return f"Not ready yet; {in_the_way}"

    @property
    def _has_died(self) -> str:
        """Before what else the heading says, when another stay or a check after one tells of the death."""
        death = self.seen.death
        if death is None:
            return ""
        when = f"on {plain_date(death.died_on)}" if death.died_on else f"as told on {plain_date(death.told_on)}"
        return f"Has died, {when}. "

    @property
    def arithmetic(self) -> str:
        spells = [
            Spell(period.ready_on, period.ended_on or self.seen.stay.discharged_on, period.end_reason)
            for period in self.seen.dated.ready_periods
        ]
        figure, expected = self.figure, self._expected
        return arithmetic(
            spells,
            self.seen.counts,
            other=self._other_reason(),
            as_at=self.seen.today,
            expected=expected.nights if expected else None,
            share=figure.share if figure else None,
            observed=figure.observed if figure else None,
            avoided=figure.avoided if figure else None,
        )

    @property
    def basis(self) -> str:
        """Where the expected nights come from."""
        expected = self._expected
        if expected is None:
            return WITHHELD if self.figure and self.figure.expected else ""
        if expected.basis is Basis.SEALED:
            return f"Expected from a {expected.name}, evidence grade {expected.grade}."
        setting, _, kind = expected.stratum.partition(", ")
        known = codes.barrier_kinds().get(kind)
        among = f"{setting}, {known.label.lower()}" if known else setting
        return f"Expected from “{expected.name}” ({among}), evidence grade {expected.grade}."

    @property
    def benefits(self) -> BenefitWords:
        held = self.seen.held_benefits
        return BenefitWords(
            unknown=[label for name, label in BENEFITS.items() if held[name] in (None, Held.NOT_KNOWN)],
            not_held=[label for name, label in BENEFITS.items() if held[name] == Held.NO],
        )

    @property
    def is_counted(self) -> bool:
        """Whether the stay is in the figure of its discharge."""
        return self.figure is not None and self.figure.avoided is not None

    @property
    def is_to_be_judged(self) -> bool:
        """Whether a case in hospital lacks a main barrier, a share or an estimate: one form asks for all three."""
        facts = self.seen.facts
        is_open = facts.case_opened_on is not None and facts.discharged_on is None and self.seen.death is None
        return is_open and not (facts.main_barriers and facts.shares and facts.estimates)

    @property
    def later(self) -> list[str]:
        """Judgements that are not used, with what each would do to the figure."""
        return later_in_words(self.figure.later, self.figure.stands_at) if self.figure else []

    @property
    def _expected(self) -> Expected | None:
        return None if self.figure is None or self.figure.withheld else self.figure.expected

    @property
    def lines(self) -> list[NightsLine]:
        barriers = [
            NightsLine(barrier.label, stood.began_on, stood.resolved_on)
            for barrier in self.seen.barriers
            if barrier.blocks
            for stood in barrier.stood
        ]
        return barriers + [
            NightsLine(reason_label(other), other.from_on, other.to_on, "other") for other in self._others()
        ]

    @property
    def people(self) -> list[str]:
        """Whom the box suggests: those already waited for or spoken with, and those the record names."""
        stay = self.seen.stay
        named = [
            *(name for barrier in self.seen.standing for name in (barrier.waiting_person, barrier.waiting_on)),
            *(contact.with_whom for contact in self.seen.contacts),
            stay.patient.care_coordinator,
            stay.patient.nearest_relative,
            stay.landlord,
            stay.council,
        ]
        return list(dict.fromkeys(name for name in named if name))[:MOST_SUGGESTED]

    def _others(self) -> list[DelayReason]:
        return [reason for reason in self.seen.dated.reasons if _is_other(reason)]

    def _other_reason(self) -> str:
        labels = {reason_label(other) for other in self._others()}
        only = labels.pop() if len(labels) == 1 else "other"
        return only[:1].lower() + only[1:] if len(only) <= 40 else "other"


def reason_label(delay_reason: DelayReason) -> str:
    known = codes.delay_reasons().get((delay_reason.list, delay_reason.code))
    return known.label if known else f"{delay_reason.list} {delay_reason.code}"


def _is_other(delay_reason: DelayReason) -> bool:
    known = codes.delay_reasons().get((delay_reason.list, delay_reason.code))
    return known is not None and known.housing is None and delay_reason.code != NOT_KNOWN
