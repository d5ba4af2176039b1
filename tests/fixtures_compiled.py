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
        patch.setattr(Rule, "compile", _compiled_once(Rule.compile))
        yield


def _compiled_once(compile_rule: Callable[[Rule], None]) -> Callable[[Rule], None]:
    """What a route is compiled to depends on its text alone, and was nine tenths of the time that an app takes to be
    made."""
    known: dict[str, Rule] = {}

    def compiled(rule: Rule) -> None:
        first = known.get(rule.rule)
        if first is None or rule.defaults or first.defaults:
            compile_rule(rule)
            known[rule.rule] = rule
            return
        rule._parts, rule._trace, rule._converters = first._parts, first._trace, first._converters
        rule.arguments = first.arguments
        rule._build = first._build.__func__.__get__(rule)
        rule._build_unknown = first._build_unknown.__func__.__get__(rule)

    return compiled


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
