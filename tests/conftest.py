"""Fixtures: a throw-away copy of a small project, and the ways to run the command on it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent


def copy_project(target: Path) -> Path:
    shutil.copytree(HERE / "sites" / "minimal", target, ignore=shutil.ignore_patterns(".cache", "site"))
    text = (target / "mkdocs.yml").read_text(encoding="utf-8")
    (target / "mkdocs.yml").write_text(text.replace("../../../overrides", str(ROOT / "overrides")), encoding="utf-8")
    return target


@pytest.fixture
def project(tmp_path):
    return copy_project(tmp_path / "project")


@pytest.fixture
def run():
    def run(folder, *arguments, day="2026-11-23"):
        environment = os.environ | {"SOURCE_DATE_EPOCH": "", "PYTHONPATH": str(ROOT)}
        environment.pop("SOURCE_DATE_EPOCH")
        more = ["--day", day] if arguments[0] == "build" else []
        return subprocess.run(
            [sys.executable, "-m", "catalogue", *arguments, *more],
            cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    return run
