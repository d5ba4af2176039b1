"""What may be said of how few people outside the service."""

FEWEST_PEOPLE = 5


def is_printable(people: int) -> bool:
    """Whether a share or mean may be printed outside the service: it rests on at least 5 people. Method, section 5."""
    return people >= FEWEST_PEOPLE
