"""A one-time password from before 0008 has three days from the upgrade; a password of one's own has no end."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from enabler import clock
from enabler.migrations import upgrade
from enabler.models import User
from tests.migrations.earlier import revisions_up_to, run

THIS = "0008"


def test_who_waits_to_sign_in_is_not_kept_out(empty_database_url: str, tmp_path: Path) -> None:
    url = empty_database_url
    upgrade(url, revisions_up_to(tmp_path, THIS, without=True))
    yes, no = ("true", "false") if url.startswith("postgres") else (1, 0)
    columns = "id, name, name_key, role, password_hash, must_change_password, version, recorded_at, recorded_by"
    made = "'2026-06-05 10:00:00', 'Sam Okafor'"
    for key, must_change in ((1, yes), (2, no)):
        values = f"{key}, 'Jo {key}', 'jo {key}', 'officer', 'a hash', {must_change}, 1, {made}"
        run(url, f"INSERT INTO users ({columns}) VALUES ({values})")
    upgrade(url, revisions_up_to(tmp_path, THIS))
    engine = create_engine(url)
    with Session(engine) as session:
        waiting, own = session.scalars(select(User.one_time_until).order_by(User.id))
    engine.dispose()
    assert own is None
    assert abs(waiting - clock.now() - timedelta(hours=72)) < timedelta(minutes=5)
