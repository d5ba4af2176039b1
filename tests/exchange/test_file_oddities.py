"""Files as hospitals make them: each oddity is read as a person would read it, or named, and no row is lost."""

from pathlib import Path

from enabler.exchange.ward_list.reading import ward_list_grid

LISTS = Path(__file__).parents[1] / "examples" / "lists"


def test_hidden_and_struck_rows_are_marked() -> None:
    grid = ward_list_grid((LISTS / "12_hidden_and_struck_rows.xlsx").read_bytes())
    assert [row[3] for row in grid.rows] == ["Patient", "BLACK, Jo", "WHITE, Jo", "BROWN, Jo"]
    assert grid.marks == {3: "hidden in the workbook", 4: "struck through"}


def test_the_sheet_with_the_headings_is_read() -> None:
    grid = ward_list_grid((LISTS / "10_cover_sheet_first.xlsx").read_bytes())
    assert (grid.sheet, len(grid.rows), grid.notes) == ("Ward list", 2, ("The sheet Ward list was read.",))
