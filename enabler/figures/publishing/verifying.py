"""Whether a printed report is the one that was issued, whether its figures hold, and what has changed since."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from enabler.figures.publishing.compare import Difference, compare
from enabler.figures.publishing.freezing import ROWS, as_kept, digests, fingerprint_of, thaw
from enabler.figures.publishing.pdf_attachment import NOT_OURS, figures_attached
from enabler.figures.report import settings
from enabler.figures.report.days_avoided import days_avoided
from enabler.figures.report.plain_values import to_plain
from enabler.figures.report.report import Report
from enabler.models import PublishedReport
from enabler.record.publishing.published import copy_of, register_faults, replaced_by, report_of, report_of_file
from enabler.rules.refusal import Refused


@dataclass(frozen=True)
class Verification:
    """What a file turned out to be.

    `copy` is "full" or "board" for a file that was issued, None for another. `in_file` are the figures in the file that
    are not the published ones (one: as published, other: in the file). `damage` names what was changed in the frozen
    rows, `follow` the figures that do not follow from them any more (one: as published, other: worked out again),
    `register` the hashes that are not those of the audit trail. `now` is the report from today's records.
    """

    report: PublishedReport
    copy: str | None
    in_file: tuple[Difference, ...] = ()
    damage: tuple[str, ...] = ()
    follow: tuple[Difference, ...] = ()
    fingerprint_matches: bool = True
    register: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    published: Report | None = None
    now: Report | None = None
    replaced_by: PublishedReport | None = None

    @property
    def reference(self) -> str:
        return self.report.ref

    @property
    def is_readable(self) -> bool:
        """Whether the frozen rows could be worked out again at all."""
        return self.published is not None

    @property
    def holds(self) -> bool:
        whole = self.is_readable and self.fingerprint_matches
        return self.copy is not None and whole and not (self.in_file or self.follow or self.register)


def verify(session: Session, pdf: bytes) -> Verification:
    """Take a PDF and say what it is. Raises Refused when it is no report of this installation."""
    issued = report_of_file(session, pdf)
    inside = figures_attached(pdf)
    report = issued or report_of(session, str(inside.get("reference", "")))
    if report is None:
        raise Refused(NOT_OURS + "neither the file nor a reference in it is known.", "file")
    held = _held(report)
    published, follow = _again(report, held)
    damage = _damage(held)
    return Verification(
        report=report,
        copy=copy_of(report, pdf),
        in_file=_in_file(inside, held, report, published),
        damage=damage,
        follow=follow,
        fingerprint_matches=fingerprint_of(report.frozen) == report.fingerprint,
        register=tuple(register_faults(session, report)),
        published=published,
        replaced_by=replaced_by(session, report),
        **_since(session, held, published, damage),
    )


def _held(report: PublishedReport) -> dict[str, Any]:
    """What was frozen; nothing when it cannot be read any more."""
    try:
        held = json.loads(report.frozen)
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def _again(report: PublishedReport, held: dict[str, Any]) -> tuple[Report | None, tuple[Difference, ...]]:
    """The report worked out again from the frozen rows, and the published figures that they do not give.

    None when they are too damaged to be worked out from. A row's figures stand under the reference of its stay.
    """
    try:
        again, results = thaw(report.frozen), held["results"]
        now = as_kept(results, json.loads(json.dumps(again.results.to_json())))
        return again, tuple(compare(_by_stay(results), _by_stay(now)))
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
        return None, ()


def _by_stay(results: dict[str, Any]) -> dict[str, Any]:
    rows = {f"stay {row['stay']}": row for row in results["rows"]}
    return {name: value for name, value in results.items() if name != "rows"} | rows


def _in_file(
    inside: dict[str, Any], held: dict[str, Any], report: PublishedReport, published: Report | None
) -> tuple[Difference, ...]:
    """Each figure and setting in the attachment that is not the one that was frozen."""
    results = held.get("results")
    figures = {name: value for name, value in results.items() if name not in ROWS} if isinstance(results, dict) else {}
    figures |= {"reference": report.ref, "fingerprint": report.fingerprint}
    if published is not None:
        plain = json.loads(json.dumps(settings.as_plain(published.ledger.assumptions)))
        figures["settings"] = as_kept(inside.get("settings"), plain)
    return tuple(compare(figures, inside))


def _damage(held: dict[str, Any]) -> tuple[str, ...]:
    """The frozen rows and parts that are not as they were when they were frozen."""
    try:
        found = compare(held["digests"], digests(held))
    except (KeyError, TypeError):
        return ()
    return tuple(one.name for one in found)


def _since(session: Session, held: dict[str, Any], published: Report | None, damage: tuple[str, ...]) -> dict[str, Any]:
    """The same question asked of today's records, and the stays whose facts differ; not those whose frozen row was
    changed."""
    if published is None:
        return {}
    ledger = published.ledger
    now = days_avoided(session, period=ledger.period, as_at=ledger.as_at, wards=published.wards)
    before = {stay["ref"]: stay for stay in held["stays"]}
    confirmed = {row.stay.ref: row.stay for row in now.ledger.rows}
    after = {stay.ref: to_plain(confirmed.get(stay.ref, stay)) for stay in now.stays}
    after |= {ref: as_kept(stay, after[ref]) for ref, stay in before.items() if ref in after}
    whole = [ref for ref in sorted({*before, *after}) if f"stay {ref}" not in damage]
    differ = [ref for ref in whole if before.get(ref) != after.get(ref)]
    changed = [f"{ref}: {_what(before.get(ref), after.get(ref))}" for ref in differ]
    if ledger.assumptions != now.ledger.assumptions and "settings" not in damage:
        changed.append(f"settings: {_names(to_plain(ledger.assumptions), to_plain(now.ledger.assumptions))}")
    return {"now": now, "changed": tuple(changed)}


def _what(before: Any, after: Any) -> str:
    if before is None:
        return "not in the record then"
    if after is None:
        return "no longer in the record"
    return _names(before, after)


def _names(before: Any, after: Any) -> str:
    differing = (difference.name for difference in compare(before, after))
    names = {name.split("[")[0].split(".")[0].replace("_", " ") for name in differing}
    return ", ".join(sorted(names))
