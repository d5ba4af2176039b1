"""What hospitals' lists are understood by: the names they give wards, and the headings they give columns."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from enabler.database import Base
from enabler.models.columns import Chosen, Key, Name, Recorded


class WardListName(Recorded, Base):
    """What a hospital's lists call a ward, such as its code there. One name is one ward's."""

    __tablename__ = "ward_list_names"

    id: Mapped[Key]
    ward_id: Mapped[int] = mapped_column(ForeignKey("wards.id"), index=True)
    name: Mapped[Name]
    key: Mapped[str] = mapped_column(String(200), unique=True)  # the name folded


class ListHeading(Recorded, Base):
    """What a heading of hospitals' lists was said to be: a column, or none of ours."""

    __tablename__ = "list_headings"

    id: Mapped[Key]
    heading: Mapped[Name]
    key: Mapped[str] = mapped_column(String(200), unique=True)  # the heading folded
    means: Mapped[Chosen | None]
