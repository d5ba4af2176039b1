"""Forms of what days avoided stand on: the judgement, the sealed estimate, and a second person's agreement with it."""

from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired

from enabler.pages.patient.forms.fields import KindField
from enabler.rules.writing.nights_as_written import read_nights
from enabler.vocabulary import Share
from enabler.web.forms import EnablerForm, Line, Text
from enabler.web.number_fields import NumberAsWritten
from enabler.wording.formatting import nights, trimmed

HINTS = {
    Share.SOLE: "Without the housing problem the patient would go home. Counts in full.",
    Share.JOINT: "Something else would hold the patient too. Counts as half.",
    Share.CONTRIBUTORY: "Something else holds the patient anyway. Counts nothing.",
}
SAID = ("low", "likely", "high", "reason", "agreed_by")
NEEDED = dict.fromkeys(SAID[:3], "Enter a number of nights.") | {"reason": "Say what the estimate rests on."}


class Nights(NumberAsWritten):
    """A number of nights as people write it: 7, 7 nights, 2 weeks."""

    look = {"inputmode": "text"}
    read = staticmethod(read_nights)
    written = staticmethod(lambda value: f"{value:g}")

    def read_back(self) -> str:
        return nights(self.data) if self.data is not None else ""


class EstimateFields(EnablerForm):
    """The parts of a sealed estimate; a form says whether they may all stay empty."""

    low = Nights("Low", description="If all went well")
    likely = Nights("Likely", description="Your best guess")
    high = Nights("High", description="If all took its time")
    reason = Text(
        "What the estimate rests on", render_kw={"rows": 2}, description="Cases like this one, and how long they waited"
    )
    agreed_by = Line(
        "Agreed by",
        description="Optional: who thinks so too, as they told you. They can also agree from their own sign-in",
    )

    @property
    def estimate(self) -> dict[str, Any]:
        return {name: self[name].data for name in SAID}

    @property
    def has_estimate(self) -> bool:
        """Whether anything at all was typed into its fields."""
        return any(self[name].raw_data for name in SAID)

    def in_words(self) -> str:
        """7 to 30 nights, likely 14; of a whole estimate only."""
        low, likely, high = (self[name].data for name in SAID[:3])
        return f"{trimmed(low)} to {nights(high)}, likely {trimmed(likely)}"

    def _lacks_nothing(self) -> bool:
        """Each empty field that a whole estimate needs says so."""
        lacking = {name: words for name, words in NEEDED.items() if self[name].data is None and not self[name].errors}
        for name, words in lacking.items():
            self[name].errors = [words]
        return not lacking


class Judge(EstimateFields):
    """The judgement, and in the same save an estimate if one is wanted."""

    main_barrier = KindField("Main barrier")
    share = RadioField(
        "Share: how far housing alone holds the patient",
        [InputRequired("Choose how far housing alone holds the patient.")],
        choices=[(word.value, word.label.partition(":")[0]) for word in Share],
        invalid_choice_message="Choose the share from the list.",
        render_kw={"hints": {str(word): hint for word, hint in HINTS.items()}},
    )
    submit_label = "Judge as of today"

    def answers(self) -> dict[str, Any]:
        """The judgement alone; the estimate is sealed by a command of its own."""
        return {name: value for name, value in super().answers().items() if name not in SAID}

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        return (not self.has_estimate or self._lacks_nothing()) and fine


class SealEstimate(EstimateFields):
    submit_label = "Seal the estimate"

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        return self._lacks_nothing() and fine


class AgreeEstimate(EnablerForm):
    note = Line("Why, if you like")
    submit_label = "I agree with this estimate"
