"""Promises about the code base itself: sizes, names, docstrings, what starts quickly, what the project stands on."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "rembuk"
MODULES = sorted(PACKAGE.rglob("*.py"))
BROWSER_FILES = sorted({*PACKAGE.rglob("*.js"), *PACKAGE.rglob("*.mjs")})

MOST_LINES_A_FILE = 400
MOST_LINES_A_FUNCTION = 50
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc"}
NETWORK = {"aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "urllib", "urllib3"}
SLOW_TO_START = {"charset_normalizer", "numpy", "openpyxl", "polars", "python_calamine", "tqdm", "xlsxwriter", "yaml"}
TEXT_FILES = {"", ".csv", ".js", ".json", ".md", ".mjs", ".py", ".sh", ".toml", ".txt", ".yaml"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions_of(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, Function))


def imports_of(path: Path) -> Iterator[str]:
    """The first word of every module this file imports, wherever in it the import stands."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def rembuk(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A Python with the project on its path and lines too long to be wrapped."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "COLUMNS": "500"}
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, env=environment, check=False)


@pytest.mark.parametrize("path", [*MODULES, *BROWSER_FILES], ids=name_of)
def test_a_file_is_short_enough_to_be_read_in_one_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES_A_FILE, f"{name_of(path)} has {lines} lines: which noun wants a file of its own?"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_function_is_short_enough_to_be_seen_whole(path: Path) -> None:
    sizes = [((node.end_lineno or node.lineno) - node.lineno + 1, node.name) for node in functions_of(path)]
    assert not [(size, name) for size, name in sizes if size > MOST_LINES_A_FUNCTION]


def test_every_module_and_folder_is_named_for_what_it_knows() -> None:
    names = {part for path in MODULES for part in path.relative_to(PACKAGE).with_suffix("").parts}
    assert not names & NAMELESS


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_opens_by_saying_what_it_knows(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


@pytest.mark.parametrize("room", ["law", "reference"])
def test_every_public_name_of_the_pure_rooms_says_what_it_gives(room: str) -> None:
    silent = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for node in tree_of(path).body
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not silent


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_can_reach_the_network(path: Path) -> None:
    assert not NETWORK & set(imports_of(path))


@pytest.mark.parametrize("path", BROWSER_FILES, ids=name_of)
def test_the_browser_engine_fetches_nothing_from_other_hosts(path: Path) -> None:
    assert not re.search(r"https?://", path.read_text(encoding="utf-8"))


def test_the_project_stands_alone() -> None:
    outside = ["../" + "shared", "/work/" + "shared"]
    folders = [ROOT / name for name in ("src", "tests", "docs", "bench", "examples", "tools", ".ci")]
    files = [path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts]
    texts = [path for path in [*files, *ROOT.iterdir()] if path.is_file() and path.suffix in TEXT_FILES]
    leaning = [name_of(path) for path in texts if any(word in path.read_text("utf-8", "replace") for word in outside)]
    assert not leaning


def test_a_command_for_one_case_starts_without_the_heavy_libraries() -> None:
    run = rembuk("-c", "import sys, rembuk.cli; print(*{name.partition('.')[0] for name in sys.modules})")
    assert run.returncode == 0, run.stderr
    assert not SLOW_TO_START & set(run.stdout.split())


def test_the_readme_names_every_command() -> None:
    run = rembuk("-m", "rembuk", "--help")
    assert run.returncode == 0, run.stderr
    commands = re.findall(r"^ {4}([a-z][a-z-]*)(?: |$)", run.stdout, flags=re.MULTILINE)
    assert commands, f"no command found in:\n{run.stdout}"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name for name in commands if not re.search(rf"(?:rembuk|\./run) {name}\b", readme)]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"])
def test_every_library_we_use_is_pinned_by_hash_and_from_no_named_host(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = project["optional-dependencies"].get(lock.removeprefix("requirements-").removesuffix(".lock"), [])
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\\n    --hash=sha256:", text, flags=re.MULTILINE))
    wanted = {re.split(r"[<>=]", line)[0].lower() for line in [*project["dependencies"], *extra]}
    assert wanted <= pinned.keys()
    assert len(pinned) == len(re.findall(r"^[^\s#]", text, flags=re.MULTILINE)), "a pin without a hash"
    assert "://" not in text and "--index" not in text


@pytest.mark.parametrize("script", ["run", "test", ".ci/run"])
def test_the_scripts_can_be_started(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
