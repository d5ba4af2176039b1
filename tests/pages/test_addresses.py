"""Each address belongs to one page: of two rooms that claim the same one, the second would never be reached."""

import re
from collections import defaultdict

from flask import Flask


def test_no_two_pages_share_an_address(app: Flask) -> None:
    pages: defaultdict[str, set[str]] = defaultdict(set)
    for rule in app.url_map.iter_rules():
        pages[re.sub(r"<[^>]*>", "<>", rule.rule)].add(rule.endpoint)
    assert {address: found for address, found in pages.items() if len(found) > 1} == {}
