"""What a stay's record still lacks, and why each thing matters: shown, never demanded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from enabler.models import Stay
from enabler.record.stay_page.stay_rows import BarrierSeen
from enabler.rules.facts import StayFacts
from enabler.rules.method.judging import judging_day
from enabler.rules.method.nights import runs, totals
from enabler.rules.writing.dates_as_written import in_full

READY = "#ready"


@dataclass(frozen=True, slots=True)
class Missing:
    """`form` is the name of the form that mends it, or a place on the page; `barrier_id` when it is a barrier's."""

    what: str
    why: str
    form: str
    barrier_id: int | None = None


def missing(stay: Stay, facts: StayFacts, barriers: Sequence[BarrierSeen], today: date) -> list[Missing]:
    """The most telling first."""
    return [
        *_of_nights(stay, facts, barriers, today),
        *_of_barriers(stay, barriers),
        *_of_judging(stay, facts),
        *_of_patient(stay),
        *_of_stay(stay),
    ]


def _of_nights(stay: Stay, facts: StayFacts, barriers: Sequence[BarrierSeen], today: date) -> Iterator[Missing]:
    if stay.admitted_on is None:
        yield Missing("Admission date", "Without it no night of this stay can be counted.", "change_stay")
    if not facts.ready_periods and stay.hospital_says_fit_on and stay.discharged_on is None:
        yield Missing(
            "Ready date",
            f"The hospital's list says fit since {in_full(stay.hospital_says_fit_on)}: confirm "
            "the standard, so that it counts.",
            "add_ready_period",
        )
    elif not facts.ready_periods and stay.discharged_on is not None and stay.case_opened_on is not None:
        yield Missing(
            "Ready date", "The delay of this stay is not known, and is never taken as none.", "add_ready_period"
        )
    if any(ready.standard is None for ready in facts.ready_periods):
        yield Missing("Standard of the ready date", "A report says by which standard patients were ready.", READY)
    nights = totals(runs(facts, today)).none_recorded
    if nights:
        words = "1 night has" if nights == 1 else f"{nights} nights have"
        yield Missing("Reason for the delay", f"{words} no reason recorded: add what stood in the way.", "add_barrier")


def _of_barriers(stay: Stay, barriers: Sequence[BarrierSeen]) -> Iterator[Missing]:
    if stay.case_opened_on and not barriers:
        yield Missing("Barriers", "Nothing says yet what stands in the way of going home.", "add_barrier")
    for barrier in barriers:
        if barrier.blocks_discharge is None:
            why = f"{barrier.label}: until it is said whether it holds the patient here, its nights do not count."
            yield Missing("Blocks discharge", why, "change_barrier", barrier.id)
        if barrier.stands and barrier.blocks and not barrier.waiting_on and stay.discharged_on is None:
            why = f"{barrier.label}: nobody is named who must act, so nobody can be chased."
            yield Missing("Waiting on", why, "set_waiting_on", barrier.id)


def _of_judging(stay: Stay, facts: StayFacts) -> Iterator[Missing]:
    if stay.case_opened_on is None or stay.discharged_on is not None:
        return
    day = judging_day(facts)
    by = (
        f" It is used as it stands at the end of {in_full(day)}."
        if day
        else " It is best judged before the patient is ready."
    )
    if not facts.shares or not facts.main_barriers:
        what = "Main barrier and share" if not facts.shares and not facts.main_barriers else (
            "Share" if not facts.shares else "Main barrier"
        )  # fmt: skip
        yield Missing(what, f"Without it this stay cannot enter days avoided.{by}", "judge")
    if not facts.estimates:
        yield Missing("Sealed estimate", "It must be sealed before discharge to count.", "seal_estimate")


def _of_patient(stay: Stay) -> Iterator[Missing]:
    patient = stay.patient
    if patient.nhs_number is None:
        as_given = f" What was given, {patient.number_as_given}, fails the check." if patient.number_as_given else ""
        yield Missing("NHS number", f"It matches the hospital's list to this record.{as_given}", "change_patient")
    if patient.born_on is None:
        yield Missing(
            "Date of birth", "The third identifier: the right person on every page and print.", "change_patient"
        )
    if not patient.phone and not patient.safe_contact:
        yield Missing("Safe way to reach the patient", "Follow-ups after discharge depend on it.", "change_patient")


def _of_stay(stay: Stay) -> Iterator[Missing]:
    if stay.case_opened_on is None:
        return
    if stay.discharged_on is None and stay.expected_discharge_on is None:
        yield Missing(
            "Expected discharge date", "It orders the work before the patient is ready.", "change_expected_discharge"
        )
    if stay.discharged_on is None and stay.held_benefits is None:
        yield Missing(
            "Benefits", "Being in hospital stops some: their dates are shown once it is known which.", "record_benefits"
        )
    if not stay.housing_on_admission:
        yield Missing("Housing on admission", "Outcomes are told from where somebody came.", "change_stay")
    if not stay.council:
        yield Missing("Council", "It decides where a duty to refer goes.", "change_stay")
