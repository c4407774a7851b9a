"""Fixtures: a throw-away copy of a small project, and the ways to run the command on it."""

import gc
import os
import runpy
import shutil
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from functools import partialmethod
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from pictures import striped
from playwright.sync_api import sync_playwright

from catalogue import build, cli, host
from catalogue.outputs import Press
from catalogue.site import resolve

HERE = Path(__file__).parent
ROOT = HERE.parent
# Windows would end the lines of what the tests write in another way than the records' own.
Path.write_text = partialmethod(Path.write_text, newline="\n")
SCREENSHOTS = runpy.run_path(str(ROOT / "scripts" / "screenshots"))


def copy_project(target: Path) -> Path:
    shutil.copytree(HERE / "sites" / "minimal", target, ignore=shutil.ignore_patterns(".cache", "site"))
    text = (target / "mkdocs.yml").read_text(encoding="utf-8")
    (target / "mkdocs.yml").write_text(text.replace("../../../overrides", str(ROOT / "overrides")), encoding="utf-8")
    return target


def link(path, target):
    """Make *path* a symbolic link to *target*; skip the test where only an administrator may."""
    try:
        path.symlink_to(target)
    except OSError:
        if os.name == "posix":
            raise
        pytest.skip("Windows lets only an administrator make a symbolic link")


@pytest.fixture
def project(tmp_path):
    return copy_project(tmp_path / "project")


def press_of(project, day=date(2026, 11, 23), **options):
    """What the outputs of *project* work with, as if it were *day*."""
    settings = host.read_settings(project / "mkdocs.yml", **options)
    catalogue, _ = build.load(settings)
    looks = build.looks(settings)
    return Press(resolve(catalogue, (), settings, day), looks.render, looks.drawings)


@dataclass(frozen=True)
class Done:
    """What a command printed, and the code it ended with."""

    returncode: int
    stdout: str
    stderr: str


def run_command(folder, *arguments, day="2026-11-23"):
    """Run the command in *folder*, as if it were *day*; in this process, since to start another takes longer than most do."""
    more = ["--day", day] if arguments[0] == "build" else []
    said, complained = (TextIOWrapper(BytesIO(), encoding="utf-8", newline="\n", write_through=True) for _ in range(2))
    with chdir(folder), redirect_stdout(said), redirect_stderr(complained), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["catalogue", *arguments, *more])
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO()))
        with pytest.raises(SystemExit) as end:
            cli.main()
    gc.unfreeze()  # a build keeps what it has made to the end of its process
    return Done(end.value.code or 0, *(stream.buffer.getvalue().decode() for stream in (said, complained)))


@pytest.fixture
def run():
    return run_command


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory):
    """The site of the records that ship, built once."""
    site = tmp_path_factory.mktemp("sample") / "site"
    done = run_command(ROOT, "build", "--site-dir", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="session")
def address(sample_site):
    """Where the site of the records that ship is served."""
    with SCREENSHOTS["served"](sample_site) as at:
        yield at


@pytest.fixture(scope="session")
def full_site(tmp_path_factory):
    """The site of the record that states everything, built once."""
    project = copy_project(tmp_path_factory.mktemp("full") / "project")
    folder = project / "products" / "mat-ong-rung"
    shutil.copy(HERE / "sites" / "full" / "products" / "mat-ong-rung" / "product.yaml", folder)
    (folder / "photos").mkdir()
    striped(600, 400).save(folder / "photos" / "hive.jpg")
    done = run_command(project, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=SCREENSHOTS["program"](), args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


def opened(browser, **options):
    """Return a new page, and the list of what it will complain about."""
    page = browser.new_context(**options).new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda response: said.append(response.url) if response.status >= 400 else None)
    return page, said
