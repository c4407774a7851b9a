"""A site is written beside the old one and swapped in by rename; unchanged files are hard-linked, never written again.

``.<site>.staging`` is being written, ``.<site>.ready`` is whole, ``.<site>.previous`` is the old site between the two
renames of the swap. Whatever is found of these at the next start says how far an interrupted swap came.
"""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from catalogue.issues import Issue, Refused
from catalogue.model import Document

MARKER = "build.json"


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a site got, how many of them are new, and the bytes of all."""

    files: int = 0
    new: int = 0
    bytes: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(self.files + other.files, self.new + other.new, self.bytes + other.bytes)


class Stage:
    """Writes a new site beside *site*; use it as a context. Raises ``Refused`` when the disk refuses."""

    def __init__(self, site: Path) -> None:
        if not site.name:  # the root of a disk
            raise Refused([Issue("not-a-site", str(site), line=1)])
        self.site = site
        self.staging = site.with_name(f".{site.name}.staging")
        self.ready = site.with_name(f".{site.name}.ready")
        self.previous = site.with_name(f".{site.name}.previous")
        self._folders: set[str] = set()

    def __enter__(self) -> Self:
        try:
            self.site.parent.mkdir(parents=True, exist_ok=True)
            self._recover()
            self._spare_strangers()
            self.staging.mkdir()
        except OSError as error:
            raise self._refused(error) from None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        shutil.rmtree(self.staging, ignore_errors=True)
        if isinstance(error, OSError):
            raise self._refused(error) from None

    def write(self, documents: Iterable[Document]) -> Written:
        """Write *documents*, linking those of which the old site holds the same bytes, and return what was written."""
        files = new = size = 0
        for document in documents:
            target, old = self._paths(document.path)
            linked = _same(old, document.data) and _link(old, target)
            if not linked:
                # "x": were two documents to have one address, the second would change the old site's file through its link.
                with open(target, "xb") as file:  # noqa: PTH123  # a Path for each of 20,000 files costs a second
                    file.write(document.data)
            files, new, size = files + 1, new + (not linked), size + len(document.data)
        return Written(files, new, size)

    def swap(self) -> None:
        """Put the new site where the old one stands."""
        self.staging.rename(self.ready)
        self._finish()

    def _paths(self, path: str) -> tuple[str, str]:
        target, old = f"{self.staging}/{path}", f"{self.site}/{path}"
        folder = os.path.dirname(target)  # noqa: PTH120  # a Path for each of 20,000 files costs a second
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103  # the same
            self._folders.add(folder)
        return target, old

    def _recover(self) -> None:
        """Finish an interrupted swap where the new site was whole, undo it otherwise."""
        if self.ready.exists():
            self._finish()
        elif self.previous.exists() and not self.site.exists():
            self.previous.rename(self.site)
        shutil.rmtree(self.previous, ignore_errors=True)
        if self.staging.exists():
            shutil.rmtree(self.staging)

    def _spare_strangers(self) -> None:
        """Refuse to replace what no build has written: a swap deletes the old folder."""
        ours = not self.site.exists() or (self.site / MARKER).is_file() or (self.site.is_dir() and not any(self.site.iterdir()))
        if not ours:
            raise Refused([Issue("not-a-site", self.site.name, line=1)])

    def _finish(self) -> None:
        if self.site.exists():
            if self.previous.exists():
                shutil.rmtree(self.previous)
            self.site.rename(self.previous)
        self.ready.rename(self.site)
        shutil.rmtree(self.previous, ignore_errors=True)

    def _refused(self, error: OSError) -> Refused:
        return Refused([Issue("cannot-write", str(self.site.name), line=1, values={"reason": error.strerror or str(error)})])


def _same(old: str, data: bytes) -> bool:
    try:
        with open(old, "rb") as file:  # noqa: PTH123  # a Path for each of 20,000 files costs a second
            return file.read() == data
    except OSError:
        return False


def _link(old: str, target: str) -> bool:
    try:
        os.link(old, target)
    except OSError:
        return False
    return True
