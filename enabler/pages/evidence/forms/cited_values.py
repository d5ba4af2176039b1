"""Forms of cited values: a mean from a source, with what a reader needs to judge it."""

from wtforms import SelectField
from wtforms.validators import InputRequired

from enabler import codes
from enabler.rules.method.assumptions import CitedValue
from enabler.vocabulary import Setting
from enabler.web.forms import EnablerForm, Line, Text
from enabler.web.number_fields import Number, WholeNumber

ALL_KINDS = {"": "All kinds of barrier of this setting"}


def _kinds() -> dict[str, str | dict[str, str]]:
    groups: dict[str, dict[str, str]] = {}
    for kind in codes.barrier_kinds().values():
        groups.setdefault(kind.group.capitalize(), {})[kind.key] = kind.label
    return {**ALL_KINDS, **groups}


def _grades() -> dict[str, str]:
    grades = sorted(codes.evidence_grades().items())
    return {"": "Choose the grade"} | {str(grade): f"{grade}: {one.data_source}" for grade, one in grades}


class AddCitedValue(EnablerForm):
    name = Line(
        "Name",
        [InputRequired("Give the value a name.")],
        description="Short: it stands beside every stay that rests on it.",
    )
    setting = SelectField(
        "Setting",
        [InputRequired("Choose the setting.")],
        choices={"": "Choose the setting"} | {one.value: one.label for one in Setting},
    )
    kind = SelectField("Kind of main barrier", choices=_kinds())
    nights = Number("Mean housing nights", [InputRequired("Enter the mean number of nights.")])
    low = Number("Low, if given")
    high = Number("High, if given")
    n = WholeNumber("Patients", [InputRequired("Say from how many patients the mean comes.")])
    grade = SelectField("Grade of evidence", [InputRequired("Choose the grade.")], choices=_grades())
    citation = Text(
        "Citation",
        [InputRequired("Say where the value comes from: without a citation it cannot be used.")],
        longest=2000,
        description="Author, title, year and page, so that others find it. It is printed with the figures.",
        render_kw={"rows": 3},
    )
    submit_label = "Add this value"

    def cited_value(self) -> CitedValue:
        return CitedValue(
            name=self.name.data or "",
            setting=Setting(self.setting.data),
            nights=self.nights.data,
            citation=self.citation.data or "",
            n=self.n.data,
            grade=int(self.grade.data),
            kind=self.kind.data or None,
            low=self.low.data,
            high=self.high.data,
        )


class RetireCitedValue(EnablerForm):
    why = Text(
        "Why",
        [InputRequired("Say why it is retired: it is printed with the figures.")],
        longest=2000,
        render_kw={"rows": 3},
    )
    submit_label = "Retire this value"
