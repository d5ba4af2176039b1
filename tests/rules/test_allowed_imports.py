"""Rules import the standard library, numpy, the vocabulary and each other: nothing else, and nothing with a clock
or files."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "enabler" / "rules"
MODULES = sorted(FOLDER.glob("**/*.py"))
OUTSIDE = ("numpy", "enabler.vocabulary", "enabler.rules")
NOT_FOR_RULES = {
    "os",
    "pathlib",
    "io",
    "time",
    "socket",
    "subprocess",
    "sqlite3",
    "shutil",
    "tempfile",
    "random",
    "zoneinfo",
}
CLOCKS = {"now", "today", "utcnow"}
OPENERS = {"open", "print", "input"}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module if node.module and not node.level else f"relative import at line {node.lineno}"


def is_allowed(name: str) -> bool:
    if any(name == module or name.startswith(f"{module}.") for module in OUTSIDE):
        return True
    top = name.split(".")[0]
    return top in sys.stdlib_module_names and top not in NOT_FOR_RULES


def forbidden(source: str) -> list[str]:
    """The imports and calls of a module that rules may not make."""
    tree = ast.parse(source)
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    read = [func.attr for func in calls if isinstance(func, ast.Attribute) and func.attr in CLOCKS]
    opened = [func.id for func in calls if isinstance(func, ast.Name) and func.id in OPENERS]
    return [name for name in imported(tree) if not is_allowed(name)] + read + opened


def test_there_are_rules() -> None:
    assert len(MODULES) > 20


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_rules_keep_to_their_list(module: Path) -> None:
    assert forbidden(module.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "import flask",
        "from sqlalchemy.orm import Session",
        "from enabler import codes",
        "from enabler.clock import today",
        "import enabler.models",
        "from enabler.rulesets import x",
        "from . import nights",
        "from .nights import runs",
        "import os.path",
        "def f():\n    import requests",
        "from datetime import date\ndate.today()",
        "from datetime import datetime\nn = datetime.now()",
        "open('file')",
    ],
)
def test_the_guard_bites(source: str) -> None:
    assert forbidden(source)


def test_the_guard_lets_the_list_through() -> None:
    allowed = (
        "import numpy\nfrom datetime import date\nfrom enabler.rules.refusal import Refusal\nimport enabler.vocabulary"
    )
    assert forbidden(allowed) == []
