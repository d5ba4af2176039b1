"""The night strip and its arithmetic in words. Nothing is worked out here: the numbers come from the rules."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import NamedTuple

from enabler.vocabulary import Part, ReadyEnd, Share
from enabler.wording.formatting import MINUS, day_month, nights, plain_date, trimmed

Night = tuple[date, Part]

END_WORDS = {
    ReadyEnd.DISCHARGED: "left",
    ReadyEnd.UNWELL_AGAIN: "unwell again",
    ReadyEnd.TRANSFERRED: "transferred",
    ReadyEnd.DIED: "died",
    ReadyEnd.SELF_DISCHARGED: "left against advice",
}


class NightsLine(NamedTuple):
    """What stood over `[from_on, to_on)`; open-ended without an end. `kind` is "barrier" or "other"."""

    label: str
    from_on: date
    to_on: date | None
    kind: str = "barrier"


class Spell(NamedTuple):
    """A ready period `[ready_on, ended_on)`; without an end the patient is still here."""

    ready_on: date
    ended_on: date | None
    end: str | None = None


def alternative_text(given: Sequence[Night], lines: Iterable[NightsLine] = ()) -> str:
    """What the drawing says: how many nights of each part, and what stood when."""
    if not given:
        return "No delay nights."
    span = f"{nights(len(given))} from {day_month(given[0][0])} to {plain_date(given[-1][0] + timedelta(days=1))}"
    found = Counter(map(itemgetter(1), given))
    counts = {part: found[part] for part in Part}
    return ". ".join([f"Delayed {span}", parts_in_words(counts), *map(line_in_words, lines)]) + "."


def arithmetic(
    spells: Sequence[Spell],
    counts: Mapping[Part, int],
    *,
    other: str = "other",
    as_at: date | None = None,
    expected: float | None = None,
    share: Share | None = None,
    observed: float | None = None,
    avoided: float | None = None,
) -> str:
    """Ready 5 May, left 4 June: 30 nights. 20 housing only, 10 housing and care package.
    Expected without help: 23. Counted: half of 23 − 30 = −3.5.

    `counts` are delay nights by part; `observed` the housing nights; what is not given is not said.
    """
    total = sum(counts.values())
    said = "; ".join(spell_in_words(spell, as_at) for spell in spells)
    sentences = [f"{said[:1].upper()}{said[1:]}: {nights(total)}" if said else "No ready date recorded"]
    if total:
        sentences.append(parts_in_words(counts, other))
    if expected is not None:
        sentences.append(f"Expected without help: {trimmed(expected)}")
        if share is not None and observed is not None and avoided is not None:
            sentences.append(counted_in_words(expected, share, observed, avoided))
    return ". ".join(sentences) + "."


def counted_in_words(expected: float, share: Share, observed: float, avoided: float) -> str:
    sum_ = f"{trimmed(expected)} {MINUS} {trimmed(observed)}"
    if share == Share.CONTRIBUTORY:
        return "Counted: 0, because something else holds the patient"
    return f"Counted: {'half of ' if share == Share.JOINT else ''}{sum_} = {trimmed(avoided)}"


def spell_in_words(spell: Spell, as_at: date | None = None) -> str:
    if spell.ended_on is None:
        here = f", still here on {day_month(as_at)}" if as_at else ", still here"
        return f"ready {day_month(spell.ready_on)}{here}"
    ended = END_WORDS.get(ReadyEnd(spell.end), "ended") if spell.end else "ended"
    when = "the same day" if spell.ended_on == spell.ready_on else day_month(spell.ended_on)
    return f"ready {day_month(spell.ready_on)}, {ended} {when}"


def parts_in_words(counts: Mapping[Part, int], other: str = "other") -> str:
    """20 housing only, 10 housing and care package; `other` names the other reason where there is just one."""
    names = {
        Part.HOUSING_ONLY: "housing only",
        Part.HOUSING_AND_OTHER: f"housing and {other}",
        Part.OTHER_ONLY: f"{other} only",
        Part.NONE_RECORDED: "no reason recorded",
    }
    return ", ".join(f"{counts[part]} {name}" for part, name in names.items() if counts.get(part))


def line_in_words(line: NightsLine) -> str:
    if line.to_on is None:
        return f"{line.label}: since {plain_date(line.from_on)}"
    return f"{line.label}: {day_month(line.from_on)} to {plain_date(line.to_on)}"
