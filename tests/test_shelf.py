"""What builds keep below .cache: what is in use anywhere stays, what nobody uses is let go."""

import os
import time

import pytest
from pictures import photos_of, striped

from catalogue.images.shelf import DAY, KEPT, Shelf
from catalogue.issues import Refused

SLUG = "mat-ong-rung"


def aged(folder, seconds):
    """Let every file in *folder* be as old as that."""
    then = time.time() - seconds
    for file in folder.rglob("*"):
        if file.is_file():
            os.utime(file, (then, then))


@pytest.fixture
def folder(tmp_path):
    shelf = Shelf(tmp_path)
    for name in ("aa-used", "bb-unused", "tmp-of-a-killed-build"):
        shelf.put(name, name.encode())
    aged(tmp_path, KEPT + DAY)
    return tmp_path


def there(folder):
    """What is kept; the note of what was seen is not: a photo is noted once it is not too new to be told apart."""
    return {file.name for file in folder.rglob("*") if file.is_file() and file.name != "seen.json"}


def test_what_nobody_uses_for_long_is_let_go(folder):
    shelf = Shelf(folder)
    assert shelf.use("aa-used") == len("aa-used")
    shelf.put("cc-new", b"")
    shelf.prune()

    assert there(folder) == {"aa-used", "cc-new"}


def test_what_another_one_uses_stays(folder):
    building, serving = Shelf(folder), Shelf(folder)
    serving.use("bb-unused")
    building.put("cc-new", b"")
    building.prune()

    assert there(folder) == {"bb-unused", "cc-new"}


def test_what_is_not_that_old_stays(folder):
    aged(folder, KEPT - DAY)
    shelf = Shelf(folder)
    shelf.put("cc-new", b"")
    shelf.prune()

    assert there(folder) == {"aa-used", "bb-unused", "tmp-of-a-killed-build", "cc-new"}


def test_a_shelf_that_has_not_grown_is_left(folder):
    Shelf(folder).prune()

    assert "bb-unused" in there(folder)


def test_a_file_that_is_not_there_cannot_be_used(tmp_path):
    with pytest.raises(FileNotFoundError):
        Shelf(tmp_path).use("aa")


def test_a_disk_that_refuses_is_a_finding(tmp_path):
    (tmp_path / "aa").write_bytes(b"a file where a folder is wanted")

    with pytest.raises(Refused) as refused:
        Shelf(tmp_path).put("aa-one", b"")

    assert [issue.check for issue in refused.value.issues] == ["cannot-write"]


def test_a_photo_that_was_replaced_is_let_go_and_one_that_is_shown_stays(project, run):
    record = project / "products" / SLUG
    photos_of(record, ("hive", "hive.jpg"))
    photo = record / "photos" / "hive.jpg"
    striped(60, 40).save(photo)
    assert run(project, "build").returncode == 0
    cache = project / ".cache" / "images"
    first = there(cache)

    aged(cache, KEPT + DAY)
    assert run(project, "build").returncode == 0
    assert there(cache) == first

    aged(cache, KEPT + DAY)
    striped(40, 60).save(photo)
    assert run(project, "build").returncode == 0
    assert there(cache).isdisjoint(first)
