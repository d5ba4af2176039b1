"""What the figure of a key is called: the heading over the stays behind it."""

from collections.abc import Callable
from datetime import date

from enabler import codes
from enabler.figures.report.contributing_stays import EVERY
from enabler.pages.reports.figure.in_words import NO_KIND, who_in_words
from enabler.pages.reports.figure.national import LISTS, MEASURES as NATIONAL
from enabler.pages.reports.figure.results_in_words import FUNNEL
from enabler.rules.method.entry import SENTENCES, Rule
from enabler.vocabulary import Basis, DischargeOutcome, Part
from enabler.wording.formatting import plain_date

MEASURES = {
    "stays": "Stays that are counted",
    "expected": "Nights expected of the stays that are counted",
    "observed": "Nights observed of the stays that are counted",
    "gross": "Gross nights avoided",
}
NIGHTS = {
    "delay": "Delay nights",
    "housing": "Housing nights",
    "before_case": "Delay nights before the service opened the case",
    "mhs26": "Days by the MHS26 rule",
} | {part.value: f"Delay nights, {part.label.lower()}" for part in Part}
SAID = {"claimed": "Nights claimed", "confirmed": "Nights confirmed by a second person", "disputed": "Nights disputed"}
JUDGED = {"late": "Stays judged late", "undated": "Stays judged on a day that is not known"}


def name_of(key: str) -> str:
    """In words; the key must be one that names a figure."""
    name, *narrowed = key.split(":")
    return NAMES[name](*narrowed)


def _rows(measure: str, by: str = EVERY, *wanted: str) -> str:
    value = ":".join(wanted)
    of = {
        EVERY: "",
        "group": value.capitalize() or NO_KIND,
        "basis": Basis(value).label if by == "basis" else "",
        "ward": value,
        "month": f"discharged in {_month(f'{value}-01')}" if by == "month" else "",
    }[by]
    return ", ".join(filter(None, [MEASURES[measure], of]))


def _nights(measure: str, month: str = EVERY) -> str:
    return NIGHTS[measure] if month == EVERY else f"{NIGHTS[measure]}, {_month(month)}"


def _where(who: str, *group: str) -> str:
    barrier = ":".join(group)
    stood = "any housing barrier" if barrier == EVERY else f"a barrier of the group “{barrier}”"
    waited = "" if who == EVERY else f", waiting on: {who_in_words(who).lower()}"
    return f"Nights on which {stood} stood{waited}"


def _left_otherwise(measure: str, *outcome: str) -> str:
    left = DischargeOutcome(":".join(outcome)).label
    return (
        f"{'Housing nights of those who left otherwise' if measure == 'nights' else 'Left otherwise'}: {left.lower()}"
    )


def _national(measure: str, span: str, *ward: str) -> str:
    rule = "MHS26 rule: " if measure.startswith("mhs26_") else ""
    words = f"{rule}{NATIONAL.get(measure) or _code(measure)}"
    first, _, last = span.partition("..")
    when = (
        "" if span == EVERY else f", {plain_date(date.fromisoformat(first))} to {plain_date(date.fromisoformat(last))}"
    )
    where = ":".join(ward)
    return f"{words[:1].upper()}{words[1:]}{when}{'' if where == EVERY else f', {where}'}"


def _code(measure: str) -> str:
    if measure == "without_list":
        return "Nights with a barrier while no national list was in force"
    which, _, code = measure.partition("/")
    known = codes.delay_reasons()[which, code]
    return f"Nights under {LISTS.get(which, which)} {code}: {known.label}"


def _month(first: str) -> str:
    return f"{date.fromisoformat(first):%B %Y}"


NAMES: dict[str, Callable[..., str]] = {
    "funnel": lambda step: FUNNEL[step][:1].upper() + FUNNEL[step][1:],
    "left-out": lambda rule: f"Left out: {SENTENCES[Rule(rule)][:1].lower()}{SENTENCES[Rule(rule)][1:]}",
    "rows": _rows,
    "said": lambda what: SAID[what],
    "judged": lambda how: JUDGED[how],
    "nights": _nights,
    "unknown": lambda: "Discharged cases without a ready period",
    "ward": lambda measure, *ward: f"{NIGHTS[measure]} on {':'.join(ward)}",
    "where": _where,
    "left-otherwise": _left_otherwise,
    "open": lambda: "Housing nights so far of the stays that are not over",
    "not-taken-on": lambda: "Ready patients with a housing issue whom the service did not take on",
    "later": lambda: "Stays judged again later",
    "national": _national,
}
