"""Mr J of the published stories, told through the commands: arrears in the thousands, a duty to refer, benefits
stopped, damp."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from enabler import clock
from enabler.audit import Actor
from enabler.clock import LONDON
from enabler.database import atomic
from enabler.models import Barrier, Stay, Ward
from enabler.record.directory.agencies import add_agency
from enabler.record.stay.action_packs import action_pack, add_pack
from enabler.record.stay.actions import add_action, finish_action
from enabler.record.stay.barrier_facts import save_arrears, save_benefit, save_hazard, save_homelessness
from enabler.record.stay.barriers import add_barrier, resolve_barrier
from enabler.record.stay.contacts import add_contact
from enabler.record.stay.what_next import what_next
from enabler.vocabulary import AgencyKind, ContactMethod, OwnerKind
from tests import makers
from tests.makers import days_ago


def make_rich_stay(session: Session, ward: Ward, by: Actor) -> Stay:
    stay = makers.make_stay(
        session,
        ward,
        surname="Jessop",
        given_names="Martin",
        admitted=64,
        case=52,
        ready=23,
        officer=by.name,
        what_is_wrong="Owes thousands in rent; landlord wants the flat back.",
        bed="B4",
        expected_discharge_on=days_ago(-9),
        landlord="Riverside Homes",
        household="Lives alone. A sister, Dawn, holds the spare keys.",
        waiting_at_home="A cat, with a neighbour. Electricity on a key meter, empty.",
    )
    with atomic(session):
        stay.patient.nhs_number, stay.patient.care_coordinator = makers.nhs_number(4), "Anita Rao, community team"
        stay.patient.safe_contact = "Do not ring the landline: his ex-partner answers it. Mobile after 10."
        makers.add_reason(session, stay, began=12, ended=6)
        makers.add_judgements(session, stay, judged=30)
        makers.add_estimate(session, stay, 14, 40, 90)
        _directory(session, by)
        _arrears(session, by, stay)
        _homelessness(session, by, stay)
        _benefit(session, by, stay)
        _hazard(session, by, stay)
        resolved = add_barrier(
            session, by=by, stay_id=stay.id, kind="keys_or_security", began_on=days_ago(40), blocks_discharge="yes"
        )
        resolve_barrier(
            session,
            by=by,
            barrier_id=resolved.id,
            expected_version=resolved.version,
            resolved_on=days_ago(20),
            how_resolved="Dawn brought the spare keys to the ward; locksmith cancelled.",
        )
        _talk(session, by, stay)
    return stay


def _directory(session: Session, by: Actor) -> None:
    add_agency(
        session, by=by, name="Riverside Homes", kind=AgencyKind.LANDLORD, person="Rents team", phone="0116 496 0133",
        note="Ask for the rents team before ten; the lettings line rings out.", last_checked_on=days_ago(3),
    )  # fmt: skip
    add_agency(
        session, by=by, name="Leicester City Council housing options", kind=AgencyKind.COUNCIL, person="Duty officer",
        phone="0116 496 0144", email="housing.options@council.example", last_checked_on=days_ago(40),
    )  # fmt: skip
    add_agency(
        session, by=by, name="Jobcentre Plus, Wellington Street", kind=AgencyKind.BENEFITS, phone="0116 496 0155"
    )


def _arrears(session: Session, by: Actor, stay: Stay) -> Barrier:
    barrier = add_barrier(
        session, by=by, stay_id=stay.id, kind="rent_arrears", began_on=days_ago(48), blocks_discharge="yes",
        waiting_on="riverside homes", waiting_person="Karen Dillon", waiting_since=days_ago(6),
    )  # fmt: skip
    save_arrears(
        session, by=by, barrier_id=barrier.id, expected_version=None, landlord="Riverside Homes", balance_pence=421250,
        balance_on=days_ago(6), weekly_rent_pence=9800, plan_weekly_pence=1500, plan_offered_on=days_ago(5),
        landlord_step="claim to court", hearing_on=days_ago(-12),
    )  # fmt: skip
    add_pack(session, by=by, barrier_id=barrier.id, steps=action_pack("rent_arrears", clock.today(), by.name)[:3])
    late = add_action(
        session, by=by, stay_id=stay.id, what="Send the medical letter to the court", owner="Dr Osei",
        owner_kind=OwnerKind.STAFF, barrier_id=barrier.id,
    )  # fmt: skip
    late.due_on = days_ago(2)
    return barrier


def _homelessness(session: Session, by: Actor, stay: Stay) -> None:
    barrier = add_barrier(
        session, by=by, stay_id=stay.id, kind="allocation_wait", began_on=days_ago(30), blocks_discharge="yes",
        waiting_on="Leicester City Council housing options", waiting_person="Duty officer", waiting_since=days_ago(21),
        note="Wants to stay near the Narborough Road: his sister and the surgery are there.",
    )  # fmt: skip
    save_homelessness(
        session, by=by, barrier_id=barrier.id, expected_version=None, council="Leicester City Council",
        consent_given="yes", consent_on=days_ago(29), consent_how="in words, on the ward", contact_details="Mobile, after 10",
        reason="threatened with homelessness", referred_on=days_ago(28), council_reference="HO/26/11873",
        answered_on=days_ago(21), outcome="Accepted: prevention duty", duty_started_on=days_ago(21),
    )  # fmt: skip


def _benefit(session: Session, by: Actor, stay: Stay) -> None:
    barrier = add_barrier(session, by=by, stay_id=stay.id, kind="benefits", began_on=days_ago(36))
    save_benefit(
        session, by=by, barrier_id=barrier.id, expected_version=None, benefit="Universal Credit housing element",
        stopped_on=days_ago(36), claimed_on=days_ago(15), expected_on=days_ago(-5), weekly_pence=9800,
    )  # fmt: skip


def _hazard(session: Session, by: Actor, stay: Stay) -> None:
    barrier = add_barrier(
        session, by=by, stay_id=stay.id, kind="repairs_or_hazard", began_on=days_ago(9), blocks_discharge="no"
    )
    on = days_ago(9)
    save_hazard(
        session, by=by, barrier_id=barrier.id, expected_version=None, hazard="Black mould in the bedroom",
        social_landlord="yes", tenancy="secure", emergency="no", damp_or_mould="yes", landlord_told_on=on,
        landlord_told_at=datetime(on.year, on.month, on.day, 14, 20, tzinfo=LONDON),
    )  # fmt: skip


def _talk(session: Session, by: Actor, stay: Stay) -> None:
    said = [
        (
            50,
            "Martin",
            ContactMethod.IN_PERSON,
            "He wants to keep the flat. Ashamed of the letters; never opened them.",
        ),
        (47, "Riverside Homes", ContactMethod.PHONE, "Rang out twice. Left a message with the lettings line."),
        (33, "Dawn (sister)", ContactMethod.PHONE, "Will bring keys and post on Saturday."),
        (21, "Duty officer", ContactMethod.EMAIL, "Prevention duty accepted, a caseworker will be named this week."),
        (
            6,
            "Karen Dillon",
            ContactMethod.PHONE,
            "Balance £4,212.50. Claim is lodged; she would hold it for a plan of £15.",
        ),
    ]
    for days, whom, how, text in said:
        add_contact(session, by=by, stay_id=stay.id, on=days_ago(days), with_whom=whom, method=how, text=text)
    done = add_action(session, by=by, stay_id=stay.id, what="Ask Dawn for the keys", owner=by.name)
    finish_action(
        session,
        by=by,
        action_id=done.id,
        expected_version=done.version,
        done_on=days_ago(33),
        outcome="Coming Saturday.",
    )
    what_next(
        session, by=by, stay_id=stay.id, happened="Martin signed the offer of £15 a week. Sent to Karen by e-mail.",
        happened_on=clock.today() - timedelta(days=5), with_whom="Martin", method=ContactMethod.IN_PERSON,
        next_step="Ring Karen for the decision on the plan", due_on=clock.today(), owner=by.name,
    )  # fmt: skip
