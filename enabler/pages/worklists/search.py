"""Finding somebody. What is searched for travels in the body of the request and stands in no address and no log."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from enabler.pages.worklists.blueprint import blueprint
from enabler.pages.worklists.forms import Search
from enabler.record.worklists import search as record_search
from enabler.rules.refusal import Refused
from enabler.vocabulary import Role
from enabler.web.access import access, note
from enabler.web.db import the_session
from enabler.web.forms import page
from enabler.web.sessions import actor


@blueprint.route("/search", methods=["GET", "POST"])
@access(Role.OFFICER, Role.COORDINATOR)
def search() -> ResponseReturnValue:
    form, results = Search(), None
    if form.validate_on_submit():
        try:
            results = record_search.search(the_session(), actor(), form.words.data or "")
        except Refused as refusal:
            form.words.errors = [refusal.sentence]
        else:
            note("search", found=len(results.rows))
            if len(results.rows) == 1:
                return redirect(url_for("patient.stay_page", stay_id=results.rows[0].stay_id))
    return page("worklists/search.html", form=form, results=results)
