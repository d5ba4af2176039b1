"""A birth typed as people know it: a day, a year alone, about a year, or an age."""

from typing import Any

from enabler import clock
from enabler.rules.refusal import Refused
from enabler.rules.writing.births import birth_of, read_birth
from enabler.web.forms import DateAsWritten, EnablerForm


class BirthAsWritten(DateAsWritten):
    """`data` is the date, `birth_is` says how it is known where it is not the day itself."""

    birth_is: str | None = None

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, born=True, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = self.birth_is = None
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            self.raw_data = []
            return
        try:
            birth = read_birth(typed, clock.today())
        except Refused as refusal:
            raise ValueError(refusal.sentence) from refusal
        self.data, self.birth_is = birth.on, birth.how

    def _value(self) -> str:
        birth = birth_of(self.data, self.birth_is)
        is_typed = self.raw_data and isinstance(self.raw_data[0], str)
        return super()._value() if is_typed or birth is None or birth.is_exact else birth.year


class AsksBirth(EnablerForm):
    """A form with a field `born_on`, whose answer is two columns."""

    born_on = BirthAsWritten("Born on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.born_on.raw_data:
            self.born_on.birth_is = getattr(kwargs.get("obj"), "birth_is", None)

    def answers(self) -> dict[str, Any]:
        return super().answers() | {"birth_is": self.born_on.birth_is}
