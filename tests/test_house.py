"""The house keeps its own rules: lint, types, who imports whom, sizes, the lock, and nothing of the machine it was
made on."""

import ast
import hashlib
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
CEILING = 330  # about 300
FUNCTION_CEILING = 45
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())


def run(*command: str | Path, at: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=at, capture_output=True, text=True, check=False)


def tool(name: str) -> Path:
    return Path(sys.executable).with_name(name)


def files_in_git() -> list[Path]:
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout.split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def our_files(*endings: str) -> list[Path]:
    not_ours = ("nhsuk", "vendor", "versions", "examples")
    return [
        path
        for path in files_in_git()
        if path.suffix in endings and not set(path.relative_to(ROOT).parts) & set(not_ours)
    ]


def texts_in_git() -> list[tuple[str, str]]:
    found = []
    for path in files_in_git():
        content = path.read_bytes()
        if b"\0" not in content:
            found.append((str(path.relative_to(ROOT)), content.decode("utf-8", "replace")))
    return found


def test_lint() -> None:
    done = run(tool("ruff"), "check", "--no-cache", "--output-format=concise", ".")
    assert done.returncode == 0, done.stdout


def test_layout() -> None:
    done = run(tool("ruff"), "format", "--no-cache", "--check", ".")
    assert done.returncode == 0, f"{done.stdout}\nTo mend: ruff format ."


def test_types() -> None:
    done = run(tool("mypy"))
    assert done.returncode == 0, done.stdout


def lint_imports(at: Path) -> subprocess.CompletedProcess[str]:
    return run(tool("lint-imports"), "--no-cache", "--no-logo", at=at)


def test_import_contracts() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def copy_of_the_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "enabler", copy / "enabler", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    (copy / "enabler" / "pages" / "yard").mkdir()
    (copy / "enabler" / "pages" / "yard" / "__init__.py").touch()
    (copy / "enabler" / "pages" / "yard" / "forms.py").touch()
    return copy


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("record/yard.py", "import enabler.web.access", "Who may know whom"),
        ("rules/yard.py", "import enabler.models", "Who may know whom"),
        ("yard.py", "", "Who may know whom"),
        ("pages/yard/views.py", "import enabler.pages.accounts.views", "No room imports another"),
        ("figures/yard.py", "import flask", "What is below the web"),
        ("models/yard.py", "import wtforms", "What is below the web"),
        ("pages/yard/forms.py", "import sqlalchemy", "Forms never touch the database"),
        ("pages/yard/forms.py", "import enabler.models", "Forms never touch the database"),
        ("web/yard.py", "import weasyprint", "One module knows WeasyPrint"),
    ],
)
def test_each_contract_bites(copy_of_the_house: Path, module: str, line: str, contract: str) -> None:
    file = copy_of_the_house / "enabler" / module
    before = file.read_text() if file.exists() else None
    file.write_text(f"{line}\n")
    try:
        done = lint_imports(copy_of_the_house)
    finally:
        file.unlink() if before is None else file.write_text(before)
    assert done.returncode == 1
    assert re.search(rf"^{contract}.*BROKEN", done.stdout, re.MULTILINE), done.stdout


def test_no_file_is_too_long() -> None:
    endings = (".py", ".html", ".css", ".js", ".jinja")
    lengths = {str(path.relative_to(ROOT)): path.read_text().count("\n") for path in our_files(*endings)}
    assert {name: length for name, length in lengths.items() if length > CEILING} == {}


def test_no_function_is_too_long() -> None:
    """Counted from its first statement: a command's many named arguments are not length. The demo tells its stories
    whole."""
    too_long = []
    for path in (one for one in our_files(".py") if not {"tests", "demo"} & set(one.parts)):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.body[0].lineno >= FUNCTION_CEILING:
                too_long.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert too_long == []


def test_every_module_says_what_it_is_for() -> None:
    without = [
        str(path.relative_to(ROOT))
        for path in our_files(".py")
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert without == []


# Written in pieces, or this file would find itself.
INDEX_ADDRESSES = re.compile(
    "|".join(
        [
            "index-" + "url",
            "find-" + "links",
            '"resolved"' + ': "http',
            r"pypi\." + "org",
            r"python" + r"hosted\.org",
            r"npm" + r"js\.(org|com)",
            r"deb\.deb" + r"ian\.org",
        ]
    )
)
MACHINE_PATHS = re.compile(
    r"(?<![\w.~-])/(" + "|".join(["wo" + "rk/", "ro" + "ot/", "ho" + r"me/\w", "o" + "pt/"]) + ")"
)
UNFINISHED = re.compile(
    r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|NotImplemented" + r"Error)\b|[Cc]oming " + "soon|[Ll]orem " + "ipsum"
)


@pytest.mark.parametrize(
    "pattern", [INDEX_ADDRESSES, MACHINE_PATHS, UNFINISHED], ids=["indexes", "paths", "unfinished"]
)
def test_no_file_holds(pattern: re.Pattern[str]) -> None:
    vendored = re.compile(r"^(static/nhsuk|tests/vendor)/")
    found = [
        f"{name}: {match.group()}"
        for name, text in texts_in_git()
        if not vendored.match(name)
        for match in pattern.finditer(text)
    ]
    assert found == []


def test_the_guards_find_what_they_look_for() -> None:
    assert INDEX_ADDRESSES.search("--extra-index-" + "url somewhere")
    assert MACHINE_PATHS.search('"/ho' + 'me/sam/enabler"')
    assert not MACHINE_PATHS.search("templates/home/list.html")
    assert UNFINISHED.search("# TO" + "DO: later")


@pytest.mark.parametrize(
    ("lock", "extra"),
    [("requirements.txt", None), ("requirements-test.txt", "test"), ("requirements-bench.txt", "bench")],
)
def test_the_lock_fits_the_dependencies(lock: str, extra: str | None) -> None:
    text = (ROOT / lock).read_text()
    pinned = dict(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==([^ ;\\]+)", text, re.MULTILINE))
    project = SETTINGS["project"]
    wanted = [*project["dependencies"], *(project["optional-dependencies"][extra] if extra else [])]
    for requirement in map(Requirement, wanted):
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        assert name in pinned, f"{name} is not in {lock}: run script/lock"
        assert requirement.specifier.contains(pinned[name]), f"{name} {pinned[name]} does not fit: run script/lock"


def test_every_locked_package_has_hashes() -> None:
    for lock in ROOT.glob("requirements*.txt"):
        for entry in re.split(r"\n(?=\S)", lock.read_text().strip()):
            assert "--hash=sha256:" in entry, f"{lock.name}: {entry.splitlines()[0]}"


def test_what_was_brought_in_is_as_it_came() -> None:
    table = (ROOT / "tests" / "vendor" / "README.md").read_text()
    for name, digest in re.findall(r"^\| `([^`]+)` .* `([0-9a-f]{64})` \|$", table, re.MULTILINE):
        assert hashlib.sha256((ROOT / "tests" / "vendor" / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    "script", [*sorted((ROOT / "script").glob("*")), *sorted((ROOT / ".ci").glob("*"))], ids=lambda path: path.name
)
def test_scripts_can_be_started(script: Path) -> None:
    if script.is_dir() or script.name.startswith("_"):
        return
    assert script.stat().st_mode & 0o111
    assert script.read_text().startswith(("#!/usr/bin/env bash\n", "#!/bin/sh\n"))
    assert run("bash", "-n", script).returncode == 0
