"""The caseload's tables, once: what import, export, SQLite and the data dictionary read."""

# How rows are fetched is in rows.py.

from functools import partial

from enabler import codes
from enabler.exchange.fields import (
    Apart,
    Field,
    Sort,
    Table,
    code,
    day,
    reference,
    text,
)
from enabler.models import (
    Action,
    Barrier,
    BarrierInterval,
    Contact,
    DelayReason,
    Estimate,
    FollowUp,
    Leave,
    Patient,
    ReadyPeriod,
    Stay,
    Ward,
    WardMove,
)
from enabler.models.columns import labels_of
from enabler.vocabulary import (
    Share,
    labels,
)

LONG = 100_000

PATIENTS = Table(
    "patients",
    "A person a row. Everything but the reference may be unknown.",
    (
        reference("patient_ref", "The sender's reference of the person; kept, never reused", Patient.ref),
        text("nhs_number", "Ten digits with a right check digit", Patient.nhs_number, longest=20),
        text(
            "number_as_given",
            "A number that is no NHS number, as somebody gave it",
            Patient.number_as_given,
            longest=60,
        ),
        text("hospital_number", "The hospital's own number", Patient.hospital_number, longest=60),
        text("surname", "Family name", Patient.surname),
        text("given_names", "Given names", Patient.given_names),
        text("known_as", "The name the person goes by, where it is another", Patient.known_as),
        text("pronouns", "Pronouns, as the person says", Patient.pronouns, longest=60),
        Field("born_on", Sort.DATE, "Date of birth; 1 July where birth_is says that no more is known", Patient.born_on),
        code("birth_is", "How the birth is known; empty: the day is", Patient.birth_is, apart=Apart.DROPPED),
        text("phone", "Phone", Patient.phone, longest=60),
        text("email", "E-mail", Patient.email),
        text("safe_contact", "How to reach the person safely", Patient.safe_contact, longest=LONG),
        text("language", "First language", Patient.language),
        code("interpreter_needed", "Interpreter needed", Patient.interpreter_needed, apart=Apart.DROPPED),
        text("communication_needs", "What makes talking easier", Patient.communication_needs, longest=LONG),
        text("safety_alert", "What to know before meeting the person", Patient.safety_alert, longest=LONG),
        Field("safety_alert_review_on", Sort.DATE, "The alert is looked at again", Patient.safety_alert_review_on),
        text("lone_visit_risk", "What to know before visiting alone", Patient.lone_visit_risk, longest=LONG),
        text("care_coordinator", "Care co-ordinator", Patient.care_coordinator),
        text("nearest_relative", "Nearest relative", Patient.nearest_relative),
        text("appointee", "Appointee or attorney", Patient.appointee),
        code("section_117", "Section 117 aftercare", Patient.section_117, apart=Apart.DROPPED),
    ),
    key="patient_ref",
)
STAYS = Table(
    "stays",
    "A hospital stay a row. With case_opened_on it is a case: the service took it on.",
    (
        reference("stay_ref", "The sender's reference of the stay; kept, never reused", Stay.ref),
        reference("patient_ref", "Whose stay", Patient.ref),
        text(
            "ward",
            "The ward where the patient lies, or lay last",
            Ward.name,
            longest=120,
            needed=True,
            apart=Apart.KEPT,
        ),
        code("setting", "Setting of the stay", Stay.setting, needed=True),
        text("bed", "The bed", Stay.bed, longest=60),
        day("admitted_on", "Admitted to the hospital", Stay.admitted_on),
        day("case_opened_on", "Taken on by the service", Stay.case_opened_on),
        text("officer", "Who holds the case: the name of the account, or as the sender has it", Stay.held_under),
        text("what_is_wrong", "What was said at the bedside", Stay.what_is_wrong, longest=LONG),
        code("legal_status", "Legal status under the Mental Health Act", Stay.legal_status, apart=Apart.DROPPED),
        text("referral_source", "Who asked for the service", Stay.referral_source),
        code("housing_on_admission", "Kind of home on admission", Stay.housing_on_admission, apart=Apart.DROPPED),
        text("landlord", "Landlord", Stay.landlord),
        text("council", "Council", Stay.council),
        text("household", "Who else lives there", Stay.household, longest=LONG),
        text("waiting_at_home", "Pets, children, keys, meters", Stay.waiting_at_home, longest=LONG),
        day("hospital_says_fit_on", "Medically fit, as the hospital's list says", Stay.hospital_says_fit_on),
        day("expected_discharge_on", "Expected to leave", Stay.expected_discharge_on),
        day("discharged_on", "Left the hospital", Stay.discharged_on),
        code("discharge_outcome", "How the stay ended", Stay.discharge_outcome),
        code(
            "discharge_destination",
            "Where to, by the national code; 19 never says housed",
            Stay.discharge_destination,
        ),
        code("home_after", "Kind of home after the discharge", Stay.home_after),
        text("discharge_note", "What was said at the discharge", Stay.discharge_note, longest=LONG),
        code("main_barrier_kind", "The main barrier that the figure uses", None, partial(labels_of, Barrier.kind)),
        code(
            "share",
            "The share that the figure uses: how far housing alone holds the patient",
            None,
            partial(labels, Share),
        ),
        day("judged_on", "The day main barrier and share were recorded, the later of the two; empty: not known"),
        day("main_barrier_judged_on", "The day the main barrier was recorded"),
        day("share_judged_on", "The day the share was recorded"),
    ),
    key="stay_ref",
)
READY_PERIODS = Table(
    "ready_periods",
    "A span in which the patient no longer needed the bed, from ready_on up to, not including, ended_on.",
    (
        reference("stay_ref", "Whose stay", Stay.ref),
        day("ready_on", "Ready to leave, as the clinical team said", ReadyPeriod.ready_on, needed=True),
        day("ended_on", "Left, unwell again, transferred or died", ReadyPeriod.ended_on),
        code("end_reason", "Why it ended", ReadyPeriod.end_reason),
        code("standard", "By which standard ready", ReadyPeriod.standard),
        text("said_by", "Who said so", ReadyPeriod.said_by),
    ),
    begins="ready_on",
)
LEAVE = Table(
    "leave",
    "Nights away, from from_on up to, not including, to_on; they count only where the bed was kept.",
    (
        reference("stay_ref", "Whose stay", Stay.ref),
        day("from_on", "First night away", Leave.from_on, needed=True),
        day("to_on", "Back on the ward", Leave.to_on),
        code("bed_kept", "Whether the bed was kept", Leave.bed_kept),
        code("kind", "What leave", Leave.kind),
    ),
    begins="from_on",
)
WARD_MOVES = Table(
    "ward_moves",
    "From this date the patient lay on this ward, in this bed; the first row begins with the admission.",
    (
        reference("stay_ref", "Whose stay", Stay.ref),
        day("from_on", "From this day", WardMove.from_on),
        text("ward", "The ward", Ward.name, longest=120, needed=True, apart=Apart.KEPT),
        text("bed", "The bed", WardMove.bed, longest=60),
    ),
    begins="from_on",
)
BARRIERS = Table(
    "barriers",
    "An interval over which a barrier stood, from began_on up to, not including, resolved_on; re-opened: one row more.",
    (
        reference("barrier_ref", "The sender's reference of the barrier", Barrier.ref),
        reference("stay_ref", "Whose stay", Stay.ref),
        code("kind", "Kind of barrier", Barrier.kind, needed=True),
        day("began_on", "Began to matter", BarrierInterval.began_on, needed=True),
        day("resolved_on", "Was resolved", BarrierInterval.resolved_on),
        code("blocks_discharge", "Whether it stands in the way of discharge", Barrier.blocks_discharge),
        text("waiting_on", "Who is waited for", Barrier.waiting_on),
        text("waiting_person", "Which person there", Barrier.waiting_person),
        day("waiting_since", "Since when", Barrier.waiting_since),
        text("how_resolved", "How it was resolved", BarrierInterval.how_resolved, longest=LONG),
        text("note", "What is said of it", Barrier.note, longest=LONG),
    ),
    key="barrier_ref",
    begins="began_on",
)
DELAY_REASONS = Table(
    "delay_reasons",
    "A national delay reason, from from_on up to, not including, to_on.",
    (
        reference("stay_ref", "Whose stay", Stay.ref),
        code("list", "Which national list", DelayReason.list, needed=True),
        code("code", "The code in that list", DelayReason.code, codes.delay_reason_codes, needed=True),
        day("from_on", "From this day", DelayReason.from_on, needed=True),
        day("to_on", "Up to this day", DelayReason.to_on),
    ),
    begins="from_on",
)
ACTIONS = Table(
    "actions",
    "Something somebody does by a date; done when done_on is filled.",
    (
        reference("action_ref", "The sender's reference of the action", Action.ref),
        reference("stay_ref", "Whose stay", Stay.ref),
        reference("barrier_ref", "For which barrier", Barrier.ref, needed=False),
        text("what", "What is to be done", Action.what, longest=LONG, needed=True),
        code("owner_kind", "What sort of person does it", Action.owner_kind),
        text("owner", "Who does it: the name of the account, or as the sender has it", Action.owner),
        day("due_on", "By when", Action.due_on),
        day("snoozed_until", "Put off until", Action.snoozed_until),
        day("done_on", "Done", Action.done_on),
        text("outcome", "What came of it", Action.outcome, longest=LONG),
    ),
    key="action_ref",
)
METHODS = {
    "telephone": "phone",
    "call": "phone",
    "phone call": "phone",
    "email": "e-mail",
    "face to face": "in person",
    "home visit": "visit",
    "post": "letter",
}
CONTACTS = Table(
    "contacts",
    "A conversation, or an attempt at one.",
    (
        reference("contact_ref", "The sender's reference of the contact", Contact.ref),
        reference("stay_ref", "Whose stay", Stay.ref),
        reference("barrier_ref", "About which barrier", Barrier.ref, needed=False),
        day("on", "When", Contact.on, needed=True),
        text("with", "With whom", Contact.with_whom),
        code("method", "How", Contact.method, also=METHODS),
        text("text", "What was said", Contact.text, longest=LONG),
    ),
    key="contact_ref",
)
FOLLOW_UPS = Table(
    "follow_ups",
    "A planned check after discharge.",
    (
        reference("follow_up_ref", "The sender's reference of the follow-up", FollowUp.ref),
        reference("stay_ref", "After which stay", Stay.ref),
        code("milestone", "Which check", FollowUp.milestone, needed=True),
        day("due_on", "Due", FollowUp.due_on, needed=True),
        day("done_on", "Done", FollowUp.done_on),
        code("result", "What came of it", FollowUp.result),
        code("home_kept", "Home kept", FollowUp.home_kept, also={"yes": "kept", "no": "lost"}),
        code("readmitted", "Back in hospital since", FollowUp.readmitted),
        code(
            "readmission_housing_related",
            "Whether housing was behind it",
            FollowUp.readmission_housing_related,
        ),
        text("note", "What is said of it", FollowUp.note, longest=LONG),
        text("cancelled_because", "Why nobody rings", FollowUp.cancelled_because),
    ),
    key="follow_up_ref",
    begins="due_on",
)
ESTIMATES = Table(
    "estimates",
    "Nights expected without the service, sealed before discharge. An import marks them as sealed elsewhere.",
    (
        reference("estimate_ref", "The sender's reference of the estimate", Estimate.ref),
        reference("stay_ref", "Whose stay", Stay.ref),
        Field("low", Sort.NUMBER, "Low", Estimate.low, needed=True, apart=Apart.KEPT),
        Field("likely", Sort.NUMBER, "Likely", Estimate.likely, needed=True, apart=Apart.KEPT),
        Field("high", Sort.NUMBER, "High", Estimate.high, needed=True, apart=Apart.KEPT),
        Field("sealed_at", Sort.INSTANT, "When it was sealed, UTC", Estimate.sealed_at, needed=True, apart=Apart.DAYS),
        text("made_by", "Who made it", Estimate.made_by),
        text("agreed_by", "Who agreed: as typed, else the first from their own sign-in", Estimate.agreed_by),
        text("reason", "Why these values", Estimate.reason, longest=LONG),
    ),
    key="estimate_ref",
)

TABLES = (
    PATIENTS,
    STAYS,
    READY_PERIODS,
    LEAVE,
    WARD_MOVES,
    BARRIERS,
    DELAY_REASONS,
    ACTIONS,
    CONTACTS,
    FOLLOW_UPS,
    ESTIMATES,
)
BY_NAME = {table.name: table for table in TABLES}
