"""Forms of the first start and of the wards."""

from typing import Any

from wtforms import PasswordField, SelectField
from wtforms.validators import InputRequired

from enabler.record.people.passwords import LENGTH
from enabler.vocabulary import Setting
from enabler.web.doubted_lines import PhoneLine
from enabler.web.far_off import AsksIfSure
from enabler.web.forms import EnablerForm, Line


class CreateFirstAdministrator(EnablerForm):
    code = Line("Code from the terminal", [InputRequired("Enter the code that the terminal shows.")])
    name = Line("Your name", [InputRequired("Enter your name.")], description="You sign in with it.")
    password = PasswordField(
        "Password",
        [InputRequired("Choose a password.")],
        description=f"At least {LENGTH} characters. Three or four words that only you would put together work well.",
    )
    submit_label = "Make the first account"


class CreateWard(AsksIfSure):
    name = Line("Ward", [InputRequired("Enter the ward's name.")])
    hospital = Line("Hospital or unit")
    setting = SelectField(
        "Setting",
        choices={setting.value: setting.label for setting in reversed(Setting)},
        description="It decides which counting rules and comparisons fit.",
    )
    phone = PhoneLine("Ward phone")
    cover = Line("Who covers when the officer is away")
    cover_phone = PhoneLine("Phone of the cover")
    submit_label = "Add the ward"

    def answers(self) -> dict[str, Any]:
        return super().answers() | {"setting": Setting(self.setting.data)}


class ChangeWard(CreateWard):
    called_on_lists = Line(
        "On hospitals' lists it is also called",
        description="Such as its code there, with commas between: what officers said when a list did not say its name.",
    )
    submit_label = "Save"
