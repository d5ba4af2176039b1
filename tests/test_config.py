"""Settings that are wrong are refused at the start, each with what is allowed; nothing is guessed."""

from dataclasses import fields
from pathlib import Path

import pytest

from enabler.config import KINDS, BadSettings, Settings, read_settings

STRONG = "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5dE7fG9hJ"


def read(folder: Path, **environ: str) -> Settings:
    return read_settings(
        {"ENABLER_INSTANCE": str(folder)} | {f"ENABLER_{key}": value for key, value in environ.items()}
    )


def refusal(folder: Path, **environ: str) -> str:
    with pytest.raises(BadSettings) as refused:
        read(folder, **environ)
    return str(refused.value)


def test_every_setting_says_what_is_allowed() -> None:
    assert {"instance", *KINDS} == {field.name for field in fields(Settings)}


def test_without_any_the_defaults_are_allowed_too(tmp_path: Path) -> None:
    settings = read(tmp_path)
    for name in set(KINDS) - {"audit_heads", "database_url", "secret", "trusted_proxies"}:
        value = getattr(settings, name)
        assert KINDS[name].read(value) == value, name


def test_the_environment_wins_and_an_empty_variable_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "enabler.toml").write_text('lock_minutes = 20\nblank_minutes = 8\ntraining = "yes"\n')
    settings = read(tmp_path, LOCK_MINUTES="15", BLANK_MINUTES=" ", TRAINING="no", VENV="/somewhere", SESSION_HOURS="8")
    assert (settings.lock_minutes, settings.blank_minutes, settings.training) == (15, 8, False)
    assert settings.session_hours == 8.0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lock_minutes", "0"),
        ("lock_minutes", "-5"),
        ("lock_minutes", "61"),
        ("lock_minutes", "ten"),
        ("lock_minutes", "10.5"),
        ("blank_minutes", "0"),
        ("session_hours", "0"),
        ("session_hours", "nan"),
        ("session_hours", "inf"),
        ("session_hours", "25"),
        ("quiet_days", "0"),
        ("confirmed_days", "0"),
        ("far_off_days", "1e9"),
        ("training", "maybe"),
    ],
)
def test_out_of_range_is_refused_with_what_is_allowed(tmp_path: Path, name: str, value: str) -> None:
    variable = f"ENABLER_{name.upper()}"
    assert refusal(tmp_path, **{name.upper(): value}) == f"{variable} must be {KINDS[name].allowed}, not {value}."


@pytest.mark.parametrize(
    "written", ["lock_minutes = 0", "lock_minutes = true", "lock_minutes = 9.5", "lock_minutes = [1]"]
)
def test_so_it_is_in_the_file(tmp_path: Path, written: str) -> None:
    (tmp_path / "enabler.toml").write_text(written)
    said = refusal(tmp_path)
    assert said.startswith(f"lock_minutes in {tmp_path}/enabler.toml must be a whole number from 1 to 60, not ")


def test_misspelt_is_refused_with_what_was_meant(tmp_path: Path) -> None:
    assert (
        refusal(tmp_path, LOCK_MINUTS="10") == "ENABLER_LOCK_MINUTS is no setting of Enabler. Was lock_minutes meant?"
    )
    (tmp_path / "enabler.toml").write_text("colour = 3\n[server]\nport = 1\n")
    colour, server = refusal(tmp_path).splitlines()
    assert colour.startswith(f"colour in {tmp_path}/enabler.toml is no setting of Enabler. There are: database_url, ")
    assert server.startswith("server in ")


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "enabler.toml").write_text('quiet_days = 0\ninstance = "elsewhere"\n')
    said = refusal(tmp_path, LOCK_MINUTES="0").splitlines()
    assert len(said) == 3 and "set ENABLER_INSTANCE in the environment" in said[1]


def test_a_secret_or_a_password_is_never_said_back(tmp_path: Path) -> None:
    said = refusal(tmp_path, SECRET="letmein", DATABASE_URL="mysql://enabler:hunter2@server/ward")
    assert "at least 43 random characters, not that" in said and "postgresql://user:password@server/database" in said
    assert "letmein" not in said and "hunter2" not in said


@pytest.mark.parametrize(
    "url", ["enabler.sqlite3", "sqlite://", "sqlite:///:memory:", "postgresql+psycopg2://h/d", "http://x/y"]
)
def test_an_address_of_no_database_is_refused(tmp_path: Path, url: str) -> None:
    assert "ENABLER_DATABASE_URL must be sqlite:/// and a file" in refusal(tmp_path, DATABASE_URL=url)


def test_addresses_are_taken_as_people_write_them(tmp_path: Path) -> None:
    for scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        settings = read(tmp_path, DATABASE_URL=f"{scheme}://enabler:p%40ss@server:5433/ward")
        assert settings.database_url == "postgresql+psycopg://enabler:p%40ss@server:5433/ward"
    assert read(tmp_path, DATABASE_URL="sqlite:////srv/x.sqlite3").database_url == "sqlite:////srv/x.sqlite3"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "enabler.toml").write_text("lock_minutes = \n")
    assert f"{tmp_path}/enabler.toml cannot be read: " in refusal(tmp_path)
    (tmp_path / "enabler.toml").write_bytes(b"training = '\xff'")
    assert f"{tmp_path}/enabler.toml cannot be read: " in refusal(tmp_path)
    (tmp_path / "enabler.toml").unlink()
    (tmp_path / "enabler.toml").mkdir()
    assert refusal(tmp_path) == f"{tmp_path}/enabler.toml cannot be used: Is a directory."


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert refusal(tmp_path / "file" / "instance") == f"{tmp_path}/file/instance cannot be used: Not a directory."


def test_a_weak_secret_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a" * 50)
    assert (
        refusal(tmp_path) == f"The secret in {tmp_path}/secret is too weak: remove that file, and a strong one is made."
    )
    (tmp_path / "secret").write_text(STRONG)
    assert read(tmp_path).secret == STRONG
