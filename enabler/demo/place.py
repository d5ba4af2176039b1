"""The fictional place: wards, accounts, agencies, and the comparison from before the service."""

import random
from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from enabler.audit import Actor, command_line
from enabler.demo.sign_ins import SIGN_INS
from enabler.models import Ward
from enabler.record.directory import agencies, wards
from enabler.record.evidence import comparisons
from enabler.record.people import accounts
from enabler.record.people.sign_in import actor_of
from enabler.rules.evidence.comparison import Cohort, CohortRow
from enabler.vocabulary import AgencyKind, Role, Setting

BUILDER = command_line("Training data")

WARDS = (
    ("Bosworth", Setting.MENTAL_HEALTH, "Bradgate Unit", "0116 496 0121", "Ruth Adeyemi", "0116 496 0150"),
    ("Ashby", Setting.MENTAL_HEALTH, "Bradgate Unit", "0116 496 0122", "Ruth Adeyemi", "0116 496 0150"),
    ("Ward 12", Setting.ACUTE, "Royal Infirmary", "0116 496 0212", "Duty housing officer", "0116 496 0155"),
)

AGENCIES = (
    ("City council housing options", AgencyKind.COUNCIL, "Duty officer", "0116 496 0301"),
    ("District council housing options", AgencyKind.COUNCIL, "Meera Shah", "0116 496 0302"),
    ("Soar Valley Homes", AgencyKind.LANDLORD, "Jan Kowalska, income officer", "0116 496 0310"),
    ("Charnwood Housing Association", AgencyKind.LANDLORD, "Repairs desk", "0116 496 0311"),
    ("Private landlord", AgencyKind.LANDLORD, None, None),
    ("Benefits office", AgencyKind.BENEFITS, "Partnership manager", "0116 496 0320"),
    ("Occupational therapy", AgencyKind.HEALTH, "Ward therapist", "0116 496 0330"),
    ("Adaptations team", AgencyKind.COUNCIL, "Technical officer", "0116 496 0331"),
    ("Supported housing panel", AgencyKind.SUPPORT, "Panel secretary", "0116 496 0340"),
    ("Community support team", AgencyKind.SUPPORT, "Dev Patel", "0116 496 0341"),
    ("Legal advice centre", AgencyKind.ADVICE, "Housing solicitor", "0116 496 0350"),
    ("Clear and clean service", AgencyKind.REPAIRS, "Booking desk", "0116 496 0360"),
    ("Furniture store", AgencyKind.COMMUNITY, "Front desk", "0116 496 0370"),
)

# Housing nights of patients who became ready on these wards in the year before the service, as if audited from notes.
WAITS = {
    "rent_arrears": (0, 0, 4, 9, 15, 20, 3, 12, 0, 7, 30, 18, 11, 26, 5, 33),
    "no_home": (0, 14, 21, 35, 7, 42, 60, 28, 10, 0, 19, 40, 55, 31, 12, 24, 70, 16),
    "adaptations": (0, 10, 12, 40, 22, 35, 18, 51, 9, 27, 44, 30),
    "benefits": (0, 0, 6, 3, 12, 8, 15, 21, 2, 10, 5, 9),
    "supported_housing_wait": (0, 25, 48, 62, 33, 90, 41, 57, 12, 75, 38),
    "hoarding_or_clutter": (0, 8, 19, 14, 27, 6, 32, 11, 23, 17),
}
WAITING = {"no_home": (44, 66), "supported_housing_wait": (80,)}


def make_place(session: Session, today: date, password_hashes: Mapping[str, str]) -> tuple[dict[str, Ward], Actor]:
    """Wards by name, and the officer, who works on all of them."""
    made = {
        name: wards.create_ward(
            session,
            by=BUILDER,
            name=name,
            setting=setting,
            hospital=unit,
            phone=phone,
            cover=cover,
            cover_phone=cover_phone,
        )
        for name, setting, unit, phone, cover, cover_phone in WARDS
    }
    people = {}
    for sign_in in SIGN_INS:
        on = [ward.id for ward in made.values()] if sign_in.role in (Role.OFFICER, Role.COORDINATOR) else []
        people[sign_in.role] = accounts.create_user(
            session,
            by=BUILDER,
            name=sign_in.name,
            role=sign_in.role,
            ward_ids=on,
            password_hash=password_hashes[sign_in.name],
            must_change=False,
            phone=sign_in.phone,
        )
    for name, kind, person, phone in AGENCIES:
        agencies.add_agency(
            session, by=BUILDER, name=name, kind=kind, person=person, phone=phone, last_checked_on=today
        )
    comparisons.add_comparison(session, by=BUILDER, cohort=comparison(today))
    return made, actor_of(people[Role.OFFICER], "ward PC 3")


def comparison(today: date) -> Cohort:
    rows = [CohortRow(Setting.MENTAL_HEALTH, kind, nights) for kind, waits in WAITS.items() for nights in waits]
    rows += [
        CohortRow(Setting.MENTAL_HEALTH, kind, nights, True) for kind, waits in WAITING.items() for nights in waits
    ]
    random.Random(7).shuffle(rows)
    return Cohort(
        name="Year before the service",
        source="Audit of the notes of patients who became ready in the year before (fictional)",
        grade=4,
        rows=tuple(rows),
        place="Bosworth and Ashby",
        period_from=date(today.year - 2, 4, 1),
        period_to=date(today.year - 1, 3, 31),
        standard="clinically ready for discharge",
    )
