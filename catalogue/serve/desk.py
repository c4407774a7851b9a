"""The catalogue as it stands now, its pages printed one at a time, when they are asked for."""

import mimetypes
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path

from catalogue import build, checks, host, store, templates
from catalogue.issues import Issue, Refused, failed
from catalogue.model import Catalogue, Document
from catalogue.settings import Settings

Tell = Callable[[Iterable[Issue]], None]
Options = Mapping[str, str | None]
mimetypes.add_type("image/avif", ".avif")  # Python knows it since 3.13
mimetypes.add_type("application/manifest+json", ".webmanifest")  # nor this one everywhere
mimetypes.add_type("application/geo+json", ".geojson")  # the same
mimetypes.add_type("text/javascript", ".js")  # which a program may have changed in Windows' registry
NOT_PRINTED = b"This page cannot be printed; the terminal says why.\n"


@dataclass(frozen=True)
class Answer:
    """What a request gets."""

    status: HTTPStatus
    type: str
    data: bytes


def _gathered(file: Path) -> tuple[build.Frame, Mapping[str, bytes]]:
    """Return MkDocs' frame and its shared files, kept in memory."""
    with host.frame(file) as frame:
        return frame, {document.path: document.data for document in frame.shared()}


class Desk:
    """The catalogue as it stands now: what was read, and the pages that can be printed of it."""

    def __init__(self, file: Path, options: Options, day: str | None, address: str, tell: Tell) -> None:
        """Read everything; raises ``Refused`` when that cannot be used."""
        self._file = file.resolve()
        self._options = options
        self._day = day
        self._address = address
        self._tell = tell
        self._lock = threading.Lock()
        self._pending: frozenset[Path] = frozenset()
        self.settings = self._read_settings()
        self._catalogue, issues = build.load(self.settings)
        tell(issues)
        self._frame, self._shared = _gathered(self._file)
        self._looks = build.looks(self.settings)
        self._prepared = self._prepare(self._catalogue)

    def _read_settings(self) -> Settings:
        read = host.read_settings(self._file, **self._options)
        return replace(read, site_url=f"http://{self._address}/", live=True)

    def _prepare(self, catalogue: Catalogue) -> build.Prepared:
        day = build.today(self.settings, self._day)
        album = build.develop(self.settings, catalogue)
        return build.prepare(catalogue, self._frame, self.settings, day, self._looks, album)

    def watched(self) -> tuple[Path, ...]:
        """Return the folders in which a change matters."""
        folders = (Path(self.settings.products), Path(self.settings.overrides), Path(self.settings.docs))
        return tuple(folder for folder in folders if folder.is_dir())

    def change(self, paths: Iterable[Path]) -> None:
        """Take in what changed at *paths*; tell what is wrong with it, and keep the last sound catalogue then.

        What could not be used is looked at again with the next change.
        """
        self._pending |= frozenset(paths)
        try:
            issues = self._take(self._pending)
        except Refused as refused:
            issues = list(refused.issues)
        if not failed(issues):
            self._pending = frozenset()
        self._tell(issues)

    def _take(self, paths: frozenset[Path]) -> list[Issue]:
        products, looks = Path(self.settings.products), Path(self.settings.overrides) / templates.FOLDER
        records = frozenset(path for path in paths if path.is_relative_to(products))
        catalogue, issues = self._reread(records) if records else (self._catalogue, [])
        if failed(issues):
            return issues
        changed_looks = any(path.is_relative_to(looks) for path in paths)
        if any(not path.is_relative_to(products) and not path.is_relative_to(looks) for path in paths):
            self.settings = self._read_settings()
            self._frame, self._shared = _gathered(self._file)
            changed_looks = True
        if changed_looks:
            self._looks = build.looks(self.settings)
        prepared = self._prepare(catalogue)
        with self._lock:
            self._catalogue, self._prepared = catalogue, prepared
        return issues

    def _reread(self, paths: frozenset[Path]) -> tuple[Catalogue, list[Issue]]:
        """Return the catalogue with the records that *paths* touch read again, and every issue."""
        products, root = Path(self.settings.products), Path(self.settings.root)
        touched = {path.relative_to(products).parts[0] for path in paths if path != products}
        if store.REFERENCE in touched or not touched:
            return build.load(self.settings)
        folders, issues = store.folders(products, root, self.settings.locales[1:])
        kept = {record.slug: record for record in self._catalogue.records}
        records = []
        for folder in folders:
            record = kept.get(folder.name)
            if record is None or folder.name in touched:
                record, found = build.read_record(folder, root, self.settings.locales[1:])
                issues += found
            records += [record] if record else []
        catalogue = Catalogue(self._catalogue.reference, tuple(records))
        changed = replace(catalogue, records=tuple(record for record in records if record.slug in touched))
        issues += checks.together(catalogue, self.settings.locales)
        issues += checks.each(changed, self.settings.locales)
        return catalogue, store.located(root, issues)

    def answer(self, path: str) -> Answer:
        """Return what stands at *path*, an address without its leading slash."""
        with self._lock:
            prepared = self._prepared
            try:
                document = self._document(prepared, path)
                status = HTTPStatus.OK if document else HTTPStatus.NOT_FOUND
                document = document or prepared.printer.not_found()
            except Refused as refused:
                self._tell(refused.issues)
                return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain", NOT_PRINTED)
        kind = mimetypes.guess_type(document.path)[0] or "application/octet-stream"
        return Answer(status, kind, document.data)

    def _document(self, prepared: build.Prepared, path: str) -> Document | None:
        if path == "_live.js":
            return Document(path, self._looks.render("live.js", {}).encode())
        if path in self._shared:
            return Document(path, self._shared[path])
        if path == "" or path.endswith("/"):
            first, _, rest = path.partition("/")
            targets = self.settings.locales[1:]
            code, below = (first, rest) if first in targets else (self.settings.source, path)
            page = prepared.listed(code).get(below)
            return prepared.printer.document(page) if page else None
        return prepared.document(path)
