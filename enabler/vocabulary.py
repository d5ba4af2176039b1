"""The enums of the domain: the stored value and the label people see. One word per thing, here and everywhere."""

from enum import StrEnum

HOME_NOT_KNOWN = "not known"  # beside the national accommodation types


class Word(StrEnum):
    """A stored value with the label people see."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Word":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def labels(words: type[Word]) -> dict[str, str]:
    """The label of each stored value, in the order of the list."""
    return {word.value: word.label for word in words}


class Role(Word):
    OFFICER = "officer", "Officer"
    COORDINATOR = "coordinator", "Coordinator"
    EVALUATOR = "evaluator", "Evaluator"
    ADMINISTRATOR = "administrator", "Administrator"


class FieldAnswer(Word):
    """What is kept where two records of one person say different things."""

    KEPT = "kept", "What this record says"
    MERGED = "merged", "What the other record says"
    BOTH = "both", "Both, one after the other"


class OverlapAnswer(Word):
    """What becomes of two stays of one person that cover the same nights: one goes on."""

    WITHDRAW_KEPT = "withdraw kept", "Withdraw this record's stay"
    WITHDRAW_MERGED = "withdraw merged", "Withdraw the other record's stay"
    INTO_KEPT = "into kept", "Combine them in this record's stay"
    INTO_MERGED = "into merged", "Combine them in the other record's stay"

    @property
    def withdraws_kept(self) -> bool:
        return self in (OverlapAnswer.WITHDRAW_KEPT, OverlapAnswer.INTO_MERGED)

    @property
    def combines(self) -> bool:
        return self in (OverlapAnswer.INTO_KEPT, OverlapAnswer.INTO_MERGED)


class BarrierState(Word):
    """Worked out by rules/stay/barriers.py from the intervals of a barrier, never stored."""

    STANDS = "stands", "Stands"
    REOPENED = "re-opened", "Stands again"
    RESOLVED = "resolved", "Resolved"


class Setting(Word):
    ACUTE = "acute", "Acute"
    COMMUNITY = "community", "Community"
    MENTAL_HEALTH = "mental health", "Mental health"


class YesNo(Word):
    """Empty (None) always means not recorded, never no."""

    YES = "yes", "Yes"
    NO = "no", "No"


class BirthIs(Word):
    """How somebody's birth is known whose day is not; its date is then the first of July. Empty: the day is known."""

    YEAR = "year", "Only the year is known"
    ESTIMATED = "estimated", "Estimated"


class Counting(Word):
    """How a span of law is counted from its start."""

    AFTER = "after", "after"
    BEGINNING = "beginning", "beginning with"
    ON = "on", "on"


class Duty(Word):
    """What a council owes to somebody who is homeless or may become so."""

    PREVENTION = "prevention", "Prevention duty"
    RELIEF = "relief", "Relief duty"
    MAIN = "main", "Main duty"


class Tenancy(Word):
    """By what right somebody lives in a home; what follows from it is in rules.tenancies."""

    ASSURED = "assured", "Assured tenancy: private landlord or housing association"
    SECURE = "secure", "Secure tenancy: council"
    INTRODUCTORY = "introductory", "Introductory tenancy"
    DEMOTED = "demoted", "Demoted tenancy"
    LICENCE = "licence", "Licence"
    EXCLUDED = "excluded", "Excluded occupier: lodger, some hostels, interim accommodation"
    SUPPORTED = "supported", "Supported accommodation"
    OWNER = "owner", "Owner or shared owner"
    OTHER = "other", "Other"
    NOT_KNOWN = "not known", "Not known"


class Held(Word):
    """Whether somebody has a benefit. Empty (None): nobody has asked."""

    YES = "yes", "Has it"
    NO = "no", "Does not have it"
    NOT_KNOWN = "not known", "Not known"


class DischargeOutcome(Word):
    DISCHARGED = "discharged", "Discharged"
    DIED = "died", "Died"
    TRANSFERRED = "transferred", "Transferred to another hospital"
    SELF_DISCHARGED = "self-discharged", "Left against advice"


class ReadyEnd(Word):
    DISCHARGED = "discharged", "Left the ward"
    UNWELL_AGAIN = "unwell again", "Became unwell again"
    TRANSFERRED = "transferred", "Transferred to another hospital"
    DIED = "died", "Died"
    SELF_DISCHARGED = "self-discharged", "Left against advice"


class ReadyStandard(Word):
    CRFD = "clinically ready for discharge", "Clinically ready for discharge"
    DRD = "discharge ready date", "Discharge ready date"
    OTHER = "other", "Other standard"


class Share(Word):
    """How far housing alone holds the patient; the weights are in rules.judging."""

    SOLE = "sole", "Sole: housing alone holds the patient"
    JOINT = "joint", "Joint: housing and something else"
    CONTRIBUTORY = "contributory", "Contributory: something else holds the patient"


class Basis(Word):
    COMPARISON = "comparison", "Comparison cohort"
    SEALED = "sealed", "Sealed estimate"
    CITED = "cited", "Cited value"


class Confirmation(Word):
    CONFIRMED = "confirmed", "Confirmed"
    DISPUTED = "disputed", "Disputed"


