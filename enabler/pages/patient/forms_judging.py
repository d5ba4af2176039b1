"""Forms of what days avoided stand on: the judgement and the sealed estimate."""

from typing import Any

from wtforms import FloatField, RadioField
from wtforms.validators import InputRequired

from enabler.pages.patient.fields import Kind
from enabler.vocabulary import Share
from enabler.web.forms import EnablerForm, Line, Text

HINTS = {
    Share.SOLE: "Without the housing problem the patient would go home. Counts in full.",
    Share.JOINT: "Something else would hold the patient too. Counts as half.",
    Share.CONTRIBUTORY: "Something else holds the patient anyway. Counts nothing.",
}


class Judge(EnablerForm):
    main_barrier = Kind("Main barrier")
    share = RadioField(
        "Share: how far housing alone holds the patient",
        [InputRequired("Choose how far housing alone holds the patient.")],
        choices=[(word.value, word.label.partition(":")[0]) for word in Share],
        invalid_choice_message="Choose the share from the list.",
        render_kw={"hints": {str(word): hint for word, hint in HINTS.items()}},
    )
    submit_label = "Judge as of today"


class Nights(FloatField):
    """A number of nights, whole or with a part."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, [InputRequired("Enter a number of nights.")], **kwargs)
        self.render_kw = {"width": 4, "suffix": "nights", "inputmode": "decimal"}

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not typed:
            self.raw_data: list[Any] = []
            return
        try:
            self.data = float(typed)
        except ValueError:
            raise ValueError("Enter a number of nights, for example 14.") from None
        if self.data != self.data:  # "nan" reads as a number
            raise ValueError("Enter a number of nights, for example 14.")


class SealEstimate(EnablerForm):
    low = Nights("Low", description="If all went well")
    likely = Nights("Likely", description="Your best guess: used")
    high = Nights("High", description="If all took its time")
    reason = Text(
        "Why",
        [InputRequired("Say what the estimate rests on.")],
        render_kw={"rows": 3},
        description="Cases like this one",
    )
    agreed_by = Line("Agreed by", description="A coordinator or clinician who thinks so too")
    submit_label = "Seal the estimate"
