"""What usually happens with each kind of barrier: who is waited for, what is said, what is done next."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Course:
    """The usual course of a barrier. `wrong` is what is said at the bedside; `talks` are (what happened, what next)."""

    wrong: str
    waiting_on: str
    talks: tuple[tuple[str, str], ...]
    solved: str
    home_after: str = "02"


COURSES = {
    "rent_arrears": Course(
        "Rent arrears, landlord talking of court",
        "Soar Valley Homes",
        (
            ("Landlord gives the balance, will hold for two weeks if a plan is offered.", "Send the offer of a plan"),
            ("Offer sent: first payment with the next Universal Credit.", "Ring landlord for an answer"),
            ("No answer, message left with the income team.", "Ring the income officer again"),
            ("Plan accepted in writing, hold confirmed.", "Check the first payment was made"),
        ),
        "Landlord accepted the plan and withdrew the notice",
    ),
    "no_home": Course(
        "No fixed abode, was sleeping at a friend's",
        "City council housing options",
        (
            ("Consent given, duty to refer sent with the planned date.", "Ask the council who has the case"),
            ("Council has it, wants proof of local connection.", "Get the GP letter for the connection"),
            ("Council accepts the relief duty, housing plan promised this week.", "Chase the housing plan"),
            ("Offer of a studio in a settled scheme, viewing booked.", "Go with the patient to the viewing"),
        ),
        "Moved into a settled tenancy through the council",
    ),
    "adaptations": Course(
        "Cannot manage stairs or bath at home",
        "Occupational therapy",
        (
            ("Therapist asked for a home visit.", "Ask for the date of the home visit"),
            ("Visit done: level access shower and a rail.", "Send the report to the adaptations team"),
            ("Adaptations team has the report, grant forms sent.", "Landlord's consent for the shower"),
            ("Interim plan: bed downstairs and a commode until works are done.", "Book the bed delivery"),
        ),
        "Interim plan in place, works booked for after discharge",
    ),
    "benefits": Course(
        "Benefits stopped while in hospital",
        "Benefits office",
        (
            ("Claim closed because of a missed appointment.", "Send proof of the hospital stay"),
            ("Proof received, decision in ten days.", "Ring for the decision"),
            ("Back in payment, arrears to follow.", "Check the first payment"),
        ),
        "In payment again, backdated",
    ),
    "supported_housing_wait": Course(
        "Waiting for a supported flat",
        "Supported housing panel",
        (
            ("Application sent to the panel with the care plan.", "Ask when the panel meets"),
            ("Panel wants a risk summary.", "Get the risk summary from the ward"),
            ("Accepted, third on the list.", "Ask for an interim place"),
        ),
        "Place offered and taken",
        home_after="11",
    ),
    "hoarding_or_clutter": Course(
        "Home cluttered, ambulance could not get in",
        "Clear and clean service",
        (
            ("Photos seen with the patient, consent to clear two rooms.", "Book clear and clean"),
            ("First visit done, second needed.", "Fire safety visit after the second"),
        ),
        "Two rooms and the hall cleared, fire safety visit done",
    ),
    "repairs_or_hazard": Course(
        "Damp and mould in the bedroom",
        "Charnwood Housing Association",
        (
            ("Landlord told in writing of damp and mould.", "Ask for the inspection date"),
            ("Inspection done, works ordered.", "Ask for the works date"),
        ),
        "Works done, home inspected",
    ),
    "no_heat_or_utilities": Course(
        "No heating, boiler condemned",
        "Charnwood Housing Association",
        (("Boiler reported as an emergency.", "Check that heaters were delivered"),),
        "Boiler replaced and tested",
    ),
    "relationship_breakdown": Course(
        "Cannot go back to partner's home",
        "City council housing options",
        (
            ("Patient does not want to go back, safety plan made.", "Duty to refer to the council"),
            ("Council accepts relief duty, asks for papers.", "Collect identity papers"),
        ),
        "Moved to a sister's home, then own tenancy",
        home_after="04",
    ),
    "deposit_or_furniture": Course(
        "Flat offered but nothing in it",
        "Furniture store",
        (
            ("Furniture pack applied for.", "Ask for the delivery date"),
            ("Bed and cooker promised.", "Be there for the delivery"),
        ),
        "Furniture delivered, deposit paid from the fund",
    ),
    "keys_or_security": Course(
        "Door broken in by police, no keys",
        "Soar Valley Homes",
        (("Landlord told, joiner booked.", "Collect the new keys"),),
        "Lock changed, keys collected",
    ),
    "private_rent_search": Course(
        "Landlord is selling, looking for private rent",
        "Private landlord",
        (
            ("Two viewings refused once the landlord heard of the ward.", "Try the landlord who knows the scheme"),
            ("Viewing went well, references wanted.", "Send the references"),
        ),
        "Private tenancy signed, rent in advance paid",
        home_after="03",
    ),
}

# The talks in which the council accepts the relief duty, and in which the landlord's inspection has been.
ACCEPTED = {"no_home": 2, "relationship_breakdown": 1}
INSPECTED = {"repairs_or_hazard": 1}

# Two who have no home are told otherwise from the third talk on: the council does not answer, or it refuses.
NO_ANSWER = {
    2: ("Letter sent, nothing back from the council.", "Ask the council's manager who decides"),
    3: ("Still no decision: the duty officer is away, a name is promised.", "Ring for the name"),
}
REFUSED = {
    2: ("Letter sent. The council promises its decision this week.", "Ask for the decision in writing"),
    3: (
        "Decision received: not homeless, because the friend would take the patient back. The friend says no.",
        "Ask for a review in writing, with the friend's letter",
    ),
}
DECIDED = 3

MENTAL_HEALTH = (
    "rent_arrears",
    "no_home",
    "adaptations",
    "benefits",
    "supported_housing_wait",
    "hoarding_or_clutter",
    "no_home",
    "rent_arrears",
    "relationship_breakdown",
    "deposit_or_furniture",
    "private_rent_search",
    "keys_or_security",
    "repairs_or_hazard",
)
ACUTE = (
    "adaptations",
    "hoarding_or_clutter",
    "no_heat_or_utilities",
    "adaptations",
    "repairs_or_hazard",
    "no_home",
    "rent_arrears",
)
