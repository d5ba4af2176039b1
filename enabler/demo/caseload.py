"""The whole caseload, told from three quarters ago to today."""

import random
from datetime import date, timedelta

from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.database import atomic
from enabler.demo.costs import make_costs
from enabler.demo.generated import tellings
from enabler.demo.happening import happen
from enabler.demo.people import Person, people
from enabler.demo.place import make_place
from enabler.demo.second_person import confirm_nights
from enabler.demo.sign_ins import SIGN_INS
from enabler.demo.stories import stories
from enabler.demo.telling import Telling
from enabler.demo.trial import perfect_week
from enabler.models import Stay
from enabler.record.people.passwords import hash_password
from enabler.record.stay.screening import record_screening
from enabler.vocabulary import ScreeningResult

SEED = 20_150_601  # the summer the first enabler began
LISTED_ONLY = 9  # on the ward's list, not taken on


def fill(session: Session) -> None:
    today = clock.today()
    start = today - timedelta(days=330)
    chance = random.Random(SEED)
    make_costs(session, today)
    password_hashes = {one.name: hash_password(one.password) for one in SIGN_INS}
    with clock.moved_to(start, 8), atomic(session):
        wards, officer = make_place(session, start, password_hashes)
    crowd = people(chance, today)
    told = [*stories(wards, officer, today), *tellings(chance, wards, officer, crowd, today)]
    told += [
        _listed(
            officer,
            wards["Bosworth" if number % 2 else "Ashby"].id,
            next(crowd),
            number,
            today - timedelta(days=number + 1),
        )
        for number in range(LISTED_ONLY)
    ]
    told.append(perfect_week(officer, wards["Bosworth"], today))
    happen(session, told, until=today)
    confirm_nights(session, today)


def _listed(by: Actor, ward_id: int, person: Person, number: int, admitted_on: date) -> Telling:
    """A patient whom the hospital's list brought and the service has not taken on."""
    telling = Telling(by)
    telling.arrives(
        admitted_on,
        ward_id=ward_id,
        patient={
            "surname": person.surname,
            "given_names": person.given_names,
            "born_on": person.born_on,
            "nhs_number": person.nhs_number,
            "hospital_number": person.hospital_number,
        },
        case=False,
        bed=f"E{number + 1}",
        admitted_on=admitted_on,
    )
    if number % 3:  # some have not been asked yet
        answer = ScreeningResult.DECLINED if number == 5 else ScreeningResult.NO_ISSUE
        telling.on(
            admitted_on,
            lambda session: record_screening(
                session,
                by=by,
                stay_id=telling.stay_id,
                expected_version=session.get_one(Stay, telling.stay_id).version,
                result=answer,
                screened_on=admitted_on,
            ),
            11,
        )
    return telling
