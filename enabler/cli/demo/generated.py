"""About sixty stays over three quarters, each told from a plan drawn by chance with a fixed seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from enabler.audit import Actor
from enabler.cli.demo.kinds import ACUTE, COURSES, MENTAL_HEALTH
from enabler.cli.demo.people import Person
from enabler.cli.demo.telling import Telling
from enabler.models import Ward
from enabler.record import barrier_facts, delay_reasons
from enabler.rules.follow_ups import due_dates
from enabler.vocabulary import ContactMethod, DischargeOutcome, FollowUpResult, HomeKept, Setting, Share

DAY = timedelta(days=1)
STILL_HERE = 18
GONE = 40
COORDINATOR = "Priya Nair"
OUTCOMES = {7: DischargeOutcome.SELF_DISCHARGED, 19: DischargeOutcome.TRANSFERRED, 28: DischargeOutcome.DIED}
DESTINATIONS = {DischargeOutcome.TRANSFERRED: "51", DischargeOutcome.DIED: "79"}


@dataclass(frozen=True, slots=True)
class Plan:
    """The dates of one stay."""

    number: int
    kind: str
    admitted_on: date
    opened_on: date
    ready_on: date | None
    solved_on: date | None
    left_on: date | None


def tellings(
    chance: random.Random, wards: dict[str, Ward], by: Actor, crowd: Iterator[Person], today: date
) -> list[Telling]:
    names = list(wards)
    told = []
    for number in range(GONE + STILL_HERE):
        ward = wards[names[number % 3 if number % 5 else number % 2]]
        plan = _plan(chance, number, ward, today)
        told.append(_tell(chance, plan, ward, by, next(crowd), today))
    return told


def _plan(chance: random.Random, number: int, ward: Ward, today: date) -> Plan:
    kinds = MENTAL_HEALTH if ward.setting == Setting.MENTAL_HEALTH else ACUTE
    kind = kinds[number % len(kinds)]
    before = chance.randint(12, 45) if ward.setting == Setting.MENTAL_HEALTH else chance.randint(4, 16)
    waited = min(int(chance.expovariate(1 / 13)), 60)
    ready: date | None
    solved: date | None
    left: date | None
    if number < GONE:
        left = today - timedelta(days=4 + number * 6 + chance.randint(0, 4))
        ready = left - timedelta(days=waited)
        solved = max(ready, left - timedelta(days=chance.randint(0, 2)))
    else:
        place = number - GONE
        left, solved = None, None
        ready = today - timedelta(days=place * 2 + chance.randint(0, 3)) if place < 11 else None
    admitted = (ready or today) - timedelta(days=before)
    opened = min(admitted + timedelta(days=chance.randint(1, 9)), ready or today)
    return Plan(number, kind, admitted, opened, None if number == 11 else ready, solved, left)


def _tell(chance: random.Random, plan: Plan, ward: Ward, by: Actor, person: Person, today: date) -> Telling:
    course, telling = COURSES[plan.kind], Telling(by)
    telling.arrives(
        plan.opened_on,
        ward_id=ward.id,
        patient={
            "surname": person.surname,
            "given_names": person.given_names,
            "born_on": person.born_on,
            "nhs_number": person.nhs_number,
            "hospital_number": person.hospital_number,
            "phone": f"07700 900{chance.randint(100, 999)}",
            "safe_contact": "Do not ring the home number" if plan.number % 9 == 4 else None,
            "address_protected": plan.number % 17 == 8,
            "address": "14 Harbour Street" if plan.number % 17 == 8 else None,
            "safety_alert": "Dog at the address, ring before visiting" if plan.number % 13 == 5 else None,
            "safety_alert_review_on": plan.opened_on + timedelta(days=90) if plan.number % 13 == 5 else None,
            "care_coordinator": "Tom Beech" if plan.number % 3 == 0 else None,
        },
        bed=_bed(plan.number),
        admitted_on=plan.admitted_on,
        what_is_wrong=course.wrong,
        expected_discharge_on=plan.admitted_on + timedelta(days=45),
        housing_on_admission="14" if plan.kind == "no_home" else course.home_after,
        council="City council",
    )
    telling.barrier(
        plan.opened_on,
        plan.kind,
        began_on=plan.admitted_on,
        waiting_on=course.waiting_on,
    )
    _tell_talks(chance, telling, plan, today)
    _tell_facts(telling, plan)
    _tell_judging(chance, telling, plan, ward)
    _tell_leaving(chance, telling, plan, today)
    return telling


def _bed(number: int) -> str:
    return f"{'ABCD'[number // 8 % 4]}{number % 8 + 1}"


def _tell_talks(chance: random.Random, telling: Telling, plan: Plan, today: date) -> None:
    """A talk every few days, each with the next step, until the barrier is gone or today."""
    course, day, last = COURSES[plan.kind], plan.opened_on, plan.solved_on or today
    quiet = plan.left_on is None and plan.number % 6 == 0
    for happened, following in course.talks:
        if day > last or (quiet and day > today - timedelta(days=9)):
            break
        due = day + timedelta(days=chance.randint(2, 5))
        telling.said(day, happened, course.waiting_on, _method(chance), plan.kind, following, due)
        day = due + timedelta(days=chance.choice((0, 0, 1, 2)))
    if plan.left_on is None and not quiet:
        rang = max(plan.opened_on, today - timedelta(days=chance.randint(0, 5)))
        telling.said(
            rang,
            f"Rang {course.waiting_on}: still waiting, a name and a date promised.",
            course.waiting_on,
            ContactMethod.PHONE,
            plan.kind,
            f"Ring {course.waiting_on} for the date",
            max(rang, today + timedelta(days=chance.randint(-3, 4))),
        )
    if plan.left_on is None:
        telling.confirmed(today if plan.number % 3 else today - timedelta(days=2))


def _method(chance: random.Random) -> ContactMethod:
    return chance.choice((ContactMethod.PHONE, ContactMethod.PHONE, ContactMethod.EMAIL, ContactMethod.IN_PERSON))


def _tell_facts(telling: Telling, plan: Plan) -> None:
    day = min(plan.opened_on + DAY, plan.left_on or plan.opened_on)
    if plan.kind == "rent_arrears":
        telling.facts(
            day,
            plan.kind,
            barrier_facts.save_arrears,
            landlord="Soar Valley Homes",
            balance_pence=(900 + plan.number * 61) * 100,
            balance_on=plan.opened_on,
            weekly_rent_pence=11_250,
        )
    elif plan.kind in ("no_home", "relationship_breakdown"):
        telling.facts(
            day,
            plan.kind,
            barrier_facts.save_homelessness,
            council="City council",
            consent_given="yes",
            consent_on=plan.opened_on,
            contact_details="Own mobile, after six",
            reason="homeless",
            referred_on=day,
            duty_started_on=day,
        )
    elif plan.kind == "adaptations":
        telling.facts(day, plan.kind, barrier_facts.save_adaptation, route="grant", assessment_asked_on=plan.opened_on)
    elif plan.kind == "benefits":
        telling.facts(
            day, plan.kind, barrier_facts.save_benefit, benefit="Universal Credit", stopped_on=plan.admitted_on
        )


def _tell_judging(chance: random.Random, telling: Telling, plan: Plan, ward: Ward) -> None:
    if plan.ready_on is None:
        return
    lag = chance.choice((0, 0, 0, 1))
    last = plan.left_on - DAY if plan.left_on and plan.left_on > plan.ready_on else plan.ready_on
    telling.ready(plan.ready_on, recorded=min(plan.ready_on + lag * DAY, plan.left_on or plan.ready_on + lag * DAY))
    day = max(plan.ready_on, plan.opened_on)
    if plan.number % 8 == 3:
        day = min(day + 5 * DAY, last)  # judged late
    day = min(day, last) if plan.left_on else day
    day = max(day, plan.opened_on)
    share = (Share.SOLE, Share.SOLE, Share.SOLE, Share.JOINT, Share.SOLE, Share.CONTRIBUTORY)[plan.number % 6]
    if plan.number % 20 != 14:
        telling.judged(day, plan.kind, share)
    if ward.setting == Setting.ACUTE or plan.number % 4 == 0:
        likely = chance.randint(6, 16)
        telling.estimated(
            day, max(1, likely - 5), likely, likely + 9, "As long as the last three like this took", COORDINATOR
        )
    if share is not Share.SOLE:
        which, code = ("mhsds-v6", "09") if ward.setting == Setting.MENTAL_HEALTH else ("acute-2024", "C2")
        from_on = plan.ready_on
        telling.on(
            max(from_on, plan.opened_on),
            lambda session: delay_reasons.add_delay_reason(
                session, by=telling.by, stay_id=telling.stay_id, list=which, code=code, from_on=from_on, to_on=None
            ),
            12,
        )


def _tell_leaving(chance: random.Random, telling: Telling, plan: Plan, today: date) -> None:
    if plan.left_on is None or plan.solved_on is None:
        return
    outcome = OUTCOMES.get(plan.number, DischargeOutcome.DISCHARGED)
    course = COURSES[plan.kind]
    if outcome is DischargeOutcome.DISCHARGED:
        telling.resolved(max(plan.solved_on, plan.opened_on), plan.kind, course.solved)
    telling.leaves(
        plan.left_on,
        outcome=outcome,
        destination=DESTINATIONS.get(outcome, "19"),
        home_after=None if outcome in DESTINATIONS else course.home_after,
    )
    if outcome not in DESTINATIONS:
        _tell_after(chance, telling, plan.left_on, plan.number, today)


def _tell_after(chance: random.Random, telling: Telling, left_on: date, number: int, today: date) -> None:
    """Follow-ups as they came due; now and then nobody answers, and the last ones wait on Today."""
    for milestone, due in due_dates(left_on).items():
        day = due + timedelta(days=chance.choice((0, 0, 1)))
        if day >= today - DAY:
            return
        if (number + due.day) % 7 == 0:
            telling.followed(day, milestone, result=FollowUpResult.NO_CONTACT, home=None, readmitted=None)
        else:
            lost = number == 23 and due - left_on > timedelta(days=60)
            telling.followed(day, milestone, home=HomeKept.LOST if lost else HomeKept.KEPT)
