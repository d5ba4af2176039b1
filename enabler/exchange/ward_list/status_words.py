"""What a status or comment on a list says about whether the patient is there: deceased, discharged, on leave."""

import re
from enum import StrEnum

_BEFORE = r"(?:patient |pt |has |was |been |now |sadly |status:? )*"
_WHEN = r"(?:[ ,]+(?:on |at )?[\d/.: ]+)?"


class Whereabouts(StrEnum):
    GONE = "gone"  # died, discharged, transferred: not there any more
    ON_LEAVE = "on leave"  # away, and of the ward


_WORDS = (
    (Whereabouts.GONE, r"(?:deceased|died|rip|r\.i\.p\.?|passed away|dead)(?!\w).*"),
    (Whereabouts.GONE, r"self[- ]discharge.*|discharged(?! from (?!the ward|ward|hospital)).*"),
    (
        Whereabouts.GONE,
        r"(?:d/?c['’]?d|gone home|went home|left (?:the )?(?:ward|hospital)|left (?:ama|against|without))\b.*",
    ),
    (Whereabouts.GONE, rf"left{_WHEN}"),
    (Whereabouts.GONE, r"transferr?ed(?! (?:in|from)\b).*|moved to .*"),
    (
        Whereabouts.ON_LEAVE,
        r"(?:on|at home on) (?:\w+ ){0,2}leave\b.*|awol\b.*|abscond.*|absent without leave.*|on s\.? ?17\b.*",
    ),
    (
        Whereabouts.ON_LEAVE,
        rf"(?:home|overnight|weekend|day|(?:section |s\.? ?)17) leave\b.*|leave{_WHEN}|missing{_WHEN}",
    ),
)
_READ = tuple((whereabouts, re.compile(_BEFORE + f"(?:{words})", re.IGNORECASE)) for whereabouts, words in _WORDS)


def whereabouts(text: str) -> Whereabouts | None:
    """Only what the words begin with counts: "Left hip" and "to be discharged" say nothing of the kind."""
    written = " ".join(text.split()).strip("*. ")
    return next((where for where, words in _READ if words.fullmatch(written)), None)
