"""Phone numbers and postcodes on forms: doubtful ones are asked about once, and none is refused."""

from wtforms import Field

from enabler.rules.writing.phone import phone_doubt, tidy_phone
from enabler.rules.writing.postcode import postcode_doubt, tidy_postcode
from enabler.web.forms import Line

LONGEST = 60


class PhoneLine(Line):
    def __init__(self, label: str, **kwargs: object) -> None:
        super().__init__(label, longest=LONGEST, **kwargs)


class PostcodeLine(Line):
    def __init__(self, label: str, **kwargs: object) -> None:
        super().__init__(label, longest=LONGEST, **kwargs)


DOUBTS = {PhoneLine: (tidy_phone, phone_doubt), PostcodeLine: (tidy_postcode, postcode_doubt)}


def line_doubt(field: Field) -> str | None:
    """A sentence about what was typed; None for what stood there before, and for what is whole."""
    if type(field) not in DOUBTS:
        return None
    tidy, doubt = DOUBTS[type(field)]
    said = doubt(field.data) if tidy(field.data) != tidy(field.object_data) else None
    return f"{field.label.text} {field.data}: {said}." if said else None