class Part(Word):
    """The four parts of a delay night; they always add up."""

    HOUSING_ONLY = "housing_only", "Housing only"
    HOUSING_AND_OTHER = "housing_and_other", "Housing and other"
    OTHER_ONLY = "other_only", "Other only"
    NONE_RECORDED = "none_recorded", "No reason recorded"


class BarrierFamily(Word):
    """Which facts a barrier kind carries; kinds are in codes/barrier_kinds.csv."""

    ARREARS = "arrears", "Arrears"
    ADAPTATION = "adaptation", "Adaptation and grant"
    BENEFIT = "benefit", "Benefit"
    HOMELESSNESS = "homelessness", "Homelessness"
    HAZARD = "hazard", "Hazard and repair"


class LeaveKind(Word):
    SECTION_17 = "section 17", "Section 17 leave"
    HOME_LEAVE = "home leave", "Home leave"
    ABSENT = "absent without leave", "Absent without leave"


class OwnerKind(Word):
    STAFF = "staff", "Staff"
    PATIENT = "patient", "Patient"
    FAMILY = "family", "Family or friend"
    LANDLORD = "landlord", "Landlord"
    AGENCY = "agency", "Agency"


class ContactMethod(Word):
    IN_PERSON = "in person", "In person"
    PHONE = "phone", "Phone"
    EMAIL = "e-mail", "E-mail"
    LETTER = "letter", "Letter"
    VISIT = "visit", "Visit"
    MEETING = "meeting", "Meeting"
    OTHER = "other", "Other"


class Milestone(Word):
    """Planned checks after discharge; the days are in rules.follow_ups."""

    HOURS_48 = "48 hours", "48 hours"
    WEEK_1 = "1 week", "1 week"
    WEEKS_4 = "4 weeks", "4 weeks"
    WEEKS_13 = "13 weeks", "13 weeks"
    WEEKS_26 = "26 weeks", "26 weeks"
    WEEKS_52 = "52 weeks", "52 weeks"


class FollowUpResult(Word):
    DONE = "done", "Spoke to the patient or someone who knows"
    NO_CONTACT = "could not contact", "Could not contact"
    DECLINED = "declined", "Declined"
    DIED = "died", "Died"
    READMITTED = "readmitted", "Back in hospital"


class HomeKept(Word):
    KEPT = "kept", "Home kept"
    MOVED = "moved", "Moved on as planned to another settled home"
    LOST = "lost", "Home lost"
    NOT_KNOWN = "not known", "Not known"


class Asked(Word):
    """Silence is never an answer: not asked is its own value."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_ASKED = "not asked", "Not asked"


class CheckState(Word):
    YES = "yes", "Done"
    NO = "no", "Not done"
    NOT_NEEDED = "not needed", "Not needed"


class AgencyKind(Word):
    COUNCIL = "council", "Council"
    LANDLORD = "landlord", "Landlord"
    BENEFITS = "benefits", "Benefits office"
    HEALTH = "health", "Health or care team"
    ADVICE = "advice", "Advice or legal"
    SUPPORT = "support", "Support provider"
    REPAIRS = "repairs", "Repairs, clearing or utilities"
    COMMUNITY = "community", "Community group"
    OTHER = "other", "Other"


class ScreeningResult(Word):
    ISSUE = "issue", "Housing issue"
    NO_ISSUE = "no issue", "No issue"
    DECLINED = "declined", "Declined"


class Redaction(Word):
    """What a print shows of the patient."""

    FULL = "full", "Full names and numbers"
    INITIALS = "initials", "Initials only"
    REFERENCES = "references", "References only, no names"
    FIGURES = "figures", "Figures only, no references"


class DischargeCheck(Word):
    """The checklist before somebody goes home."""

    KEYS = "keys", "Keys in hand"
    HEAT = "heat", "Heating, power and water on"
    FOOD = "food", "Food for the first days"
    FURNITURE = "furniture", "Bed, cooker and basic furniture"
    GP = "gp", "Registered with a GP"
    BENEFITS = "benefits", "Benefits in payment or claimed"
    MEDICINES = "medicines", "Medicines to take home"


class LandlordStep(Word):
    LETTER = "letter", "Letter"
    NOTICE = "notice", "Notice"
    CLAIM = "claim to court", "Claim to court"
    HEARING = "hearing", "Hearing"
    POSSESSION_ORDER = "possession order", "Possession order"
    WARRANT = "warrant", "Warrant"
    ON_HOLD = "on hold", "On hold"


class AdaptationRoute(Word):
    EQUIPMENT = "equipment", "Equipment"
    MINOR_WORKS = "minor works", "Minor works"
    GRANT = "Disabled Facilities Grant", "Disabled Facilities Grant"
    LANDLORD = "landlord's own works", "Landlord's own works"


class ReferralReason(Word):
    HOMELESS = "homeless", "Homeless"
    THREATENED = "threatened with homelessness", "Threatened with homelessness"


class ConsentGiven(Word):
    ON_THE_WARD = "in words, on the ward", "In words, on the ward"
    BY_PHONE = "in words, by phone", "In words, by phone"
    IN_WRITING = "in writing", "In writing"
