"""Each test has an app and a database of its own; templates, routes and statements, the same for all, are compiled
once."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from werkzeug.routing import Rule

from enabler.web.templating import HouseEnvironment


class Compiled(BytecodeCache):
    """Compiled templates by their name and content, for as long as the tests run."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    ours, theirs, made = Compiled(), Compiled(), HouseEnvironment.__init__

    def with_caches(self: HouseEnvironment, *given: Any, **options: Any) -> None:
        made(self, *given, **options)
        self.bytecode_cache, self.nhs.bytecode_cache = ours, theirs

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HouseEnvironment, "__init__", with_caches)
        patch.setattr(Rule, "_compile_builder", _built_once(Rule._compile_builder))
        yield


def _built_once(build: Callable[[Rule, bool], Any]) -> Callable[[Rule, bool], Any]:
    """What builds the address of a route depends on its text alone: 43 of the 50 ms that an app takes to be made."""
    known: dict[tuple[str, bool], Any] = {}

    def built(rule: Rule, append_unknown: bool) -> Any:
        if rule.defaults:
            return build(rule, append_unknown)
        key = (rule.rule, append_unknown)
        if key not in known:
            known[key] = build(rule, append_unknown)
        return known[key]

    return built


@pytest.fixture(scope="session")
def share_statements() -> Callable[[Engine], None]:
    """An engine takes over what an earlier one on the same kind of database has compiled."""
    first: dict[str, Engine] = {}

    def share(engine: Engine) -> None:
        earlier = first.get(engine.dialect.name)
        if earlier is None:
            engine.connect().close()  # which is when a dialect gets to know its server
            first[engine.dialect.name] = engine
        else:
            engine.dialect, engine._compiled_cache = earlier.dialect, earlier._compiled_cache

    return share
