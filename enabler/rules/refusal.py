"""The one exception of the rules: a sentence for the person, and the field it belongs to."""

from collections.abc import Mapping


class Refused(Exception):
    """What was asked cannot be done; `sentence` says why, to be shown at `field` (or on top when None)."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Stale(Refused):
    """Somebody saved in between; `theirs` holds what now stands, by field, to show beside what was typed."""

    def __init__(self, sentence: str, theirs: Mapping[str, object] | None = None, field: str | None = None) -> None:
        super().__init__(sentence, field)
        self.theirs: dict[str, object] = dict(theirs or {})
