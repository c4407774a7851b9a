"""Files kept below ``.cache`` from one build to the next: written whole or not at all, and let go when no build uses them.

Whoever uses a file marks it with the day, so that builds, and a server beside them, may share one shelf: what is in use
anywhere is never let go.
"""

import os
import time
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from catalogue.issues import Issue, Refused

DAY = 24 * 60 * 60
KEPT = 30 * DAY
"""Seconds for which a file is kept that nobody uses: a branch that is seldom built finds its own again."""


class Shelf:
    """The files below *folder*."""

    def __init__(self, folder: Path) -> None:
        """Begin with what is there; nothing is written yet."""
        self._folder = folder
        self._grown = False

    def at(self, name: str) -> Path:
        """Return where the file *name* stands."""
        return self._folder / name[:2] / name

    def use(self, name: str) -> int:
        """Return how many bytes the file *name* has, and mark it as used; raise ``OSError`` when it is not there."""
        file = self.at(name)
        said = file.stat()
        if time.time() - said.st_mtime > DAY:
            with suppress(OSError):
                os.utime(file)
        return said.st_size

    def put(self, name: str, content: bytes) -> None:
        """Keep a file; raise ``Refused`` when the disk refuses."""
        self._grown = True
        try:
            _replace(self.at(name), content)
        except OSError as error:
            values = {"reason": error.strerror or str(error)}
            raise Refused([Issue("cannot-write", f".cache/{self._folder.name}", line=1, values=values)]) from None

    def prune(self) -> None:
        """Let go of what nobody has used for long; a shelf that has not grown is not looked at."""
        if self._grown:
            since = time.time() - KEPT
            for file in self._folder.glob("*/*"):
                with suppress(OSError):
                    if file.lstat().st_mtime < since:
                        file.unlink()

    def note(self, name: str, content: bytes) -> None:
        """Keep a file beside the others that is as good as none: a disk that refuses it costs time, no more."""
        with suppress(OSError):
            _replace(self._folder / name, content)


def _replace(file: Path, content: bytes) -> None:
    """Write *file* whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, delete=False) as new:
        try:
            new.write(content)
        except OSError:
            os.unlink(new.name)  # noqa: PTH108  # the name is a string here
            raise
    os.replace(new.name, file)  # noqa: PTH105  # the same
