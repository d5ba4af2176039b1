"""Forms of signing in and of the accounts."""

from typing import Any

from wtforms import HiddenField, PasswordField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from enabler.record.people.passwords import LENGTH
from enabler.vocabulary import Role
from enabler.web.doubted_lines import PhoneLine
from enabler.web.far_off import AsksIfSure
from enabler.web.forms import EnablerForm, Line


class SignIn(EnablerForm):
    name = Line("Your name", [InputRequired("Enter your name, as your administrator wrote it.")])
    password = PasswordField("Password", [InputRequired("Enter your password.")])
    earlier_text = HiddenField()  # sealed: what they had typed when their last sign-in ended
    submit_label = "Sign in"


class Unlock(EnablerForm):
    password = PasswordField("Password", [InputRequired("Enter your password.")])
    submit_label = "Unlock"


class ChangePassword(EnablerForm):
    old_password = PasswordField("Present password", [InputRequired("Enter your present password.")])
    password = PasswordField(
        "New password",
        [InputRequired("Enter a new password.")],
        description=f"At least {LENGTH} characters. Three or four words that only you would put together work well.",
    )
    password_again = PasswordField("New password again", [InputRequired("Enter the new password again.")])
    submit_label = "Change password"

    def validate_password_again(self, field: PasswordField) -> None:
        if field.data != self.password.data:
            raise ValidationError("The two new passwords differ.")


class WardBoxes(SelectMultipleField):
    """Wards as boxes to tick; the choices are put in by the view."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class SignInName(EnablerForm):
    name = Line(
        "Name",
        [InputRequired("Enter the person's name.")],
        description=(
            "They sign in with it, and it stands beside all they do. It cannot be changed later; the name shown can."
        ),
    )


class ShownName(EnablerForm):
    display_name = Line(
        "Name shown",
        [InputRequired("Enter a name.")],
        description="On cases, lists and paper. They go on signing in with the name of the account.",
    )


class Duties(AsksIfSure):
    """What every account says besides its name; forms show their fields in the order of these classes."""

    phone = PhoneLine("Phone at work", description="Printed beside the name of who holds a case.")
    role = SelectField("Role", choices={role.value: role.label for role in Role})
    wards = WardBoxes("Wards", coerce=int, description="Officers and coordinators see the patients of these wards.")

    def answers(self) -> dict[str, Any]:
        answers = super().answers()
        answers["role"], answers["ward_ids"] = Role(answers["role"]), answers.pop("wards") or []
        return answers


class ChangeUser(ShownName, Duties):
    pass


class CreateUser(SignInName, Duties):
    submit_label = "Make the account"


class DisableUser(EnablerForm):
    submit_label = "Disable the account"


class EnableUser(EnablerForm):
    submit_label = "Enable the account"


class ResetPassword(EnablerForm):
    submit_label = "Make a one-time password"
