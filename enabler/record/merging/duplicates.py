"""The standing list of people who may be on record twice, within reach, the surest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session, joinedload

from enabler.audit import Actor
from enabler.models import NotDuplicate, Patient, Stay
from enabler.record.people.reach import within_reach
from enabler.rules.identity.bed_key import bed_key
from enabler.rules.identity.likeness import Resemblance, Sameness, facts_of, likeness
from enabler.rules.identity.spelling import is_spelt_alike
from enabler.rules.writing.births import is_same_birth

SAME_BED = "Both are in the same bed."
SPELT_ALIKE = "Surname and date of birth are the same, and the given names are spelt alike."


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two people, each with their latest stay, and why they may be one. `apart`: somebody said that they are two."""

    one: Stay
    other: Stay
    because: str
    rank: int
    apart: NotDuplicate | None = None


def duplicates(session: Session, by: Actor) -> list[LikelyPair]:
    """In four statements, however many people there are."""
    in_one_bed = _in_one_bed(session, by)
    pairs = {*in_one_bed, *_alike(session, by)}
    patients = {key for pair in pairs for key in pair}
    stays = _latest_stays(session, by, patients)
    apart = _set_apart(session, patients)
    made = (
        _pair(stays[one], stays[other], (one, other) in in_one_bed, apart.get((one, other)))
        for one, other in pairs
        if one in stays and other in stays
    )
    likely = [pair for pair in made if pair is not None]
    return sorted(likely, key=lambda pair: (pair.rank, pair.one.patient.surname_key, pair.one.id, pair.other.id))


def duplicates_waiting(session: Session, by: Actor) -> int:
    """How many pairs nobody has looked at."""
    return sum(pair.apart is None for pair in duplicates(session, by))


def _pair(one: Stay, other: Stay, same_bed: bool, apart: NotDuplicate | None) -> LikelyPair | None:
    alike = likeness(facts_of(one.patient), facts_of(other.patient))
    reasons = [_why(alike, one.patient, other.patient), SAME_BED if same_bed else ""]
    because = " ".join(filter(None, reasons))
    return LikelyPair(one, other, because, _rank(alike, reasons[0]), apart) if because else None


def _why(alike: Resemblance, one: Patient, other: Patient) -> str:
    """What the matcher asks; where it takes them for two, a given name may still be a slip of the pen."""
    if alike.sameness is not Sameness.DIFFERENT:
        return alike.because or "A number is the same."
    same = one.surname_key == other.surname_key and is_same_birth(one.birth, other.birth) is True
    return SPELT_ALIKE if same and is_spelt_alike(one.given_names, other.given_names) else ""


def _rank(alike: Resemblance, why: str) -> int:
    """The same number; the same name; another name; a bed alone."""
    if alike.sameness is not Sameness.DIFFERENT:
        return 0 if alike.shares_number else 1 if alike.same_name else 2
    return 2 if why else 3


def _alike(session: Session, by: Actor) -> set[tuple[int, int]]:
    """Who shares the key of a hospital number; or the surname with the birth, or with one that is not known.

    Read once and grouped here: asked of the database, each group would read all of them again.
    """
    mine = Patient.id.in_(select(Stay.patient_id).where(within_reach(by)))
    day = case((Patient.birth_is.is_(None), Patient.born_on))  # an estimate may be of anybody
    columns = Patient.id, Patient.hospital_number_key, Patient.surname_key, day
    people = session.execute(select(*columns).where(mine).order_by(Patient.id)).all()
    births_missing = {surname for _, _, surname, born_on in people if born_on is None and surname}
    named = _pairs((surname, (key, born_on)) for key, _, surname, born_on in people if surname in births_missing)
    return {
        *_pairs((number, key) for key, number, _, _ in people if number),
        *_pairs(((surname, born_on), key) for key, _, surname, born_on in people if surname and born_on),
        *((one, other) for (one, born_on), (other, born) in named if born_on is None or born is None),
    }


def _pairs(keyed: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """Each with each other of the same key, in the order in which they come."""
    alike: defaultdict[Any, list[Any]] = defaultdict(list)
    for key, value in keyed:
        alike[key].append(value)
    for group in alike.values():
        yield from combinations(group, 2)


def _in_one_bed(session: Session, by: Actor) -> set[tuple[int, int]]:
    """Open stays of two people in one bed, however its name is typed."""
    rows = session.execute(
        select(Stay.ward_id, Stay.bed, Stay.patient_id)
        .where(within_reach(by), Stay.discharged_on.is_(None), Stay.bed.is_not(None))
        .order_by(Stay.patient_id)
    )
    lying = (((ward_id, key), patient_id) for ward_id, bed, patient_id in rows if (key := bed_key(bed)))
    return {(one, other) for one, other in _pairs(lying) if one != other}


def _latest_stays(session: Session, by: Actor, patients: Iterable[int]) -> dict[int, Stay]:
    rows = session.scalars(
        select(Stay)
        .where(Stay.patient_id.in_(sorted(patients)), within_reach(by))
        .options(joinedload(Stay.patient, innerjoin=True), joinedload(Stay.ward, innerjoin=True))
        .order_by(Stay.discharged_on.is_(None), Stay.discharged_on, Stay.id)
    )
    return {stay.patient_id: stay for stay in rows}


def _set_apart(session: Session, patients: Iterable[int]) -> dict[tuple[int, int], NotDuplicate]:
    keys: Sequence[int] = sorted(patients)
    said = select(NotDuplicate).where(NotDuplicate.first_id.in_(keys), NotDuplicate.second_id.in_(keys))
    return {(one.first_id, one.second_id): one for one in session.scalars(said)}
