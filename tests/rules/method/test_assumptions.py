"""Settings of a report that cannot be worked with are refused."""

import pytest

from enabler.rules.method.assumptions import Deadweight, check_assumptions
from enabler.rules.refusal import Refused
from enabler.vocabulary import Basis
from tests.rules.caseloads import assume


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"optimism": {1: 0.0}}, "optimism"),
        ({"optimism": {1: 0.0, 2: 0.1, 3: 0.05, 4: 0.2, 5: 0.3, 6: 0.4}}, "optimism"),
        ({"optimism": {1: -0.1, 2: 0.0, 3: 0.0, 4: 0.0, 5: 0.0, 6: 0.4}}, "optimism"),
        ({"optimism": {1: 0.0, 2: 0.0, 3: 0.0, 4: 0.0, 5: 0.0, 6: 1.1}}, "optimism"),
        ({"order": (Basis.SEALED, Basis.SEALED)}, "order"),
        ({"deadweight": Deadweight(0.3, 0.2, 0.4)}, "deadweight"),
        ({"deadweight": Deadweight(0.1, 0.2, 1.4)}, "deadweight"),
        ({"horizon": 0}, "horizon"),
    ],
)
def test_refused(changes: dict[str, object], field: str) -> None:
    check_assumptions(assume())
    with pytest.raises(Refused) as refused:
        check_assumptions(assume(**changes))
    assert refused.value.field == field
