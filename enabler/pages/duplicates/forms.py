"""Forms of putting two records together: what differs, which stays go on, and taking it back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from enabler.vocabulary import FieldAnswer, OverlapAnswer
from enabler.web.forms import EnablerForm

DETAIL = "detail_"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is chosen; `answer` is what stands until somebody chooses."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    answer: str | None = None


class MergePatients(EnablerForm):
    """Its questions are made by `merge_form`. `seen`: the records it was made from; `shown`: what was looked at."""

    seen = HiddenField()
    shown = HiddenField()
    submit_label = "Merge the two records"
    questions: tuple[str, ...] = ()
    overlapping: tuple[str, ...] = ()

    def details(self) -> dict[str, FieldAnswer]:
        return {name.removeprefix(DETAIL): FieldAnswer(self[name].data) for name in self.questions if self[name].data}

    def overlaps(self) -> dict[str, OverlapAnswer]:
        return {name: OverlapAnswer(self[name].data) for name in self.overlapping if self[name].data}

    def look(self) -> str:
        """A digest of the answers and of the records they are about."""
        said = [self.seen.data, *(f"{name}={self[name].data}" for name in (*self.questions, *self.overlapping))]
        return hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()[:16]


def merge_form(details: Sequence[Question], overlaps: Sequence[Question]) -> type[MergePatients]:
    fields: dict[str, object] = {}
    for question in details:
        fields[DETAIL + question.name] = RadioField(question.label, choices=question.choices, default=question.answer)
    for question in overlaps:
        needed = [InputRequired("Choose which of the two stays goes on.")]
        fields[question.name] = RadioField(question.label, needed, choices=question.choices)
    names = {
        "questions": tuple(DETAIL + question.name for question in details),
        "overlapping": tuple(question.name for question in overlaps),
    }
    return type("MergePatientsOf", (MergePatients,), fields | names)


class UndoMerge(EnablerForm):
    submit_label = "Take it back"


class SetApart(EnablerForm):
    submit_label = "Not the same person"


class UndoSetApart(EnablerForm):
    submit_label = "They may be one person"
