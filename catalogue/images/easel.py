"""Pictures that are drawn, not photographed: drawn when they are new, and kept by all that they show.

Pillow is imported when the first one is drawn: who builds again what has not changed pays for reading the files.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from catalogue.images.several import Progress, several
from catalogue.images.shelf import Shelf
from catalogue.issues import Issue, Refused
from catalogue.model import Document


@dataclass(frozen=True, slots=True)
class Sketch:
    """A picture to be drawn: its path below the site, the digest of all that it shows, and what draws it."""

    path: str
    key: str
    draw: Callable[[], bytes]


class Easel:
    """The drawn pictures of a site, kept below ``.cache/drawn`` of *root*."""

    def __init__(self, root: Path, sketches: Iterable[Sketch]) -> None:
        """Begin with nothing drawn."""
        self._shelf = Shelf(root / ".cache" / "drawn")
        self._given = sketches

    @cached_property
    def _sketches(self) -> Mapping[str, Sketch]:
        return {sketch.path: sketch for sketch in self._given}

    def fill(self, progress: Progress) -> None:
        """Draw what is not kept, several at a time; raise ``Refused`` when that cannot be done."""
        lacking = [sketch for sketch in self._sketches.values() if not self._kept(sketch)]
        for _ in several("drawings", self._draw, lacking, progress):
            pass
        self._shelf.prune()

    def _kept(self, sketch: Sketch) -> bool:
        try:
            return self._shelf.use(sketch.key) > 0
        except OSError:
            return False

    def _draw(self, sketch: Sketch) -> bytes:
        """Draw a picture, and keep it."""
        try:
            data = sketch.draw()
        except (OSError, ValueError) as error:
            raise Refused([Issue("not-drawn", sketch.path, line=1, values={"reason": str(error)})]) from None
        self._shelf.put(sketch.key, data)
        return data

    def documents(self, part: int = 0, of: int = 1) -> Iterator[Document]:
        """Yield the files of one of several parts, one at a time in memory."""
        for sketch in list(self._sketches.values())[part::of]:
            yield self._document(sketch)

    def document(self, path: str) -> Document | None:
        """Return the picture at *path*, if there is one."""
        sketch = self._sketches.get(path)
        return self._document(sketch) if sketch else None

    def _document(self, sketch: Sketch) -> Document:
        try:
            return Document(sketch.path, self._shelf.at(sketch.key).read_bytes())
        except OSError:
            return Document(sketch.path, self._draw(sketch))
