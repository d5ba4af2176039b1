"""What the check of a printed report found, in the words that the page and the command line share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from enabler.figures.publishing.compare import Difference
from enabler.figures.publishing.verifying import Verification
from enabler.figures.report.report import Report
from enabler.record.publishing.published import BOARD
from enabler.wording.formatting import MINUS, figure, moment, plain_date

SHOWN = 12
NOT_YOURS = "It covers wards that are not yours, so nothing more about it is shown."


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the result. `holds`: True and False are judgements, None only tells."""

    question: str
    answer: str
    holds: bool | None = None


def heading(verification: Verification) -> str:
    if verification.holds:
        return "This report holds"
    return "This report does not hold"


def about(verification: Verification) -> str:
    """Which report it is, whose, and when."""
    report = verification.report
    return (
        f"{report.ref}, days avoided {plain_date(report.period_from)} to {plain_date(report.period_to)}, "
        f"{report.ward or 'all wards'}. Published by {report.recorded_by}, {moment(report.published_at)}."
    )


def answers(verification: Verification) -> list[Answer]:
    """The questions that somebody with the paper in hand has, in their order."""
    return [
        is_issued(verification.copy),
        _in_file(verification),
        _follow(verification),
        _fingerprint(verification),
        *_register(verification),
        _replaced(verification),
        *_since(verification),
    ]


def is_issued(copy: str | None) -> Answer:
    question = "Is this the file that was issued?"
    if copy is None:
        return Answer(question, "No. The file is not the one that was issued: it was changed, or printed again.", False)
    which = "the board's copy" if copy == BOARD else "the full report"
    return Answer(question, f"Yes. This is the file that was issued: {which}.", True)


def _in_file(verification: Verification) -> Answer:
    question = "Are the figures attached to it the published ones?"
    if not verification.in_file:
        return Answer(question, "Yes, each of them.", True)
    words = [
        f"{one.name} is {value(one.other)} in the file, {value(one.one)} as published" for one in verification.in_file
    ]
    return Answer(question, f"No. Changed: {_some(words)}.", False)


def _follow(verification: Verification) -> Answer:
    question = "Do the figures follow from the frozen rows?"
    if not verification.is_readable:
        return Answer(question, "No. The frozen rows are damaged: no figure can be worked out from them.", False)
    if not verification.follow:
        return Answer(question, "Yes. Worked out again from the frozen rows, each figure is the published one.", True)
    words = [
        f"{one.name} is {value(one.one)} as published and {value(one.other)} from the rows"
        for one in verification.follow
    ]
    return Answer(question, f"No. Worked out again from the frozen rows: {_some(words)}.", False)


def _fingerprint(verification: Verification) -> Answer:
    question = "Does the fingerprint match?"
    if verification.fingerprint_matches:
        return Answer(question, f"Yes: {verification.report.fingerprint}.", True)
    which = f" Changed: {_some(verification.damage)}." if verification.damage else ""
    return Answer(question, f"No. The frozen rows were changed: they no longer give the fingerprint.{which}", False)


def _register(verification: Verification) -> list[Answer]:
    """Only when it fails: the audit trail noted the hashes when the report was published."""
    if not verification.register:
        return []
    said = f"No. Another hash was noted when it was published, of: {', '.join(verification.register)}."
    return [Answer("Does the audit trail agree?", said, False)]


def _replaced(verification: Verification) -> Answer:
    question = "Is it still the one that counts?"
    newer = verification.replaced_by
    if newer is None:
        return Answer(question, "Yes. No correction has replaced it.")
    return Answer(question, f"No. It has been replaced by {newer.ref}. What was corrected: {newer.correction}")


def _since(verification: Verification) -> list[Answer]:
    if verification.published is None or verification.now is None:
        return []
    question = "What has changed in the records since?"
    if not verification.changed:
        return [Answer(question, "Nothing in the records has changed since.")]
    then, now = net(verification.published), net(verification.now)
    same = "the same" if then == now else now
    return [
        Answer(question, f"The records have changed since: {_some(verification.changed, '; ')}."),
        Answer("What would the figure be now?", f"Published: {then}. From today's records it would be {same}."),
    ]


def net(report: Report) -> str:
    """38.4 nights (net), or in words that there is no figure."""
    return f"{figure(report.ledger.totals.net.central)} nights (net)" if report.ledger.rows else "no figure"


def value(one: Any) -> str:
    """A value of the attached figures as it is read: numbers in full, so that no change hides behind rounding."""
    if one is None:
        return "nothing"
    if isinstance(one, bool):
        return "yes" if one else "no"
    if isinstance(one, int | float):
        return f"{one:,.10g}".replace("-", MINUS)
    if isinstance(one, dict | list):
        return "a list that differs" if isinstance(one, list) else "a group that differs"
    return str(one)[:80]


def _some(words: Sequence[str], between: str = ", ") -> str:
    more = len(words) - SHOWN
    return between.join(words[:SHOWN]) + (f"{between}and {more} more" if more > 0 else "")


def figures_changed(verification: Verification) -> list[tuple[str, str, str]]:
    """Name, in the file, as published."""
    return [_line(one) for one in verification.in_file]


def _line(difference: Difference) -> tuple[str, str, str]:
    return difference.name, value(difference.other), value(difference.one)
