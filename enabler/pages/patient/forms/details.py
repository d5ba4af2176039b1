"""Forms of who the patient is: the line at the bedside, and everything that is known about somebody."""

from wtforms import BooleanField
from wtforms.validators import InputRequired

from enabler.pages.patient.forms.fields import BOTH_IN_BED, Choice, OneOf
from enabler.vocabulary import YesNo
from enabler.web.births import AsksBirth, BirthAsWritten
from enabler.web.doubted_lines import PhoneLine, PostcodeLine
from enabler.web.far_off import AsksIfSure
from enabler.web.forms import DateAsWritten, Line, Text, WhenAsked

AS_GIVEN = "Keep it as the number given, not as an NHS number"


class QuickAdd(AsksIfSure, AsksBirth):
    name = Line("Name", [InputRequired("Enter a name, for example SINGH, Harpreet.")])
    ward_id = OneOf("Ward", [InputRequired("Choose the ward.")])
    bed = Line("Bed", longest=60, render_kw={"width": 4})
    what_is_wrong = Line(
        "What is wrong",
        [InputRequired("Say in a few words what is wrong.")],
        longest=1000,
    )
    born_on = BirthAsWritten("Born on", render_kw={"width": 10})
    nhs_number = Line("NHS number", longest=60, render_kw={"width": 20, "inputmode": "numeric"})
    hospital_number = Line("Hospital number", longest=60, render_kw={"width": 20})
    admitted_on = DateAsWritten("Admitted on", render_kw={"width": 10})
    keep_number_as_given = BooleanField(AS_GIVEN)
    somebody_else = BooleanField("This is somebody else, add anyway")
    shares_bed = WhenAsked(BOTH_IN_BED)
    submit_label = "Add"


class ChangePatient(AsksIfSure, AsksBirth):
    surname = Line("Surname", [InputRequired("Enter the surname.")])
    given_names = Line("Given names")
    known_as = Line("Known as", description="The name they go by")
    pronouns = Line("Pronouns", longest=60, description="she/her, they/them")
    born_on = BirthAsWritten("Born on", description="A date, a year, about 1961, or aged 65", render_kw={"width": 20})
    nhs_number = Line("NHS number", longest=60, render_kw={"width": 20, "inputmode": "numeric"})
    keep_number_as_given = BooleanField(AS_GIVEN)
    hospital_number = Line("Hospital number", longest=60, render_kw={"width": 20})

    safe_contact = Text(
        "How to reach the patient safely",
        render_kw={"rows": 2},
        description="What must not be done too: “do not ring home”, “text only, after six”.",
    )
    phone = PhoneLine("Phone", render_kw={"width": 20})
    email = Line("E-mail")
    address = Text("Address", render_kw={"rows": 3})
    postcode = PostcodeLine("Postcode", render_kw={"width": 10})
    address_protected = BooleanField(
        "The address is protected",
        description="Only officers within reach of this patient see it. It is never printed.",
    )

    language = Line("Language")
    interpreter_needed = Choice("Interpreter needed", YesNo)
    communication_needs = Text(
        "Communication needs", render_kw={"rows": 2}, description="Reading, hearing, sight, what helps."
    )

    safety_alert = Text(
        "Safety alert", longest=500, render_kw={"rows": 2}, description="Shown in the banner of every page."
    )
    safety_alert_review_on = DateAsWritten("Look at the alert again on", description="For example +90")
    lone_visit_risk = Text("Risk on a visit alone", render_kw={"rows": 2})

    care_coordinator = Line("Care co-ordinator", description="Name, team and phone")
    nearest_relative = Line("Nearest relative")
    appointee = Line("Appointee or attorney")
    section_117 = Choice("Section 117 aftercare", YesNo)

    GROUPS = (
        (
            "Who",
            (
                ("surname", "given_names"),
                ("known_as", "pronouns"),
                "born_on",
                ("nhs_number", "hospital_number"),
                "keep_number_as_given",
            ),
        ),
        ("Contact", ("safe_contact", ("phone", "email"), "address", "postcode", "address_protected")),
        ("Language", (("language", "interpreter_needed"), "communication_needs")),
        ("Safety", ("safety_alert", "safety_alert_review_on", "lone_visit_risk")),
        ("People and aftercare", ("care_coordinator", ("nearest_relative", "appointee"), "section_117")),
    )

    @property
    def hides(self) -> frozenset[str]:
        """What is only asked once a number failed its check."""
        asked = self.nhs_number.errors or self.keep_number_as_given.data
        return frozenset() if asked else frozenset({"keep_number_as_given"})
