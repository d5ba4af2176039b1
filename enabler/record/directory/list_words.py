"""What hospitals' lists mean: which ward they name, which column a heading stands for; said once and remembered."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from enabler import audit, clock
from enabler.audit import Actor
from enabler.models import ListHeading, Ward, WardListName
from enabler.rules.refusal import Refused
from enabler.rules.writing.ward_names import begins_alike, ward_key


@dataclass(frozen=True)
class WardNames:
    """The wards by their names and by what lists call them, folded."""

    by_key: Mapping[str, Ward]

    def named(self, text: str, ours: Ward) -> Ward | None:
        """The ward that a list means; None where nobody has said. A name cut short or made longer is our ward's."""
        key = ward_key(text)
        return self.by_key.get(key) or (ours if begins_alike(key, ward_key(ours.name)) else None)


def ward_names(session: Session) -> WardNames:
    wards = session.scalars(select(Ward)).all()
    called = session.execute(select(WardListName.key, Ward).join(Ward, Ward.id == WardListName.ward_id)).all()
    return WardNames(dict(called) | {ward_key(ward.name): ward for ward in wards})


def call_on_lists(session: Session, *, by: Actor, ward: Ward, name: str) -> None:
    """Remember that hospitals' lists call the ward so."""
    name_on_lists(session, by=by, ward=ward, names=[*(one.name for one in ward.list_names), " ".join(name.split())])


def name_on_lists(session: Session, *, by: Actor, ward: Ward, names: Collection[str]) -> None:
    """What lists call the ward besides its name: these, and no others. Refused where one is another ward's."""
    wanted = {ward_key(name): name[:200] for name in names if ward_key(name) not in ("", ward_key(ward.name))}
    known = ward_names(session)
    for key, name in wanted.items():
        other = known.by_key.get(key)
        if other is not None and other.id != ward.id:
            raise Refused(f"Lists that say {name} mean {other.name}.", "called_on_lists")
    before = {one.key for one in ward.list_names}
    if before == wanted.keys():
        return
    ward.list_names = [one for one in ward.list_names if one.key in wanted]
    ward.list_names += [
        WardListName(name=name, key=key, recorded_at=clock.now(), recorded_by=by.name)
        for key, name in wanted.items()
        if key not in before
    ]
    audit.record(session, by=by, action="name ward on lists", subject=ward, detail={"names": len(wanted)})


def heading_meanings(session: Session) -> dict[str, str | None]:
    """What folded headings were said to be; None for no column of ours."""
    return {row.key: row.means for row in session.scalars(select(ListHeading))}


def remember_heading(session: Session, *, by: Actor, heading: str, key: str, means: str | None) -> None:
    """For every list that comes from now on."""
    kept = session.scalar(select(ListHeading).where(ListHeading.key == key[:200]))
    if kept is None:
        kept = ListHeading(key=key[:200], heading=heading[:200])
        session.add(kept)
    kept.heading, kept.means = heading[:200], means
    kept.recorded_at, kept.recorded_by = clock.now(), by.name
    audit.record(session, by=by, action="say what heading means", subject=kept, detail={"means": means})
