"""Forms of putting two records together: what differs, which stays go on, and taking it back."""

import hashlib

from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from enabler.pages.duplicates.words import column_label, said, stay_line
from enabler.record.merging.details import differences
from enabler.record.merging.two_records import Overlap, TwoRecords
from enabler.vocabulary import FieldAnswer, OverlapAnswer
from enabler.web.forms import EnablerForm

DETAIL = "detail_"


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


def merge_form(records: TwoRecords) -> type[MergePatients]:
    fields: dict[str, object] = {
        f"{DETAIL}{pair.name}": RadioField(
            column_label(pair.name),
            choices=[(answer.value, _words(answer, pair.value(answer), pair.name)) for answer in pair.answers],
            default=pair.unless_told.value,
        )
        for pair in differences(records.kept, records.merged)
    }
    overlapping = {overlap.field: _question(overlap) for overlap in records.overlaps}
    names = {"questions": tuple(fields), "overlapping": tuple(overlapping)}
    return type("MergePatientsOf", (MergePatients,), fields | overlapping | names)


def _words(answer: FieldAnswer, value: object, name: str) -> str:
    return f"{said(name, value)}{' (both)' if answer is FieldAnswer.BOTH else ''}"


def _question(overlap: Overlap) -> RadioField:
    kept, merged = stay_line(overlap.kept), stay_line(overlap.merged)
    words = {
        OverlapAnswer.WITHDRAW_KEPT: f"Withdraw {kept}. {overlap.merged.ref} goes on as it is.",
        OverlapAnswer.WITHDRAW_MERGED: f"Withdraw {merged}. {overlap.kept.ref} goes on as it is.",
        OverlapAnswer.INTO_KEPT: f"Combine: all that {overlap.merged.ref} holds moves to {overlap.kept.ref}.",
        OverlapAnswer.INTO_MERGED: f"Combine: all that {overlap.kept.ref} holds moves to {overlap.merged.ref}.",
    }
    return RadioField(
        f"{kept} and {merged} cover the same nights",
        [InputRequired("Choose which of the two stays goes on.")],
        choices=[(answer.value, words[answer]) for answer in overlap.answers],
    )


class UndoMerge(EnablerForm):
    submit_label = "Take it back"


class SetApart(EnablerForm):
    submit_label = "Not the same person"


class UndoSetApart(EnablerForm):
    submit_label = "They may be one person"
