"""How rows, periods and barriers of a report are called, on page and paper."""

from datetime import date

from enabler import codes
from enabler.rules.method.ledger import Row
from enabler.rules.method.nights import night_parts
from enabler.rules.method.periods import Period
from enabler.vocabulary import AgencyKind, Part, Setting
from enabler.wording.formatting import plain_date, short_date
from enabler.wording.nights_in_words import Spell, arithmetic

NO_KIND = "No main barrier judged"


def row_in_words(row: Row, as_at: date) -> str:
    """The arithmetic of one stay, spelt out."""
    given = night_parts(row.stay, as_at)
    return arithmetic(
        [Spell(period.ready_on, period.ended_on, period.end_reason) for period in row.stay.ready_periods],
        {part: sum(1 for _, found in given if found is part) for part in Part},
        as_at=as_at,
        expected=row.expected.nights,
        share=row.share,
        observed=row.observed,
        avoided=row.avoided,
    )


def basis_of(row: Row) -> str:
    """Earlier stays: mental health, rent or mortgage arrears"""
    setting, _, kind = row.expected.stratum.partition(", ")
    known = codes.barrier_kinds().get(kind)
    words = f"{setting}, {known.label.lower() if known else kind}" if kind else setting
    return f"{row.expected.name[:1].upper()}{row.expected.name[1:]}: {words}"


def kind_label(kind: str | None) -> str:
    return codes.barrier_kinds()[kind].label if kind else NO_KIND


def period_in_words(period: Period) -> str:
    return f"{plain_date(period.from_on)} to {plain_date(period.to_on)}"


def who_in_words(who: str) -> str:
    return AgencyKind(who).label if who in set(AgencyKind) else who.capitalize()


def month_in_words(month: Period) -> str:
    whole = month.from_on.day == 1 and (month.to_on.month != date.fromordinal(month.to_on.toordinal() + 1).month)
    name = f"{month.from_on:%b} {month.from_on.year}"
    return name if whole else f"{short_date(month.from_on)} to {short_date(month.to_on)}"


def stratum_in_words(setting: Setting, kind: str | None) -> str:
    """Mental health, rent or mortgage arrears"""
    return f"{setting.label}, {codes.barrier_kinds()[kind].label.lower()}" if kind else setting.label


def span_in_words(period: Period) -> str:
    """Apr to Jun 2026, Apr 2026, or both dates where they are not whole months."""
    months = period.months()
    whole = period.from_on.day == 1 and date.fromordinal(period.to_on.toordinal() + 1).day == 1
    if not whole:
        return f"{short_date(period.from_on)} to {short_date(period.to_on)} {period.to_on.year}"
    if len(months) == 1:
        return month_in_words(period)
    year = "" if period.from_on.year == period.to_on.year else f" {period.from_on.year}"
    return f"{period.from_on:%b}{year} to {month_in_words(months[-1])}"


def kinds_in_words(sentence: str) -> str:
    """A sentence of the rules, with the kind of a stratum by its label."""
    for key, kind in codes.barrier_kinds().items():
        sentence = sentence.replace(f", {key}:", f", {kind.label.lower()}:")
    return sentence
