"""A refusal carries its sentence and its field; a stale one also what now stands."""

from enabler.rules.refusal import Refused, Stale


def test_refused_says_what_and_where() -> None:
    refused = Refused("Left before admitted.", "discharged_on")
    assert (str(refused), refused.sentence, refused.field) == ("Left before admitted.",) * 2 + ("discharged_on",)
    assert Refused("No.").field is None


def test_stale_brings_theirs() -> None:
    stale = Stale("Somebody saved in between.", {"bed": "A2"})
    assert isinstance(stale, Refused)
    assert stale.theirs == {"bed": "A2"}
    assert Stale("Somebody saved in between.").theirs == {}
