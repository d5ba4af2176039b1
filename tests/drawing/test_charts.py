"""Charts: values beside the marks, the same in words, sums that hold, and signs that are not lost."""

from enabler.drawing.charts import ChartStep, _ends, gross_to_net, gross_to_net_in_words, nights_by_month
from enabler.vocabulary import Part
from tests.web.drawn import texts

MONTHS = [
    ("Apr 2026", {Part.HOUSING_ONLY: 13}),
    ("May 2026", {Part.HOUSING_ONLY: 31, Part.HOUSING_AND_OTHER: 10, Part.OTHER_ONLY: 2, Part.NONE_RECORDED: 1}),
    ("Jun 2026", {}),
]
STEPS = [ChartStep("Gross", 45.1923), ChartStep("Optimism, 15%", -6.7788, "change"), ChartStep("Net", 38.4135)]


def test_each_month_shows_its_total_and_its_parts() -> None:
    said = texts(nights_by_month(MONTHS))
    assert {"13", "44", "31", "10", "0"} <= set(said)
    assert said.count("May 2026") == 2  # wide and narrow


def test_the_names_of_many_months_do_not_run_into_each_other() -> None:
    year = [(f"{name} 2026", {Part.HOUSING_ONLY: 131}) for name in ("Apr", "May", "Jun", "Jul", "Aug", "Sep") * 2]
    said = texts(nights_by_month(year))
    assert said.count("Apr") == 2 and said.count("2026") == 12 and said.count("Apr 2026") == 2  # the narrow one's
    five_years = texts(nights_by_month(year * 5))
    assert 10 <= five_years.count("2026") <= 30 and five_years.count("131") == 120  # only in the narrow one


def test_the_alternative_text_repeats_the_numbers() -> None:
    assert (
        "May 2026: 44 (31 housing only, 10 housing and other, 2 other only, 1 no reason recorded)"
        in nights_by_month(MONTHS)
    )


def test_no_months_is_an_empty_axis_and_no_fault() -> None:
    assert "Delay nights by month" in nights_by_month([])


def test_a_change_hangs_from_the_bar_before() -> None:
    assert _ends(STEPS) == [(0.0, 45.1923), (45.1923, 45.1923 - 6.7788), (0.0, 38.4135)]


def test_gross_to_net_in_words_with_its_range() -> None:
    assert gross_to_net_in_words(STEPS, 33.8942, 40.6731) == (
        "From gross to net, in nights. Gross 45.2; Optimism, 15% −6.8; Net 38.4. Range of the net 33.9 to 40.7."
    )


def test_a_shortfall_is_drawn_left_of_zero() -> None:
    markup = gross_to_net([ChartStep("Gross", -12.0), ChartStep("Net", -12.0)], -12.0, -12.0)
    assert "−12.0" in texts(markup)
    assert 'width="-' not in markup


def test_nothing_at_all_is_drawn_without_a_fault() -> None:
    assert "0.0" in texts(gross_to_net([ChartStep("Gross", 0), ChartStep("Net", 0)], 0, 0))


def test_paper_gets_one_image() -> None:
    assert nights_by_month(MONTHS, image=True).count("<img ") == 1
    assert "<svg" not in gross_to_net(STEPS, 33.9, 40.7, image=True)
