"""Wards and the directory of agencies: the places and the people a stay waits on."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enabler.database import Base
from enabler.models.columns import Code, Key, Long, Name, Recorded, Versioned, listed
from enabler.models.lists import WardListName
from enabler.rules.writing.ward_names import as_text
from enabler.vocabulary import AgencyKind, Setting


class Ward(Versioned, Recorded, Base):
    """A ward; its setting decides which counting rules and comparisons fit."""

    __tablename__ = "wards"
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(120), unique=True)
    hospital: Mapped[Name | None]
    setting: Mapped[str] = listed(Setting)
    phone: Mapped[Code | None]
    cover: Mapped[Name | None]  # who covers when the officer is away
    cover_phone: Mapped[Code | None]
    ods_code: Mapped[Code | None]
    retired_on: Mapped[date | None]

    list_names: Mapped[list[WardListName]] = relationship(order_by="WardListName.name", cascade="all, delete-orphan")

    @property
    def called_on_lists(self) -> str:
        """What hospitals' lists call it besides, with commas between."""
        return as_text([one.name for one in self.list_names])


class Agency(Versioned, Recorded, Base):
    """A council, landlord, office or group that barriers wait on."""

    __tablename__ = "agencies"
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = listed(AgencyKind)
    person: Mapped[Name | None]
    phone: Mapped[Code | None]
    email: Mapped[Name | None]
    note: Mapped[Long | None]
    last_checked_on: Mapped[date | None]
