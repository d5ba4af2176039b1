"""What was judged and estimated of a stay, a line each: what it says, who said and agreed, and whether it is used."""

from collections.abc import Sequence
from dataclasses import dataclass

from enabler import codes
from enabler.audit import Actor
from enabler.clock import london_date
from enabler.figures.stay_figure import StayFigure
from enabler.models import Estimate, EstimateAgreement, Judgement
from enabler.record.stay_page.page import StayPage
from enabler.rules.method.judgement_status import JudgementStatus, estimate_statuses, judgement_statuses
from enabler.vocabulary import Basis, Share, YesNo
from enabler.wording.formatting import moment, nights, plain_date, trimmed

STANDING = {
    JudgementStatus.NOW: "Stands now. What stands at the end of the judging day counts.",
    JudgementStatus.USED: "Stood on the judging day: used.",
    JudgementStatus.LATE: "The first after the judging day: used, and marked late.",
    JudgementStatus.BEFORE: "Another took its place before the judging day was over.",
    JudgementStatus.LATER: "Later: not used.",
    JudgementStatus.AFTER: "After the discharge: never used.",
    JudgementStatus.ELSEWHERE: "Sealed elsewhere: not counted here.",
}
SPARE = {
    JudgementStatus.USED: "Stood on the judging day; what is expected comes from another basis, which goes first.",
    JudgementStatus.LATE: (
        "The first after the judging day; what is expected comes from another basis, which goes first."
    ),
}


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """`reason` is what somebody wrote; `estimate_id` is there when the reader may agree with it."""

    what: str
    said: str
    standing: str
    is_used: bool
    reason: str | None = None
    estimate_id: int | None = None


def judged_lines(seen: StayPage, figure: StayFigure | None, by: Actor) -> list[JudgedLine]:
    """Main barriers, shares, estimates; of each the newest first."""
    made = sorted(seen.dated.judgements, key=lambda one: one.id)
    facts, today = seen.facts, seen.today
    shares, kinds = [one for one in made if one.about == "share"], [one for one in made if one.about != "share"]
    lines = [
        *reversed(_judgements(kinds, judgement_statuses(facts.main_barriers, facts, today))),
        *reversed(_judgements(shares, judgement_statuses(facts.shares, facts, today))),
    ]
    counts = figure.elsewhere_counts if figure else False
    sealed = sorted(seen.dated.estimates, key=lambda one: one.id)
    standing = estimate_statuses(facts, today, elsewhere_counts=counts)
    expected = figure.expected if figure else None
    spare = expected is not None and expected.basis is not Basis.SEALED
    return lines + [
        _estimate(one, how, spare, seen, by) for one, how in reversed(list(zip(sealed, standing, strict=True)))
    ]


def _judgements(made: Sequence[Judgement], standing: Sequence[JudgementStatus]) -> list[JudgedLine]:
    return [_judgement(one, how) for one, how in zip(made, standing, strict=True)]


def _judgement(judgement: Judgement, how: JudgementStatus) -> JudgedLine:
    if judgement.about == "share":
        what = f"Share: {Share(judgement.value).label}"
    else:
        known = codes.barrier_kinds().get(judgement.value)
        what = f"Main barrier: {known.label if known else judgement.value}"
    when = plain_date(judgement.judged_on) if judgement.judged_on else "before discharge, day not known"
    return JudgedLine(
        what,
        f"Judged {when} by {judgement.recorded_by}.",
        STANDING[how],
        how in (JudgementStatus.USED, JudgementStatus.LATE),
    )


def _estimate(estimate: Estimate, how: JudgementStatus, spare: bool, seen: StayPage, by: Actor) -> JudgedLine:
    agreed = [other for other in seen.dated.agreements if other.estimate_id == estimate.id]
    made_by = f" by {estimate.made_by}" if estimate.made_by else ""
    said = "; ".join([f"Sealed {moment(estimate.sealed_at)}{made_by}", *agreed_in_words(estimate.agreed_by, agreed)])
    may_agree = (
        seen.stay.discharged_on is None
        and estimate.elsewhere != YesNo.YES
        and by.name not in (estimate.made_by, *(other.recorded_by for other in agreed))
    )
    return JudgedLine(
        what=f"Estimate: {nights(estimate.likely)} without help, "
        f"from {trimmed(estimate.low)} to {trimmed(estimate.high)}",
        said=f"{said}.",
        standing=SPARE.get(how, STANDING[how]) if spare else STANDING[how],
        is_used=how in (JudgementStatus.USED, JudgementStatus.LATE) and not spare,
        reason=estimate.reason,
        estimate_id=estimate.id if may_agree else None,
    )


def agreed_in_words(as_said: str | None, agreed: Sequence[EstimateAgreement]) -> list[str]:
    """A second person's own sign-in and a name the officer typed are not the same, and are never shown as the same."""
    words = [f"agreed by {one.recorded_by}, own sign-in, {plain_date(london_date(one.recorded_at))}" for one in agreed]
    return words + ([f"agreed by {as_said} (as said by the officer)"] if as_said else [])
