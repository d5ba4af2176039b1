"""What is asked when two records are merged, in words."""

from enabler.pages.duplicates.forms import Question
from enabler.pages.duplicates.words import column_label, said, stay_line
from enabler.record.merging.details import DifferingDetail, differences
from enabler.record.merging.two_records import Overlap, TwoRecords
from enabler.vocabulary import FieldAnswer, OverlapAnswer

TOO_SHORT = ". The one that ends first cannot take the other in; if they left on that day, discharge the other first"


def detail_questions(records: TwoRecords) -> list[Question]:
    return [_detail(pair) for pair in differences(records.kept, records.merged)]


def overlap_questions(records: TwoRecords) -> list[Question]:
    return [_overlap(overlap) for overlap in records.overlaps]


def _detail(pair: DifferingDetail) -> Question:
    both = {FieldAnswer.BOTH: " (both)"}
    choices = [(one.value, said(pair.name, pair.value(one)) + both.get(one, "")) for one in pair.answers]
    return Question(pair.name, column_label(pair.name), choices, pair.unless_told.value)


def _overlap(overlap: Overlap) -> Question:
    kept, merged = stay_line(overlap.kept), stay_line(overlap.merged)
    words = {
        OverlapAnswer.WITHDRAW_KEPT: f"Withdraw {kept}. {overlap.merged.ref} goes on as it is.",
        OverlapAnswer.WITHDRAW_MERGED: f"Withdraw {merged}. {overlap.kept.ref} goes on as it is.",
        OverlapAnswer.INTO_KEPT: f"Combine: all that {overlap.merged.ref} holds moves to {overlap.kept.ref}.",
        OverlapAnswer.INTO_MERGED: f"Combine: all that {overlap.kept.ref} holds moves to {overlap.merged.ref}.",
    }
    choices = [(answer.value, words[answer]) for answer in overlap.answers]
    why = "" if len(choices) == len(words) else TOO_SHORT
    return Question(overlap.field, f"{kept} and {merged} cover the same nights{why}", choices)
