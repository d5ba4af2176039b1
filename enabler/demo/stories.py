"""The three published stories, told through the records: Mr L, Mr B and Mr J. Their details are made up."""

from datetime import date, timedelta

from enabler.audit import Actor
from enabler.demo.mr_j import mr_j
from enabler.demo.telling import Telling
from enabler.models import Ward
from enabler.record.stay import barrier_facts
from enabler.rules.stay.follow_ups import due_dates
from enabler.vocabulary import ContactMethod, Share


def stories(wards: dict[str, Ward], by: Actor, today: date) -> list[Telling]:
    return [_mr_l(wards["Bosworth"], by, today), _mr_b(wards["Ashby"], by, today), mr_j(wards["Bosworth"], by, today)]


def _mr_l(ward: Ward, by: Actor, today: date) -> Telling:
    """A first tenancy of his own, with community support."""
    story, left = Telling(by), today - timedelta(days=58)

    def day(before: int) -> date:
        return left - timedelta(days=before)

    story.arrives(
        day(62),
        ward_id=ward.id,
        bed="B2",
        admitted_on=day(70),
        patient={
            "surname": "Larkin",
            "given_names": "Leonard",
            "born_on": date(1994, 5, 17),
            "nhs_number": "9990000018",
            "hospital_number": "K201411",
            "phone": "07700 900142",
            "care_coordinator": "Tom Beech",
        },
        what_is_wrong="Lived with mother until now, wants a home of his own, has never had one",
        housing_on_admission="04",
        council="City council",
        household="Mother, who can no longer have him back",
        waiting_at_home="A cat, looked after by his mother",
        expected_discharge_on=day(20),
    )
    story.barrier(day(62), "no_home", began_on=day(70), waiting_on="City council housing options")
    story.barrier(day(30), "deposit_or_furniture", began_on=day(30), waiting_on="Furniture store")
    story.said(
        day(61),
        "He wants to try it alone, worried about bills and evenings.",
        "Mr Larkin",
        ContactMethod.IN_PERSON,
        next_step="Duty to refer, with his consent",
        due_on=day(60),
    )
    story.facts(
        day(60),
        "no_home",
        barrier_facts.save_homelessness,
        council="City council",
        consent_given="yes",
        consent_on=day(61),
        contact_details="07700 900142, or through the ward",
        reason="homeless",
        referred_on=day(60),
    )
    story.facts(
        day(52),
        "no_home",
        barrier_facts.save_homelessness,
        council_reference="HO-4471",
        duty_started_on=day(52),
        answered_on=day(52),
        outcome="Accepted: relief duty",
    )
    story.said(
        day(45),
        "Council proposes a one-bed flat near the canal; support team would visit twice a week.",
        "City council housing options",
        ContactMethod.PHONE,
        "no_home",
        "Viewing with Mr Larkin",
        day(38),
    )
    story.ready(day(21), said_by="Consultant's ward round")
    story.judged(day(21), "no_home", Share.SOLE)
    story.estimated(day(21), 20, 35, 60, "Single men without a first tenancy waited five weeks here", "Priya Nair")
    story.said(
        day(38),
        "Viewed the flat. He likes it: ‘I can see the water.’",
        "Mr Larkin",
        ContactMethod.VISIT,
        "no_home",
        "Sign the tenancy",
        day(8),
    )
    story.said(
        day(8),
        "Tenancy signed, keys on the day he leaves.",
        "City council housing options",
        ContactMethod.IN_PERSON,
        "no_home",
        "Bed and cooker delivered before he moves",
        day(2),
    )
    story.resolved(day(2), "deposit_or_furniture", "Furniture pack delivered, deposit paid from the fund")
    story.resolved(left, "no_home", "First tenancy of his own")
    story.checked(left)
    story.leaves(left, note="First independent tenancy; community support team visits on Tuesdays and Fridays")
    for milestone, due in due_dates(left).items():
        if due < today:
            story.followed(due, milestone, note="Settled, cooking for himself, support team comes twice a week")
    return story


def _mr_b(ward: Ward, by: Actor, today: date) -> Telling:
    """A council home, and something to put in it."""
    story, left = Telling(by), today - timedelta(days=121)

    def day(before: int) -> date:
        return left - timedelta(days=before)

    story.arrives(
        day(40),
        ward_id=ward.id,
        bed="A6",
        admitted_on=day(52),
        patient={
            "surname": "Bramley",
            "given_names": "Bernard",
            "born_on": date(1968, 11, 2),
            "nhs_number": "9990000026",
            "hospital_number": "K188204",
            "safe_contact": "Ring his brother first",
            "nearest_relative": "Brother, Colin",
        },
        what_is_wrong="Bed and breakfast room lost while in hospital",
        housing_on_admission="16",
        council="District council",
    )
    story.barrier(day(40), "no_home", began_on=day(52), waiting_on="District council housing options")
    story.barrier(day(18), "deposit_or_furniture", began_on=day(18), waiting_on="Furniture store")
    story.facts(
        day(39),
        "no_home",
        barrier_facts.save_homelessness,
        council="District council",
        consent_given="yes",
        consent_on=day(40),
        contact_details="Brother's telephone",
        reason="homeless",
        referred_on=day(39),
    )
    story.facts(
        day(36),
        "no_home",
        barrier_facts.save_homelessness,
        answered_on=day(36),
        duty_started_on=day(36),
        outcome="Accepted: relief duty",
    )
    story.said(
        day(35),
        "Council asks for the ward's letter about his health.",
        "Meera Shah",
        ContactMethod.PHONE,
        "no_home",
        "Get the letter from the consultant",
        day(32),
    )
    story.said(
        day(31),
        "Letter sent, medical priority given.",
        "Meera Shah",
        ContactMethod.EMAIL,
        "no_home",
        "Ask about the flats that come up this week",
        day(26),
    )
    story.ready(day(24), said_by="Team meeting")
    story.judged(day(23), "no_home", Share.SOLE)
    story.said(
        day(20),
        "Direct offer of a council flat, ground floor.",
        "Meera Shah",
        ContactMethod.PHONE,
        "no_home",
        "Furniture pack before the keys",
        day(14),
    )
    story.resolved(day(1), "deposit_or_furniture", "Bed, table, cooker and curtains delivered")
    story.resolved(left, "no_home", "Council tenancy began")
    story.checked(left)
    story.leaves(left, note="Council flat, furnished through the furniture store")
    for milestone, due in due_dates(left).items():
        if due < today:
            story.followed(due, milestone, note="Home kept, brother visits on Sundays")
    return story
