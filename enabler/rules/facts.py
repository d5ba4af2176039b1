"""The plain values that figures are worked out from: a stay, its dates, barriers, judgements. Dates are London's."""

from dataclasses import dataclass
from datetime import date, datetime

from enabler.vocabulary import Confirmation, DischargeOutcome, ReadyEnd, ReadyStandard, Setting, Share


@dataclass(frozen=True, slots=True)
class ReadyFact:
    """A ready period: nights from ready_on up to, not including, ended_on; open while ended_on is None."""

    ready_on: date
    ended_on: date | None = None
    end_reason: ReadyEnd | None = None
    standard: ReadyStandard | None = None


@dataclass(frozen=True, slots=True)
class LeaveFact:
    """Leave over [from_on, to_on); its nights count only where bed_kept is True."""

    from_on: date
    to_on: date | None = None
    bed_kept: bool | None = None


@dataclass(frozen=True, slots=True)
class BarrierFact:
    """One interval of a barrier over [began_on, resolved_on); a re-opened barrier has one for each interval."""

    kind: str
    began_on: date
    resolved_on: date | None = None
    blocks: bool | None = None
    waiting_on: str | None = None


@dataclass(frozen=True, slots=True)
class ReasonFact:
    """A national delay reason over [from_on, to_on); `housing` is its housing group (strict, broad) or None."""

    list: str
    code: str
    from_on: date
    to_on: date | None = None
    housing: str | None = None


@dataclass(frozen=True, slots=True)
class WardMoveFact:
    """The patient lay on `ward` from the midnight at the end of from_on."""

    ward: str
    from_on: date


@dataclass(frozen=True, slots=True)
class MainBarrierFact:
    """A judgement of the main barrier kind (None: withdrawn); judged_on is None when imported without its date."""

    value: str | None
    judged_on: date | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ShareFact:
    """A judgement of the share (None: withdrawn); judged_on is None when imported without its date."""

    value: Share | None
    judged_on: date | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class EstimateFact:
    """A sealed estimate in nights; `elsewhere` when an import brought it; unusable without the date of its seal."""

    low: float
    likely: float
    high: float
    sealed_on: date | None
    recorded_at: datetime
    made_by: str | None = None
    agreed_by: str | None = None
    elsewhere: bool = False

    @property
    def value(self) -> "EstimateFact":
        return self

    @property
    def judged_on(self) -> date | None:
        return self.sealed_on


@dataclass(frozen=True, slots=True)
class StayFacts:
    """One hospital stay; `ward` is the present or discharging one, `ward_moves` begin with the admission.

    Without an admission date it is known from the opening of its case or its first ready period, if earlier.
    """

    ref: str
    setting: Setting
    ward: str
    admitted_on: date | None
    case_opened_on: date | None = None
    discharged_on: date | None = None
    discharge_outcome: DischargeOutcome | None = None
    ready_periods: tuple[ReadyFact, ...] = ()
    leave: tuple[LeaveFact, ...] = ()
    barriers: tuple[BarrierFact, ...] = ()
    reasons: tuple[ReasonFact, ...] = ()
    ward_moves: tuple[WardMoveFact, ...] = ()
    main_barriers: tuple[MainBarrierFact, ...] = ()
    shares: tuple[ShareFact, ...] = ()
    estimates: tuple[EstimateFact, ...] = ()
    officer: str | None = None
    confirmation: Confirmation | None = None

    @property
    def known_from(self) -> date:
        """The first day on which the patient is known to have been in hospital; date.max when none is."""
        if self.admitted_on is not None:
            return self.admitted_on
        known = [ready.ready_on for ready in self.ready_periods]
        return min([*known, self.case_opened_on or date.max])
