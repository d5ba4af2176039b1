"""Every PDF read by its tags: title, language, headings in order, header cells that say what they head, pictures
with words."""

import io
import re
from itertools import pairwise

import pikepdf
import pytest
from sqlalchemy.orm import Session

from enabler.models import Ward
from tests import makers
from tests.browser import Browser
from tests.pages.reports.reading import Tag, pages_of, tags_of

PERIOD = {"from_on": "1/4/2026", "to_on": "30/6/2026", "ward": ""}
FIGURE = "Delayed-discharge days avoided"
TITLES = {"case": "Case summary", "ward": "Ward list", "figure": FIGURE, "board": FIGURE}


@pytest.mark.parametrize("kind", TITLES)
def test_every_pdf(kind: str, as_officer: Browser, session: Session, ward: Ward, example: Session) -> None:
    """Each is printed once and read for everything: printing takes long."""
    stay = makers.make_stay(session, ward, ready=9, barriers=["rent_arrears", "no_home"], reasons=[{"began": 4}])
    address = {
        "case": f"/stays/{stay.id}/summary.pdf",
        "ward": f"/wards/{ward.id}/list.pdf",
        "figure": "/days-avoided.pdf",
        "board": "/days-avoided.pdf",
    }
    answer = as_officer.send("GET", address[kind], query_string=PERIOD | {"copy": kind})
    assert answer.mimetype == "application/pdf"
    it_says_what_it_is(answer.data, kind)
    headings_are_in_order(answer.data)
    header_cells_say_what_they_head(answer.data)
    pictures_have_words(answer.data, kind)
    all_that_is_read_is_tagged(answer.data)
    every_page_says_who_when_and_which_copy(answer.data)


def it_says_what_it_is(made: bytes, kind: str) -> None:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.docinfo["/Title"]) == TITLES[kind]
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.Root.Lang) == "en-GB" and bool(pdf.Root.MarkInfo.Marked)
        assert pdf.open_metadata()["pdfuaid:part"] == "1"


def headings_are_in_order(made: bytes) -> None:
    levels = [int(tag.kind[1]) for tag in tags_of(made) if re.fullmatch(r"H\d", tag.kind)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def header_cells_say_what_they_head(made: bytes) -> None:
    heads = [tag for tag in tags_of(made) if tag.kind == "TH"]
    assert heads
    for head in heads:
        assert head.scope == ("Column" if "THead" in head.inside else "Row")
    rows = [tag for tag in tags_of(made) if tag.kind == "TR" and "TBody" in tag.inside]
    assert len([head for head in heads if "TBody" in head.inside]) == len(rows)


def pictures_have_words(made: bytes, kind: str) -> None:
    pictures = [tag.alt or "" for tag in tags_of(made) if tag.kind == "Figure"]
    figures = [
        "From gross to net, in nights. Gross",
        "Delay nights by month and part. Apr 2026: ",
        "Central net with one",
    ]
    strip = ["Delayed 9 nights from"]
    expected = {"case": strip, "ward": strip, "figure": figures, "board": figures}
    for words in expected[kind]:
        assert any(picture.startswith(words) for picture in pictures), pictures
    assert all(len(picture) > 20 for picture in pictures)


def all_that_is_read_is_tagged(made: bytes) -> None:
    """Whatever is drawn on a page belongs to a tag or is marked as not for reading."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for page in pdf.pages:
            depth, loose = 0, []
            for operands, operator in pikepdf.parse_content_stream(page):
                depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(str(operator), 0)
                if str(operator) in ("Tj", "TJ", "Do") and not depth:
                    loose.append(operands)
            assert loose == []


def every_page_says_who_when_and_which_copy(made: bytes) -> None:
    pages = pages_of(made)
    for place, page in enumerate(pages, 1):
        assert re.search(r"Printed by Sam Okafor, \w{3} \d+ \w{3} \d{4}, \d\d:\d\d · Copy 1 · \w", page)
        assert f"Page {place} of {len(pages)}" in page


def test_the_reader_of_tags_sees_faults() -> None:
    """Were a tag without its words read as one with them, the tests above would check nothing."""
    pdf = pikepdf.new()
    cell = pikepdf.Dictionary(S=pikepdf.Name.TH)
    picture = pikepdf.Dictionary(S=pikepdf.Name.Figure)
    pdf.Root.StructTreeRoot = pikepdf.Dictionary(K=pikepdf.Array([cell, picture]))
    kept = io.BytesIO()
    pdf.save(kept)
    assert tags_of(kept.getvalue()) == [Tag("TH", None, None, ""), Tag("Figure", None, None, "")]
