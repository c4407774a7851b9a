"""What became of each photo, kept by its content, the recipe and Pillow's version: an unchanged photo is not even read.

``<key>.json`` says what there is, ``<key>-<width>.<extension>`` are the files; ``seen.json`` keeps the digest of each original
beside what the disk says of it. All of it may be deleted at any time.
"""

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from catalogue.images import recipe
from catalogue.images.folder import Original
from catalogue.images.shelf import Shelf
from catalogue.issues import Issue, Refused

SETTLED = 2_000_000_000
"""Nanoseconds after which a file that looks unchanged is unchanged: a disk's clock may tick as slowly as that."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a developed photo: how it ends, its size in pixels, its bytes."""

    extension: str
    width: int
    height: int
    bytes: int

    @property
    def name(self) -> str:
        """What follows the key in its name on the disk."""
        return f"{self.width}.{self.extension}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A developed photo: its dominant colour as ``#rrggbb``, the beginning of the digest of all its files, and these."""

    colour: str
    digest: str
    files: tuple[KeptFile, ...]


class Cache:
    """The developed photos below *folder*."""

    def __init__(self, folder: Path) -> None:
        """Begin with what is known of the originals; nothing is written yet."""
        self._shelf = Shelf(folder)
        self._seen = _read_seen(folder / "seen.json")
        self._now: dict[str, list[int | str]] = {}

    @cached_property
    def _made_by(self) -> str:
        return repr((version("pillow"), recipe.WIDTHS, recipe.FORMATS, recipe.METHOD))

    def key(self, original: Original) -> str:
        """Return the key of *original*; raise ``Refused`` when it cannot be read."""
        try:
            digest = self._digest(original)
        except OSError as error:
            values = {"reason": error.strerror or str(error)}
            raise Refused([Issue("unreadable", original.file, line=1, values=values)]) from None
        return hashlib.sha256(f"{digest} {self._made_by}".encode()).hexdigest()[:40]

    def _digest(self, original: Original) -> str:
        """Return the digest of the content of *original*, read only if it was not yet or has changed since."""
        said = original.path.lstat()
        marks: list[int | str] = [said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_ino]
        known = self._seen.get(original.file, [])
        if known[:4] != marks:
            with original.path.open("rb") as file:
                known = [*marks, hashlib.file_digest(file, "sha256").hexdigest()]
        if time.time_ns() - max(said.st_mtime_ns, said.st_ctime_ns) > SETTLED:
            self._now[original.file] = known
        return str(known[4])

    def file(self, key: str, name: str) -> Path:
        """Return where the file *name* of the photo *key* lies."""
        return self._shelf.at(f"{key}-{name}")

    def get(self, key: str) -> Kept | None:
        """Return the developed photo *key*, if it is there and whole."""
        try:
            self._shelf.use(f"{key}.json")
            read = json.loads(self._shelf.at(f"{key}.json").read_bytes())
            kept = Kept(str(read["colour"]), str(read["digest"]), tuple(KeptFile(**file) for file in read["files"]))
            whole = all(self._shelf.use(f"{key}-{one.name}") == one.bytes for one in kept.files)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return kept if whole and kept.files else None

    def put(self, key: str, made: tuple[Kept, Mapping[str, bytes]]) -> None:
        """Keep a developed photo, its files before what says that they are there; raise ``Refused`` when the disk refuses."""
        kept, data = made
        for name, content in data.items():
            self._shelf.put(f"{key}-{name}", content)
        self._shelf.put(f"{key}.json", json.dumps(asdict(kept)).encode())

    def close(self) -> None:
        """Keep the digests for the next run, without which it reads the photos again, and let go of what nobody uses."""
        if self._now != self._seen:
            self._shelf.note("seen.json", json.dumps(self._now).encode())
        self._shelf.prune()


def _read_seen(file: Path) -> dict[str, list[int | str]]:
    try:
        read = json.loads(file.read_bytes())
        return {name: marks for name, marks in read.items() if len(marks) == 5}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
