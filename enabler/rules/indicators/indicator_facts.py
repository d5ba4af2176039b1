"""The plain values that indicators are counted from, and what a count says of each person. Dates are London's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from enabler.rules.facts import StayFacts
from enabler.vocabulary import Asked, FollowUpResult, HomeKept, Milestone, ScreeningResult, Word


class IndicatorStanding(Word):
    """Where one person stands in an indicator."""

    COUNTED = "counted", "In the numerator"
    NOT_COUNTED = "not counted", "In the denominator, not in the numerator"
    NOT_KNOWN = "not known", "Not known"
    EXCLUDED = "excluded", "Excluded"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The record that a finding rests on: what it is, its reference, the day it speaks of, who wrote it down and
    when."""

    what: str
    ref: str = ""
    on: date | None = None
    by: str | None = None
    recorded_on: date | None = None
    of_another_stay: bool = False


@dataclass(frozen=True, slots=True)
class CheckFact:
    """A follow-up after discharge; done_on is None while nobody has finished it."""

    milestone: Milestone
    evidence: Evidence
    done_on: date | None = None
    result: FollowUpResult | None = None
    home_kept: HomeKept | None = None
    readmitted: Asked | None = None
    cancelled_because: str | None = None


@dataclass(frozen=True, slots=True)
class DutyFact:
    """A barrier about which a council may have to be told: whether consent was given (None: not recorded) and when
    told."""

    evidence: Evidence
    consent: bool | None = None
    referred_on: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """One answer to one question; None: asked and not answered."""

    answer: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class HomeFact:
    """The accommodation after discharge by its national code; `homeless` as the code list says."""

    code: str
    label: str
    homeless: bool


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case with all that indicators look at. `next_stay` is the first later admission of the same patient, if any.

    `person` is the same for every stay of one patient.
    """

    stay: StayFacts
    opened: Evidence
    left: Evidence
    destination: str | None = None
    home: HomeFact | None = None
    ready: Mapping[date, Evidence] = field(default_factory=dict)
    checks: Mapping[Milestone, CheckFact] = field(default_factory=dict)
    duties: tuple[DutyFact, ...] = ()
    at_start: AnswerFact | None = None
    at_13_weeks: AnswerFact | None = None
    next_stay: Evidence | None = None
    person: str = ""


@dataclass(frozen=True, slots=True)
class ScreeningFact:
    """One answer to the screening questions; `stay` is empty when the patient is no longer on record."""

    stay: str
    ward: str
    screened_on: date
    result: ScreeningResult
    evidence: Evidence
    person: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What an indicator says of one stay: where it stands, why, and on what evidence; `on` puts it in a period."""

    stay: str
    ward: str
    on: date
    standing: IndicatorStanding
    why: str
    evidence: tuple[Evidence, ...] = ()
    value: float | None = None
    person: str = ""
