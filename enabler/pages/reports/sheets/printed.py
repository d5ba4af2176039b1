"""One patient and one ward on paper, with full names or initials; each copy numbered and in the audit."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from enabler.models import Ward
from enabler.pages.reports.blueprint import blueprint
from enabler.pages.reports.printing.paper import Paper, on_paper
from enabler.pages.reports.sheets.case_summary import CaseSheet, case_sheet
from enabler.pages.reports.sheets.ward_list import WardListSheet
from enabler.record.directory.wards import ward_named, wards_of
from enabler.record.stay.stays import stay_by_ref
from enabler.record.stay_page.page import stay_page
from enabler.record.worklists.ward_sheet import DOCUMENT as WARD_LIST, ward_sheet
from enabler.rules.refusal import Refused
from enabler.vocabulary import Redaction, Role
from enabler.web.access import access, refuse, stay_in_reach
from enabler.web.db import the_session
from enabler.web.sessions import actor

CASE_SUMMARY = "case summary"
CHOICES = {level.value: level for level in (Redaction.FULL, Redaction.INITIALS)}


@blueprint.route("/stays/<int:stay_id>/summary.pdf")
@access(Role.OFFICER, Role.COORDINATOR)
def case_summary(stay_id: int) -> ResponseReturnValue:
    stay_in_reach(stay_id)
    return on_paper(case_paper(case_sheet(stay_page(the_session(), stay_id), _redaction())))


@blueprint.route("/wards/<int:ward_id>/list.pdf")
@access(Role.OFFICER, Role.COORDINATOR)
def ward_list(ward_id: int) -> ResponseReturnValue:
    return on_paper(ward_paper(WardListSheet(ward_sheet(the_session(), _ward_in_reach(ward_id)), _redaction())))


def case_paper(sheet: CaseSheet) -> Paper:
    """One patient; the command line prints the same."""
    stay = sheet.page.stay
    return Paper(
        template="reports/case_summary_paper.html",
        document=CASE_SUMMARY,
        subject=stay.ref,
        redaction=sheet.redaction,
        stay_id=stay.id,
        file_name=f"case-summary-{stay.id}.pdf",
        context={"sheet": sheet, "ward_name": stay.ward.name, "extra_stamp": f"Stay {stay.ref} · shred after use"},
        tighter=[{"sheet": tighter} for tighter in sheet.tighter],
    )


def ward_paper(sheet: WardListSheet) -> Paper:
    ward = sheet.of.ward
    return Paper(
        template="reports/ward_list_paper.html",
        document=WARD_LIST,
        subject=str(ward.id),
        redaction=sheet.redaction,
        file_name=f"ward-list-{ward.id}-{sheet.of.today}.pdf",
        context={
            "sheet": sheet,
            "orientation": "landscape",
            "ward_name": ward.name,
            "extra_stamp": "Shred after use",
        },
        noted={"since": sheet.of.since.isoformat()} if sheet.of.since else {},
    )


def case_paper_of(ref: str, redaction: Redaction) -> Paper:
    """By the reference of the stay, for the command line, which reaches everything; raises Refused."""
    stay = stay_by_ref(the_session(), ref)
    if stay is None:
        raise Refused(f"There is no stay {ref}.")
    return case_paper(case_sheet(stay_page(the_session(), stay.id), redaction))


def ward_paper_of(name: str, redaction: Redaction) -> Paper:
    ward = ward_named(the_session(), name)
    if ward is None:
        raise Refused(f"There is no ward {name}.")
    return ward_paper(WardListSheet(ward_sheet(the_session(), ward), redaction))


def _redaction() -> Redaction:
    """As asked for in the address; what is not one of the choices is no page of ours."""
    return CHOICES.get(request.args.get("names", Redaction.FULL.value)) or abort(404)


def _ward_in_reach(ward_id: int) -> Ward:
    """The ward, or the same 404 as for one that does not exist."""
    found = [ward for ward in wards_of(the_session(), actor()) if ward.id == ward_id]
    if not found:
        refuse("refused ward", ("wards", ward_id))
        abort(404)
    return found[0]
