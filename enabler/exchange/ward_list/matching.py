"""Whom one row of a list means: somebody on record, a question with those to choose from, or nobody yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from enabler.exchange.ward_list.known import IN_THIS_BED, KnownPatients
from enabler.exchange.ward_list.reading import ListRow
from enabler.models import Patient
from enabler.rules.identity.bed_key import bed_key
from enabler.rules.identity.likeness import Resemblance
from enabler.rules.writing.births import is_same_birth
from enabler.rules.writing.names import names_nobody, surname_key

ELSEWHERE = "A record with this number is held elsewhere. Ask the team there for it, or ask an administrator."
MAY_BE_ELSEWHERE = (
    "A record with this name and date of birth is held elsewhere. Ask the team there, or an administrator, "
    "whether it is the same person."
)
TWO_PEOPLE = "Its numbers belong to different people on record."
NO_NAME = "Nobody on record has this number, and the row has no name to add one with."
UNKNOWN_TOO = "Somebody whom nobody knows is on this ward already. Is it the same person?"
MOST = 9  # people to choose from: each has a key

Judged = Sequence[tuple[Patient, Resemblance]]


@dataclass(frozen=True, slots=True)
class Match:
    """Nobody and nothing asked: somebody new."""

    patient: Patient | None = None
    says: tuple[str, ...] = ()
    candidates: tuple[Patient, ...] = ()
    may_be_new: bool = False  # whether "somebody else" is an answer
    by_number: bool = False
    decided: bool = False


def match(row: ListRow, known: KnownPatients, decision: str | None) -> Match:
    """A decision counts only among those it could be made between."""
    judged = known.may_be(row)
    sharing = [pair for pair in judged if pair[1].shares_number]
    asked = _by_number(row, sharing, known) if sharing else _by_name(row, judged, known)
    chosen = next((one for one in asked.candidates if _is_meant(one, decision)), None)
    if chosen is not None:
        return Match(chosen, decided=True)
    if decision == "new" and row.surname and (asked.may_be_new or not (asked.says or asked.patient)):
        return Match(decided=True)
    if asked.patient is not None and _is_meant(asked.patient, decision):
        return replace(asked, decided=True)
    return asked


def _is_meant(patient: Patient, decision: str | None) -> bool:
    """The page says it by the key, the command line by the reference."""
    return decision in (f"same:{patient.id}", f"same:{patient.ref}")


def _by_number(row: ListRow, sharing: Judged, known: KnownPatients) -> Match:
    shown = tuple(patient for patient, _ in sharing if known.is_seen(patient))
    if len(sharing) > 1:
        return Match(says=(TWO_PEOPLE,), candidates=shown[:MOST])
    ((patient, alike),) = sharing
    stay = known.open_stay(patient)
    other_name = bool(row.surname) and surname_key(row.surname or "") != patient.surname_key
    other_birth = is_same_birth(row.birth, patient.birth) is False
    has_stays = bool(known.stays.get(patient.id))
    if has_stays and not known.is_seen(patient) and (alike.is_unclear or other_name or other_birth):
        return Match(says=(ELSEWHERE,))
    if stay is not None and not known.is_in_reach(stay):
        return Match(says=(ELSEWHERE,))
    if alike.is_unclear:
        return Match(says=(alike.because,), candidates=shown)
    return Match(patient, by_number=True)


def _by_name(row: ListRow, judged: Judged, known: KnownPatients) -> Match:
    seen = [pair for pair in judged if known.is_seen(pair[0])]
    if not (row.hospital_number or row.nhs_number):
        fitting = [(one, alike) for one, alike in seen if alike is not IN_THIS_BED and known.is_here(one)]
        here = [one for one, alike in fitting if _is_named(row, one, alike, known)]
        if len(here) == 1:  # a list without numbers means whoever lies there
            return Match(here[0], may_be_new=True)
    if seen:
        why = dict.fromkeys(alike.because for _, alike in seen[:MOST])
        return Match(
            says=(" ".join([*why, "Is it the same person?"]),),
            candidates=tuple(patient for patient, _ in seen[:MOST]),
            may_be_new=bool(row.surname),
        )
    if any(alike.same_name and alike.same_birth for _, alike in judged):
        return Match(says=(MAY_BE_ELSEWHERE,), may_be_new=True)
    if nobody := _nobodies_here(row, known):
        return Match(says=(UNKNOWN_TOO,), candidates=nobody, may_be_new=True)
    return Match() if row.surname else Match(says=(NO_NAME,))


def _nobodies_here(row: ListRow, known: KnownPatients) -> tuple[Patient, ...]:
    """Whom a row without a number may mean that says nobody knows who this is."""
    if row.hospital_number or row.nhs_number or not names_nobody(row.surname, row.given_names):
        return ()
    here = (stay.patient for stay in known.on_ward if known.is_seen(stay.patient))
    return tuple(one for one in here if names_nobody(one.surname, one.given_names))[:MOST]


def _is_named(row: ListRow, patient: Patient, alike: Resemblance, known: KnownPatients) -> bool:
    """By surname and given name; or by the surname alone, in the bed where somebody of it lies."""
    stay = known.open_stay(patient)
    same_bed = stay is not None and bed_key(row.bed) is not None and bed_key(row.bed) == bed_key(stay.bed)
    without_given = not row.given_names or not patient.given_names
    return alike.same_name or (without_given and same_bed)
