"""What the indicators are asked for, and who is shown what rests on few people."""

from enabler import clock
from enabler.figures.indicators.indicators import indicators
from enabler.rules.indicators.counting import Tally
from enabler.rules.method.disclosure import is_printable
from enabler.rules.method.periods import quarter_of
from enabler.vocabulary import Role
from enabler.web.db import the_session
from enabler.web.figure_wards import all_wards_in_words, is_on_wards, wards_asked, wards_to_choose
from enabler.web.period_forms import FigureAsked

MAY_CHANGE = (Role.EVALUATOR, Role.ADMINISTRATOR)


def asked(keys: tuple[str, ...] | None = None) -> tuple[FigureAsked, dict[str, Tally] | None]:
    """The form and, when it makes sense, the indicators."""
    form = FigureAsked([ward.name for ward in wards_to_choose()], all_wards_in_words(), quarter_of(clock.today()))
    return form, form.answered(lambda: _counted(form, keys)) if form.validate() else None


def _counted(form: FigureAsked, keys: tuple[str, ...] | None) -> dict[str, Tally]:
    chosen = {"keys": keys} if keys else {}
    wards = wards_asked(form.ward.data)
    return indicators(the_session(), period=form.period(), as_at=clock.today(), wards=wards, **chosen)


def is_shown(people: int) -> bool:
    """Whether a share or median may be shown to this person: from fewer than 5 people only to those who see the
    stays."""
    return is_on_wards() or is_printable(people)
