"""Mr J: arrears in the thousands, home, then a home he can afford, with benefits help after."""

# His details are made up.

from datetime import date, timedelta

from enabler.audit import Actor
from enabler.demo.telling import Telling
from enabler.models import Ward
from enabler.record.stay import barrier_facts
from enabler.rules.stay.follow_ups import due_dates
from enabler.vocabulary import ContactMethod, OwnerKind, Share, YesNo


def mr_j(ward: Ward, by: Actor, today: date) -> Telling:
    """Arrears in the thousands; back to his own address, then a home he can afford; benefits help after."""
    story, left = Telling(by), today - timedelta(days=33)

    def day(before: int) -> date:
        return left - timedelta(days=before)

    story.arrives(
        day(48),
        ward_id=ward.id,
        bed="C3",
        admitted_on=day(55),
        patient={
            "surname": "Jessop",
            "given_names": "Jonathan",
            "born_on": date(1979, 2, 9),
            "nhs_number": "9990000034",
            "hospital_number": "K195530",
            "phone": "07700 900177",
            "language": "English",
        },
        what_is_wrong="Arrears of several thousand pounds, eviction talked of",
        housing_on_admission="02",
        landlord="Soar Valley Homes",
        council="City council",
        expected_discharge_on=day(22),
    )
    story.barrier(day(48), "rent_arrears", began_on=day(55), waiting_on="Soar Valley Homes")
    story.barrier(day(46), "benefits", began_on=day(46), waiting_on="Benefits office")
    story.barrier(day(20), "unaffordable", began_on=day(20), blocks=YesNo.NO)
    story.facts(
        day(47),
        "rent_arrears",
        barrier_facts.save_arrears,
        landlord="Soar Valley Homes",
        balance_pence=341_218,
        balance_on=day(48),
        weekly_rent_pence=13_640,
        tenancy="assured",
        landlord_step="notice",
        notice_expires_on=day(10),
    )
    story.has(day(46), universal_credit_housing="yes", pip_or_dla="no")
    story.facts(
        day(46), "benefits", barrier_facts.save_benefit, benefit="Universal Credit housing costs", stopped_on=day(50)
    )
    story.said(
        day(47),
        "Landlord will hold the notice if the housing costs are claimed again and a plan is offered.",
        "Jan Kowalska, Soar Valley Homes",
        ContactMethod.PHONE,
        "rent_arrears",
        "Offer £20 a week from the first payment",
        day(43),
    )
    story.said(
        day(42),
        "Offer sent with proof of admission. Claim for housing costs made with him on the ward.",
        "Jan Kowalska, Soar Valley Homes",
        ContactMethod.EMAIL,
        "rent_arrears",
        "Ring for the answer",
        day(36),
    )
    story.facts(day(42), "rent_arrears", barrier_facts.save_arrears, plan_weekly_pence=2_000, plan_offered_on=day(42))
    story.said(
        day(30),
        "Rang landlord, no answer. Left a message.",
        "Soar Valley Homes",
        ContactMethod.PHONE,
        "rent_arrears",
        "Ring Jan again",
        day(28),
    )
    story.ready(day(19), said_by="Consultant's ward round")
    story.judged(day(19), "rent_arrears", Share.SOLE)
    story.estimated(day(19), 15, 25, 45, "Eviction was likely, and a homeless wait after it", "Priya Nair")
    story.said(
        day(12),
        "Housing costs back in payment, backdated.",
        "Benefits office",
        ContactMethod.PHONE,
        "benefits",
        "Tell the landlord",
        day(11),
    )
    story.resolved(day(12), "benefits", "Universal Credit housing costs in payment, backdated")
    story.said(
        day(11),
        "Plan agreed in writing, notice withdrawn. He can go home.",
        "Jan Kowalska, Soar Valley Homes",
        ContactMethod.EMAIL,
        "rent_arrears",
        "Check that the locks and the meter work",
        day(8),
    )
    story.facts(day(11), "rent_arrears", barrier_facts.save_arrears, plan_agreed_on=day(11), first_payment_kept="yes")
    story.resolved(day(6), "rent_arrears", "Plan of £20 a week agreed, notice withdrawn")
    story.checked(left)
    story.leaves(left, note="Back to his own address; too dear for him in the long run")
    story.said(
        left + timedelta(days=2),
        "Home, warm, food in. Rent takes most of what he has.",
        "Mr Jessop",
        ContactMethod.VISIT,
        "unaffordable",
        "Apply for a smaller flat with medical priority",
        left + timedelta(days=9),
        owner="Dev Patel, community support",
        owner_kind=OwnerKind.AGENCY,
    )
    for milestone, due in due_dates(left).items():
        if due < today - timedelta(days=1):
            story.followed(due, milestone, note="At home; looking at a smaller flat; wants to work again")
    story.said(
        left + timedelta(days=29),
        "Offer of an affordable flat two streets away, moves next month.",
        "Soar Valley Homes",
        ContactMethod.PHONE,
        "unaffordable",
        "Change of address with the benefits office",
        today + timedelta(days=2),
    )
    return story
