"""Each test has an app of its own; the templates they all show are compiled once."""

from collections.abc import Iterator
from typing import Any

import pytest
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

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
        yield
