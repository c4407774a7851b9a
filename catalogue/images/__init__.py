"""Photos, the only pixels: from originals that anybody may have put there to files that are safe, small and the site's own.

Whoever has no photo pays nothing: Pillow is imported when the first one is opened.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from catalogue.images.cache import Cache, Kept
from catalogue.images.folder import Original, originals
from catalogue.images.several import Progress, several
from catalogue.issues import Issue, Refused, failed
from catalogue.model import Document, Picture, PictureFile, Record

FOLDER = "assets/photos"


@dataclass(frozen=True)
class Album:
    """The pictures of each record by its slug, in the record's order, and where each of their files lies by its path."""

    pictures: Mapping[str, tuple[Picture, ...]] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)

    def documents(self, part: int = 0, of: int = 1) -> Iterator[Document]:
        """Yield the files of one of several parts, one at a time in memory."""
        for path in list(self.files)[part::of]:
            yield Document(path, self.files[path].read_bytes())

    def document(self, path: str) -> Document | None:
        """Return the file at *path*, if there is one and nobody has emptied the cache since."""
        try:
            return Document(path, self.files[path].read_bytes())
        except (KeyError, OSError):
            return None


def findings(root: Path, record: Record) -> list[Issue]:
    """Return what is wrong with the photos of *record*, by what stands in its folder and by their headers alone."""
    found, issues = originals(root, record)
    for original in found:
        from catalogue.images.header import checked

        issues += checked(original)
    return issues


def develop(root: Path, records: Iterable[Record], progress: Progress) -> Album:
    """Return the photos of *records* as pictures, developing those that are not kept below ``.cache/images`` of *root*.

    Raises ``Refused`` with an issue for each photo that cannot be used, or when the pictures cannot be kept.
    """
    wanted = {record.slug: (record, _sound(root, record)) for record in records if record.product.photos}
    if not wanted:
        return Album()
    cache = Cache(root / ".cache" / "images")
    keys = {original.path: cache.key(original) for _, found in wanted.values() for original in found}
    _fill(cache, {keys[original.path]: original for _, found in wanted.values() for original in found}, progress)
    cache.close()
    return _album(cache, [(record, [keys[original.path] for original in found]) for record, found in wanted.values()])


def _sound(root: Path, record: Record) -> list[Original]:
    found, issues = originals(root, record)
    if failed(issues):
        raise Refused([issue.on_line(issue.line or 1) for issue in issues])
    return found


def _fill(cache: Cache, wanted: Mapping[str, Original], progress: Progress) -> None:
    """Develop into *cache* what it lacks."""
    lacking = [(key, original) for key, original in wanted.items() if cache.get(key) is None]
    issues = [issue for found in several("photos", partial(_developed, cache), lacking, progress) for issue in found]
    if issues:
        raise Refused(sorted(issues, key=lambda issue: issue.file))


def _developed(cache: Cache, wanted: tuple[str, Original]) -> list[Issue]:
    from catalogue.images.pixels import developed

    key, original = wanted
    try:
        cache.put(key, developed(original))
    except Refused as refused:
        return list(refused.issues)
    return []


def _album(cache: Cache, wanted: Iterable[tuple[Record, list[str]]]) -> Album:
    pictures: dict[str, tuple[Picture, ...]] = {}
    files: dict[str, Path] = {}
    for record, keys in wanted:
        shown = []
        for photo, key in zip(record.product.photos, keys, strict=True):
            kept = cache.get(key)
            assert kept is not None
            picture = _picture(f"{FOLDER}/{record.slug}/{photo.id}", kept)
            files |= {one.path: cache.file(key, mine.name) for one, mine in zip(picture.files, kept.files, strict=True)}
            shown.append(picture)
        pictures[record.slug] = tuple(shown)
    return Album(pictures, files)


def _picture(stem: str, kept: Kept) -> Picture:
    """Return *kept* under its addresses, which carry a digest of its content: a new photo has new addresses."""
    files = tuple(
        PictureFile(f"{stem}-{one.width}.{kept.digest}.{one.extension}", one.extension, one.width, one.height)
        for one in kept.files
    )
    return Picture(kept.colour, files)
