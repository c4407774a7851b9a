"""The way to the next schema, with a step made up here: a summary becomes a note, and a producer gets a year."""

import os
import shutil
import subprocess
import sys
from pathlib import PurePath

import pytest
from conftest import ROOT

from catalogue.issues import Refused
from catalogue.store import migrations
from catalogue.store.remarks import Entry, Node

RECORD = "products/mat-ong-rung/product.yaml"
COLLECTION = "products/_reference/catalogue.yaml"
KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_migrate import step
from catalogue.store import migrations, sidecar
real, written = sidecar.replace_whole, []
def replace(path, data):
    if len(written) == {after}:
        os._exit(9)
    real(path, data)
    written.append(path)
migrations.replace_whole = replace
root = Path.cwd()
migrations.migrate(root / "products", root, steps={{1: step}}, newest=2)
"""


def step(inside: PurePath, root: Node) -> None:
    """``summary`` is called ``note`` from now on, in the record and beside it; a producer says when it was founded."""
    if inside.name.startswith("product"):
        for entry in root.entries:
            entry.key = "note" if entry.key == "summary" else entry.key
    elif inside.parent.name == "producers" and all(entry.key != "founded" for entry in root.entries):
        root.entries.append(Entry(Node(text="2020"), "founded"))


def migrated(project, **more):
    return migrations.migrate(project / "products", project, **({"steps": {1: step}, "newest": 2} | more))


def files(project):
    return {
        path.relative_to(project).as_posix(): path.read_bytes() for path in (project / "products").rglob("*") if path.is_file()
    }


@pytest.fixture
def commented(project, run):
    path = project / RECORD
    text = (
        path.read_text(encoding="utf-8")
        .replace("summary: |-", "# ask again in spring\nsummary: |-")
        .replace("c4\n", "c4  # or c5?\n")
    )
    path.write_text(text, encoding="utf-8")
    assert run(project, "fmt").returncode == 0
    return project


def test_nothing_is_to_be_done_today(project, run):
    before = files(project)
    done = run(project, "migrate")

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "schema 1: nothing is to be done\n"
    assert files(project) == before


def test_records_of_a_newer_program_are_refused_and_left_alone(project, run):
    path = project / COLLECTION
    path.write_text(path.read_text(encoding="utf-8").replace("schema: 1", "schema: 2"), encoding="utf-8")
    before = files(project)

    for command in ("check", "migrate", "build"):
        done = run(project, command)
        assert done.returncode == 1, command
        assert done.stdout == (ROOT / "tests/sites/broken/newer-schema/EXPECTED").read_text(encoding="utf-8")
    assert files(project) == before


def test_a_step_changes_what_it_is_for_and_keeps_comments_and_order(commented):
    before = files(commented)
    names = migrated(commented)
    after = files(commented)
    record = after[RECORD].decode()

    assert names[-1] == COLLECTION
    assert {name for name in before if before[name] != after[name]} == set(names)
    assert "products/_reference/places.yaml" not in names
    assert "# ask again in spring\nnote: |-\n" in record
    assert "category: c4  # or c5?" in record
    assert after[COLLECTION].decode() == before[COLLECTION].decode().replace("schema: 1", "schema: 2")
    assert b"\nnote:\n" in b"\n" + after["products/mat-ong-rung/product.fr.yaml"]


def test_a_second_run_changes_nothing(commented):
    migrated(commented)
    before = files(commented)

    assert migrated(commented) == []
    assert files(commented) == before


def test_a_dry_run_names_the_files_and_writes_none(commented):
    before = files(commented)
    names = migrated(commented, dry=True)

    assert files(commented) == before
    assert names == migrated(commented)


@pytest.mark.skipif(sys.platform == "win32", reason="os._exit stands for a kill")
@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_run_that_was_killed_is_finished_by_the_next(after, commented, tmp_path):
    whole = shutil.copytree(commented, tmp_path / "whole")
    migrated(whole)
    old, new = files(commented), files(whole)
    done = subprocess.run(
        [sys.executable, "-c", KILLED.format(tests=str(ROOT / "tests"), after=after)],
        cwd=commented, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    half = files(commented)

    assert done.returncode == 9
    assert half[COLLECTION] == old[COLLECTION]
    assert all(half[name] in {old[name], new[name]} for name in old)
    assert sum(half[name] != old[name] for name in old) == after
    migrated(commented)
    assert files(commented) == new


def test_one_file_that_cannot_be_kept_whole_stops_the_step_before_it_writes(commented):
    (commented / "products" / "mat-ong-rung" / "product.fr.yaml").write_bytes(b"name: [\n")
    before = files(commented)

    with pytest.raises(Refused):
        migrated(commented)
    assert files(commented) == before


def test_a_comment_is_never_lost(commented):
    def forgetful(inside, root):
        root.entries = [entry for entry in root.entries if entry.key != "summary"]

    before = files(commented)
    with pytest.raises(Refused) as refused:
        migrated(commented, steps={1: forgetful})
    assert [issue.check for issue in refused.value.issues] == ["not-rewritten"]
    assert files(commented) == before


def test_where_no_step_leads_on_nothing_is_done(project):
    with pytest.raises(Refused) as refused:
        migrated(project, newest=3)
    assert [issue.check for issue in refused.value.issues] == ["older-schema"]
