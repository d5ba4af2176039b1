"""What can be held of plain names: no class name twice, one sentence for each module, no circles between files."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.test_house import ROOT, our_files

LONGEST_SENTENCE = 120
MODELS = "enabler.models"  # tables name each other, as their rows do


def modules() -> dict[str, Path]:
    paths = [path for path in our_files(".py") if path.is_relative_to(ROOT / "enabler")]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


def imports_of(tree: ast.Module, known: dict[str, Path]) -> set[str]:
    """The modules of ours that a module imports at once or later; what is for type checking only counts as well."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{name.name}" for name in node.names} & set(known)
            found |= inner or ({node.module} & set(known))
    return found


def circle(graph: dict[str, set[str]]) -> list[str]:
    """The modules of one circle, in order; none where there is no circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def test_no_circle_between_files() -> None:
    known = modules()
    graph = {name: imports_of(ast.parse(path.read_text()), known) - {name} for name, path in known.items()}
    apart = {name: {one for one in needs if not one.startswith(MODELS)} for name, needs in graph.items()}
    assert circle({name: needs for name, needs in apart.items() if not name.startswith(MODELS)}) == []


@pytest.mark.parametrize(("graph", "found"), [({"a": {"b"}, "b": {"a"}}, True), ({"a": {"b"}, "b": set()}, False)])
def test_a_circle_is_found(graph: dict[str, set[str]], found: bool) -> None:
    assert bool(circle(graph)) is found


def test_no_class_name_twice() -> None:
    where: dict[str, list[str]] = {}
    for module, path in modules().items():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                where.setdefault(node.name, []).append(module)
    assert {name: places for name, places in where.items() if len(places) > 1} == {}


def test_a_module_says_what_it_is_for_in_one_line() -> None:
    too_long = []
    for module, path in modules().items():
        said = ast.get_docstring(ast.parse(path.read_text())) or ""
        if "\n" in said or len(said) > LONGEST_SENTENCE - 2 * len('"""'):
            too_long.append(module)
    assert too_long == []
