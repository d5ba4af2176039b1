"""A folder of files that make a caseload, and what bringing it in does."""

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from enabler.audit import command_line
from enabler.database import atomic
from enabler.exchange.caseload.accepting import accept_caseload
from enabler.exchange.caseload.files import read_source
from enabler.exchange.caseload.planning import Plan, make_plan
from enabler.exchange.caseload.reading import read_caseload

TODAY = date(2026, 11, 22)
STAYS = "stay_ref,patient_ref,ward,setting,admitted_on,case_opened_on,discharged_on,discharge_outcome\n"


class Folder:
    """A folder of files, and what bringing it in does."""

    def __init__(self, path: Path, session: Session) -> None:
        self.path, self.session = path, session

    def has(self, **files: str) -> "Folder":
        for name, text in files.items():
            (self.path / f"{name}.csv").write_text(text, encoding="utf-8")
        return self

    def plan(self) -> Plan:
        return make_plan(self.session, read_caseload(read_source(self.path), TODAY))

    @property
    def bad(self) -> list[tuple[str, int, str]]:
        return [(cell.file, cell.row, cell.column) for cell in self.plan().bad]

    def why(self) -> str:
        return " ".join(cell.why for cell in self.plan().bad)

    def accept(self) -> Plan:
        with atomic(self.session):
            plan = self.plan()
            accept_caseload(self.session, by=command_line("tests"), plan=plan)
        return plan
