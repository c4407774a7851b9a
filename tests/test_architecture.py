"""The list below is the architecture: a module imports only what stands above it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "catalogue"

CORE = [
    "text",
    "cells",
    "bilingual",
    "issues",
    "settings",
    "spellings",
    "scalars",
    "schema",
    "locales",
    "messages",
    "model",
    "hints",
    "ratings",
    "facts",
    "units",
    "coverage",
    "reports",
    "memory",
    "checks",
    "changes",
    "summary",
    "translate",
    "site",
    "outputs",
    "exchange",
]
EDGE = ["config", "store", "templates", "engines", "links", "images", "fulltext", "workbook"]
SHELL = ["build", "translations", "interview", "spreadsheet", "founding", "plugin", "host", "serve", "cli"]
ORDER = CORE + EDGE + SHELL

# What would let the core touch files, the network or the clock.
FORBIDDEN_IN_CORE = {
    "asyncio", "glob", "http", "io", "mkdocs", "os", "requests", "shutil", "socket", "subprocess", "tempfile", "time",
    "urllib.request", "yaml",
}  # fmt: skip
# What Windows or macOS lacks; where one is needed, the difference is to stand in one place, and be asked for.
OF_ONE_SYSTEM = {"fcntl", "grp", "msvcrt", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty", "winreg"}
FORBIDDEN_CALLS = {"open", "today", "now", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes"}


def module_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def sources(modules):
    return [path for path in sorted(PACKAGE.rglob("*.py")) if module_of(path) in modules]


def imports(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "catalogue":
            yield from (f"catalogue.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_every_module_stands_in_the_line():
    found = {module_of(path) for path in PACKAGE.rglob("*.py")} - {"__init__", "__main__"}

    assert found == set(ORDER)


@pytest.mark.parametrize("path", sources(ORDER), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_up_the_line(path):
    mine = module_of(path)
    above = ORDER[: ORDER.index(mine) + 1]
    if mine in EDGE:
        above = [name for name in above if name not in EDGE or name == mine]
    used = {name.split(".")[1] for name in imports(path) if name.startswith("catalogue.")}

    assert used <= set(above)


@pytest.mark.parametrize("path", sources(CORE), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_core_touches_no_file_network_or_clock(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {getattr(node.func, "attr", getattr(node.func, "id", "")) for node in ast.walk(tree) if isinstance(node, ast.Call)}

    assert FORBIDDEN_IN_CORE.isdisjoint(imports(path))
    assert FORBIDDEN_CALLS.isdisjoint(calls)


@pytest.mark.parametrize("path", sources(ORDER), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_is_for_one_system_alone(path):
    assert OF_ONE_SYSTEM.isdisjoint(imports(path))
