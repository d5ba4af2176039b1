"""About sixty stays over three quarters, each told from a plan drawn by chance with a fixed seed."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from enabler.audit import Actor
from enabler.demo.facts import StayPlan, tell_facts
from enabler.demo.kinds import (
    ACCEPTED,
    ACUTE,
    COURSES,
    DECIDED,
    INSPECTED,
    MENTAL_HEALTH,
    NO_ANSWER,
    REFUSED,
)
from enabler.demo.people import Person
from enabler.demo.telling import Telling
from enabler.models import Ward
from enabler.record.stay import barrier_facts, delay_reasons
from enabler.rules.stay.follow_ups import due_dates
from enabler.vocabulary import ContactMethod, DischargeOutcome, FollowUpResult, HomeKept, Setting, Share

DAY = timedelta(days=1)
STILL_HERE = 18
GONE = 40
COORDINATOR = "Priya Nair"
OUTCOMES = {7: DischargeOutcome.SELF_DISCHARGED, 19: DischargeOutcome.TRANSFERRED, 28: DischargeOutcome.DIED}
TOLD_OTHERWISE = {45: NO_ANSWER, 47: REFUSED}
DESTINATIONS = {DischargeOutcome.TRANSFERRED: "51", DischargeOutcome.DIED: "79"}


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


def _plan(chance: random.Random, number: int, ward: Ward, today: date) -> StayPlan:
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
    return StayPlan(number, kind, admitted, opened, None if number == 11 else ready, solved, left)


def _tell(chance: random.Random, plan: StayPlan, ward: Ward, by: Actor, person: Person, today: date) -> Telling:
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
    tell_facts(telling, plan)
    _tell_judging(chance, telling, plan, ward)
    _tell_leaving(chance, telling, plan, today)
    return telling


def _bed(number: int) -> str:
    return f"{'ABCD'[number // 8 % 4]}{number % 8 + 1}"


def _tell_talks(chance: random.Random, telling: Telling, plan: StayPlan, today: date) -> None:
    """A talk every few days, each with the next step, until the barrier is gone or today."""
    course, day, last = COURSES[plan.kind], plan.opened_on, plan.solved_on or today
    quiet = plan.left_on is None and plan.number % 6 == 0
    for place, talk in enumerate(course.talks):
        happened, following = _otherwise(plan).get(place, talk)
        if day > last or (quiet and day > today - timedelta(days=9)):
            break
        due = day + timedelta(days=chance.randint(2, 5))
        telling.said(day, happened, course.waiting_on, _method(chance), plan.kind, following, due)
        _tell_answer(telling, plan, place, day)
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


def _otherwise(plan: StayPlan) -> Mapping[int, tuple[str, str]]:
    return TOLD_OTHERWISE.get(plan.number, {}) if plan.kind == "no_home" else {}


def _tell_answer(telling: Telling, plan: StayPlan, place: int, day: date) -> None:
    """What the council or the landlord did, recorded on the day it was heard: clocks run from that and from nothing
    else."""
    if _otherwise(plan):
        if place == DECIDED and _otherwise(plan) is REFUSED:
            decided = {"answered_on": day, "outcome": "Not accepted: not homeless", "decision_received_on": day}
            telling.facts(day, plan.kind, barrier_facts.save_homelessness, **decided)
    elif ACCEPTED.get(plan.kind) == place:
        accepted = {"answered_on": day, "outcome": "Accepted: relief duty", "duty_started_on": day}
        telling.facts(day, plan.kind, barrier_facts.save_homelessness, **accepted)
    elif INSPECTED.get(plan.kind) == place:
        telling.facts(day, plan.kind, barrier_facts.save_hazard, investigated_on=day)


def _method(chance: random.Random) -> ContactMethod:
    return chance.choice((ContactMethod.PHONE, ContactMethod.PHONE, ContactMethod.EMAIL, ContactMethod.IN_PERSON))


def _tell_judging(chance: random.Random, telling: Telling, plan: StayPlan, ward: Ward) -> None:
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


def _tell_leaving(chance: random.Random, telling: Telling, plan: StayPlan, today: date) -> None:
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
