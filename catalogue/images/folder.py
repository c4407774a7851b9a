"""What stands in a record's ``photos/``: found by name, kind and size before any of it is opened."""

import difflib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.issues import Issue
from catalogue.model import Record

MOST_BYTES = 30_000_000
"""What a photo may have: a camera's finest JPEG has less."""
Entries = Mapping[str, "os.DirEntry[str]"]


@dataclass(frozen=True, slots=True)
class Original:
    """A photo as somebody put it there: where it lies, and the same as a finding names it, relative to the project."""

    path: Path
    file: str


def originals(root: Path, record: Record) -> tuple[list[Original], list[Issue]]:
    """Return the photos that *record* names, in its order, and what is wrong with its folder.

    What is wrong is left out of the photos; nothing is opened, and no link is followed.
    """
    file = f"{record.file.rpartition('/')[0]}/photos"
    entries, issues = _entries(root / file, file)
    if not issues and (entries or record.product.photos):
        issues = [*_folder_issues(file, entries, record), *_named_issues(file, entries, record)]
    wrong = {issue.file for issue in issues}
    named = [f"{file}/{photo.file}" for photo in record.product.photos if photo.file in entries]
    return [Original(root / one, one) for one in named if one not in wrong], issues


def _entries(shelf: Path, file: str) -> tuple[Entries, list[Issue]]:
    """Return what stands in *shelf*, by name; nothing, and the issue, when that is no folder of the record's own."""
    try:
        with os.scandir(shelf) as found:
            entries = {entry.name: entry for entry in found if not entry.name.startswith(".")}
    except FileNotFoundError:
        return {}, []
    except NotADirectoryError:
        return {}, [Issue("stray-file", file, line=1)]
    except OSError as error:
        return {}, [Issue("unreadable", file, line=1, values={"reason": error.strerror or str(error)})]
    return ({}, [Issue("symlink", file, line=1)]) if shelf.is_symlink() else (entries, [])


def _folder_issues(file: str, entries: Entries, record: Record) -> Iterator[Issue]:
    """Yield what no folder of photos may hold, and what it holds for nothing."""
    named = {photo.file for photo in record.product.photos}
    for name in sorted(entries):
        if entries[name].is_symlink():
            yield Issue("symlink", f"{file}/{name}", line=1)
        elif name not in named:
            yield Issue("photo-not-named", f"{file}/{name}", line=1, severity="warning")


def _named_issues(file: str, entries: Entries, record: Record) -> Iterator[Issue]:
    """Yield what is wrong with the photos that *record* names; names are compared as they are written, on every system."""
    for place, photo in enumerate(record.product.photos):
        entry = entries.get(photo.file)
        if entry is None:
            nearest = next(iter(difflib.get_close_matches(photo.file, list(entries), n=1)), "")
            yield Issue(
                "photo-missing", record.file, ("photos", place, "file"), values={"name": photo.file, "nearest": nearest}
            )
        elif not entry.is_symlink():
            yield from _unfit(entry, f"{file}/{photo.file}")


def _unfit(entry: "os.DirEntry[str]", file: str) -> Iterator[Issue]:
    if not entry.is_file(follow_symlinks=False):
        yield Issue("not-a-file", file, line=1)
    elif (size := entry.stat(follow_symlinks=False).st_size) > MOST_BYTES:
        values = {"size": str(-(-size // 1_000_000)), "limit": str(MOST_BYTES // 1_000_000)}
        yield Issue("photo-too-big", file, line=1, values=values)
