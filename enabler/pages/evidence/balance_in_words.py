"""The service's patients and a cohort's side by side, in words; shares of a few people are not shown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from enabler import codes
from enabler.rules.evidence.balance import Balance, BalanceLine, Side
from enabler.rules.method.disclosure import FEWEST_PEOPLE, is_printable
from enabler.vocabulary import Setting
from enabler.wording.formatting import TOO_FEW, percent, plural

ALIKE = 0.05


@dataclass(frozen=True, slots=True)
class LineInWords:
    setting: str
    kind: str
    service: str
    cohort: str
    difference: str


def lines_in_words(balance: Balance, settings: Collection[Setting]) -> list[LineInWords]:
    """Each setting and main barrier kind; those with a few people on both sides are put together, setting by setting.

    A share that still rests on 1 to 4 people is too few to show. `settings` are those in which the cohort is a basis.
    """
    few = [line for line in balance.lines if not (is_printable(line.service.count) or is_printable(line.cohort.count))]
    shown = [_in_words(line, kind_in_words(line.kind), settings) for line in balance.lines if line not in few]
    for setting in dict.fromkeys(line.setting for line in few):
        together = [line for line in few if line.setting is setting]
        label = kind_in_words(together[0].kind) if len(together) == 1 else f"{len(together)} other main barriers"
        shown.append(_in_words(_sum(together), label, settings))
    return shown


def _sum(lines: Sequence[BalanceLine]) -> BalanceLine:
    service = Side(sum(line.service.count for line in lines), lines[0].service.of)
    cohort = Side(sum(line.cohort.count for line in lines), lines[0].cohort.of)
    return BalanceLine(lines[0].setting, None, service, cohort)


def _in_words(line: BalanceLine, kind: str, settings: Collection[Setting]) -> LineInWords:
    difference = _difference(line, line.setting in settings)
    return LineInWords(line.setting.label, kind, _share(line.service), _share(line.cohort), difference)


def balance_in_words(balance: Balance, patients: int) -> str:
    """How far apart the two sides are, in one sentence."""
    if not patients:
        return "No stay of the service is counted in this period, so there is nothing to set beside the comparison."
    if not is_printable(patients):
        stays = plural(patients, "stay is", "stays are")
        return f"Only {stays} counted in this period: fewer than {FEWEST_PEOPLE}, too few to compare."
    share = percent(balance.difference)
    return f"For both sides to look alike, {share} of the patients would have to have another setting or main barrier."


def kind_in_words(kind: str | None) -> str:
    return codes.barrier_kinds()[kind].label if kind else "No main barrier recorded"


def _share(side: Side) -> str:
    if not side.count:
        return "none"
    return percent(side.share) if is_printable(side.count) else TOO_FEW


def _difference(line: BalanceLine, is_basis: bool) -> str:
    ours, theirs = line.service, line.cohort
    if not ours.count:
        return "only in the comparison"
    if not theirs.count:
        instead = "the setting as a whole stands in" if is_basis else "this comparison is no basis for it"
        return f"only in the service: {instead}"
    if not (is_printable(ours.count) and is_printable(theirs.count)):
        return f"{TOO_FEW} to say"
    apart = ours.share - theirs.share
    if abs(apart) < ALIKE:
        return "about alike"
    points = plural(round(abs(apart) * 100), "point")
    return f"{points} {'more' if apart > 0 else 'fewer'} of the service’s patients"
