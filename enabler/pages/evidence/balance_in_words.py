"""The service's patients and a cohort's side by side, in words; shares of a few people are not shown."""

from dataclasses import dataclass

from enabler import codes
from enabler.rules.balance import Balance, BalanceLine, Side
from enabler.rules.disclosure import FEWEST_PEOPLE, is_printable
from enabler.web.formatting import percent, plural

TOO_FEW = "too few"
ALIKE = 0.05


@dataclass(frozen=True, slots=True)
class LineInWords:
    setting: str
    kind: str
    service: str
    cohort: str
    difference: str


def lines_in_words(found: Balance) -> list[LineInWords]:
    """Each setting and main barrier kind; a share that rests on 1 to 4 people is too few to show."""
    return [
        LineInWords(
            line.setting.label, kind_in_words(line.kind), _share(line.service), _share(line.cohort), _difference(line)
        )
        for line in found.lines
    ]


def balance_in_words(found: Balance, patients: int) -> str:
    """How far apart the two sides are, in one sentence."""
    if not patients:
        return "No stay of the service is counted in this period, so there is nothing to set beside the comparison."
    if not is_printable(patients):
        stays = plural(patients, "stay is", "stays are")
        return f"Only {stays} counted in this period: fewer than {FEWEST_PEOPLE}, too few to compare."
    share = percent(found.difference)
    return f"For both sides to look alike, {share} of the patients would have to have another setting or main barrier."


def kind_in_words(kind: str | None) -> str:
    return codes.barrier_kinds()[kind].label if kind else "No main barrier recorded"


def _share(side: Side) -> str:
    if not side.count:
        return "none"
    return percent(side.share) if is_printable(side.count) else TOO_FEW


def _difference(line: BalanceLine) -> str:
    ours, theirs = line.service, line.cohort
    if not ours.count:
        return "only in the comparison"
    if not theirs.count:
        return "only in the service: the setting as a whole stands in"
    if not (is_printable(ours.count) and is_printable(theirs.count)):
        return f"{TOO_FEW} to say"
    apart = ours.share - theirs.share
    if abs(apart) < ALIKE:
        return "about alike"
    points = plural(round(abs(apart) * 100), "point")
    return f"{points} {'more' if apart > 0 else 'fewer'} of the service’s patients"
