"""Bad input: one clear finding, exit 1, the old site whole, never a traceback.

``tests/sites/broken/<what>/`` holds what differs from ``tests/sites/minimal/``, a list of what to ``REMOVE``, and the lines
that are ``EXPECTED``. After a change of words, ``CATALOGUE_ACCEPT=1 pytest tests/test_broken.py`` writes those lines anew, to
be read in the diff.
"""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from conftest import HERE, ROOT, link

from catalogue.build.stage import MARKER, Stage
from catalogue.issues import Refused
from catalogue.model import Document

BROKEN = sorted(path for path in (HERE / "sites" / "broken").iterdir() if path.is_dir())
RECORD = "products/mat-ong-rung/product.yaml"


def old_site(site):
    site.mkdir()
    (site / MARKER).write_text("{}", encoding="utf-8")
    old = site / "old.html"
    old.write_text("old", encoding="utf-8")
    return old


def refused(project, run, *, command="build"):
    """Run *command*, assert that it refuses in the agreed way, and return its lines."""
    old = old_site(project / "site")
    done = run(project, command)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "Traceback" not in said
    assert old.read_text(encoding="utf-8") == "old"
    assert [path.name for path in project.iterdir() if path.name.startswith(".site")] == []
    return [line for line in said.splitlines() if not line.endswith("findings")]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.name)
def test_one_clear_finding(broken, project, run):
    remove = broken / "REMOVE"
    for name in remove.read_text(encoding="utf-8").split() if remove.exists() else ():
        target = project / name
        shutil.rmtree(target) if target.is_dir() else target.unlink()
    shutil.copytree(broken, project, dirs_exist_ok=True, ignore=shutil.ignore_patterns("REMOVE", "EXPECTED"))
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("../../../overrides", str(ROOT / "overrides")), encoding="utf-8"
    )

    lines = "\n".join(refused(project, run)) + "\n"

    if os.environ.get("CATALOGUE_ACCEPT"):
        (broken / "EXPECTED").write_text(lines, encoding="utf-8")
    assert lines == (broken / "EXPECTED").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"name: M\xe2\n", "UTF-8"),
        (b"name: " + b"x" * 50_000_000, "50000006"),
        (b"name: " + b"[" * 100_000 + b"]" * 100_000, "16"),
        (b"name: " + b"{a: " * 100_000, "16"),
        (b"\x00\x01\x02", "YAML"),
    ],
    ids=["not-utf-8", "50-megabytes", "100000-lists-deep", "100000-mappings-deep", "binary"],
)
def test_what_would_hurt_a_reader(data, expected, project, run):
    (project / RECORD).write_bytes(data)

    (line,) = refused(project, run)

    assert line.startswith(f"{RECORD}:1: ")
    assert expected in line


@pytest.mark.parametrize("file", [RECORD, "products/mat-ong-rung/product.fr.yaml", "products/mat-ong-rung"])
def test_a_symlink_is_refused(file, project, run, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    shutil.move(project / file, elsewhere)
    link(project / file, elsewhere)

    lines = refused(project, run)

    assert lines == [f"{file}:1: this is a symbolic link. Put the real file in its place."]


@pytest.mark.parametrize("target", ["mkdocs.yml", "docs", "."])
def test_what_no_build_has_written_is_never_replaced(target, project, run):
    before = sorted(project.rglob("*"))

    done = run(project, "build", "--site-dir", target)

    assert done.returncode == 1
    assert "was not written by a build" in done.stdout
    assert [path for path in sorted(project.rglob("*")) if ".cache" not in path.parts] == before


def limited_files():
    """Let no file of this process grow beyond 2,000 bytes: to a program that is what a full disk is."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for a file")
@pytest.mark.parametrize("records", [1, 250], ids=["one-process", "several-processes"])
def test_a_disk_that_refuses_is_one_finding_and_the_old_site_stays(records, project, monkeypatch):
    for number in range(1, records):
        shutil.copytree(project / "products" / "mat-ong-rung", project / "products" / f"mat-ong-{number}")
    old = old_site(project / "site")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    done = subprocess.run(
        [sys.executable, "-m", "catalogue", "build", "--day", "2026-11-23"],
        cwd=project, capture_output=True, encoding="utf-8", check=False, preexec_fn=limited_files,
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stdout.startswith("site:1: the site cannot be written: File too large.")
    assert "Traceback" not in done.stdout + done.stderr
    assert old.read_text(encoding="utf-8") == "old"


def test_a_target_that_nobody_may_write_is_one_finding(project, run):
    # Below a file: as root, no right keeps a folder from being made.
    done = run(project, "build", "--site-dir", "mkdocs.yml/site")

    assert done.returncode == 1
    assert done.stdout.startswith("site:1: the site cannot be written: ")
    assert "Traceback" not in done.stdout + done.stderr


def test_a_full_disk_leaves_the_old_site(project):
    old = old_site(project / "site")
    stage = Stage(project / "site")

    def fill():
        with stage:
            stage.write([Document("new.html", b"new")])
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(Refused) as found:
        fill()

    assert found.value.issues[0].check == "cannot-write"
    assert old.read_text(encoding="utf-8") == "old"
    assert not (project / "site" / "new.html").exists()
    assert not stage.staging.exists()


def test_a_build_killed_in_the_middle_leaves_the_old_site_and_the_next_one_is_whole(project, run):
    assert run(project, "build").returncode == 0
    before = (project / "site" / "index.html").read_bytes()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for moment in (0.4, 0.8, 1.1):
        started = subprocess.Popen(
            [sys.executable, "-m", "catalogue", "build", "--day", "2026-11-24"], cwd=project, env=environment
        )
        time.sleep(moment)
        started.kill()
        started.wait()
        assert (project / "site" / "index.html").is_file()

    assert run(project, "build").returncode == 0
    assert (project / "site" / "index.html").read_bytes() == before
    assert [path.name for path in project.iterdir() if path.name.startswith(".site")] == []


@pytest.mark.parametrize("stopped", ["before", "between"])
def test_an_interrupted_swap_is_finished(stopped, tmp_path):
    site = tmp_path / "site"
    (tmp_path / ".site.ready").mkdir()
    (tmp_path / ".site.ready" / MARKER).write_text("new", encoding="utf-8")
    old = site if stopped == "before" else tmp_path / ".site.previous"
    old.mkdir()
    (old / MARKER).write_text("old", encoding="utf-8")

    with Stage(site) as stage:
        assert (site / MARKER).read_text(encoding="utf-8") == "new"
        stage.write([Document(MARKER, b"newer")])
        stage.swap()

    assert (site / MARKER).read_text(encoding="utf-8") == "newer"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
