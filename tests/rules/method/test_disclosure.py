"""What may be said of how few people."""

from enabler.rules.method.disclosure import is_printable


def test_fewer_than_five_people_are_not_printed() -> None:
    assert [is_printable(people) for people in (0, 4, 5)] == [False, False, True]
