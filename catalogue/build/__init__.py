"""Load, check, resolve, render, stage, swap. Knows no MkDocs: the frame is handed in."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, cached_property, partial
from itertools import chain, zip_longest
from pathlib import Path
from zoneinfo import ZoneInfo

from catalogue import checks, fulltext, images, store, templates
from catalogue.build.spread import kept, spread, while_wanted
from catalogue.build.stage import Stage, Written
from catalogue.images.drawn import sketches
from catalogue.images.easel import Easel
from catalogue.images.several import Progress
from catalogue.issues import Issue, Refused, failed
from catalogue.model import Catalogue, Document, Guide, Page, Record
from catalogue.outputs import Press, api, assets, enquiry, feeds, geo, manifest, packages, pages, search, sitemap, tables
from catalogue.outputs.api.products import Products
from catalogue.outputs.layouts import Layout
from catalogue.outputs.share import Shares
from catalogue.settings import Settings
from catalogue.site import published, resolve
from catalogue.site.listing import pages as pages_of
from catalogue.site.passages import passages


@dataclass(frozen=True)
class Frame:
    """What the host gives: layouts by locale and depth, hand-written pages, and its folder of shared files."""

    layouts: Mapping[tuple[str, int], Layout]
    guides: tuple[Guide, ...]
    folder: Path

    def shared(self) -> Iterator[Document]:
        """Yield the shared files: fonts, styles, scripts; the host's own sitemap is not one of them."""
        for path in sorted(
            path for path in self.folder.rglob("*") if path.is_file() and not path.name.startswith("sitemap.xml")
        ):
            yield Document(path.relative_to(self.folder).as_posix(), path.read_bytes())


@dataclass(frozen=True)
class Report:
    """What a build did: how many records and pages there are, and what was written."""

    records: int
    pages: int
    written: Written


def today(settings: Settings, chosen: str | None = None) -> date:
    """Return the day of the build: *chosen*, else ``SOURCE_DATE_EPOCH``, else today in the catalogue's time zone."""
    if chosen:
        return date.fromisoformat(chosen)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    zone = ZoneInfo(settings.time_zone)
    if epoch:
        return _of_epoch(epoch).astimezone(zone).date()
    return datetime.now(zone).date()


def _of_epoch(epoch: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        reason = f"SOURCE_DATE_EPOCH is “{epoch}”, not a number of seconds"
        raise Refused([Issue("bad-configuration", "mkdocs.yml", line=1, values={"reason": reason})]) from None


Found = list[tuple[Record | None, list[Issue]]]


def read_record(folder: Path, root: Path, locales: tuple[str, ...]) -> tuple[Record | None, list[Issue]]:
    """Return the record of *folder*, and what is wrong with its files: record, translations, photos."""
    record, issues = store.read_record(folder, root, locales)
    return record, issues + (images.findings(root, record) if record else [])


@kept()
def _read(settings: Settings) -> tuple[Catalogue, list[Issue]]:
    """Return the catalogue and the issues of its files; raise ``Refused`` when it cannot be read at all."""
    root, products, targets = Path(settings.root), Path(settings.products), settings.locales[1:]
    folders, issues = store.folders(products, root, targets)
    reference = store.read_reference(products, root)

    def read(part: int, of: int) -> Found:
        return [read_record(folder, root, targets) for folder in while_wanted(folders[part::of])]

    shares = spread(read, len(folders))
    found = [pair for pairs in zip_longest(*shares) for pair in pairs if pair]
    issues += [issue for _, mine in found for issue in mine]
    return Catalogue(reference, tuple(record for record, _ in found if record)), issues


def inspect(settings: Settings) -> tuple[Catalogue | None, list[Issue]]:
    """Return the catalogue and every issue, each with its line; the catalogue is ``None`` when it cannot be read at all."""
    try:
        catalogue, issues = _read(settings)
    except Refused as refused:
        return None, list(refused.issues)
    issues += checks.together(catalogue, settings.locales)
    issues += chain.from_iterable(spread(partial(_checked, catalogue, settings.locales), len(catalogue.records)))
    return catalogue, store.located(Path(settings.root), issues)


def _checked(catalogue: Catalogue, locales: tuple[str, ...], part: int, of: int) -> list[Issue]:
    mine = replace(catalogue, records=tuple(while_wanted(catalogue.records[part::of])))
    return list(checks.each(mine, locales))


def load(settings: Settings) -> tuple[Catalogue, list[Issue]]:
    """Return a catalogue without errors and its warnings; raise ``Refused`` with every issue otherwise."""
    catalogue, issues = inspect(settings)
    if catalogue is None or failed(issues):
        raise Refused(issues)
    return catalogue, issues


Output = Callable[[], Iterable[Document]]


class Prepared:
    """A site resolved and ready to be printed: a page at a time, in parts, or as a whole."""

    def __init__(self, press: Press, frame: Frame, album: images.Album, easel: Easel) -> None:
        """Begin with nothing listed and nothing printed."""
        self.press = press
        self.frame = frame
        self.album = album
        self.easel = easel
        self.products = Products(press)
        self._given = cache(_given)
        self._sites = {site.locale.code: site for site in press.sites}
        self.listed = cache(self._listed)
        self.printer = pages.Printer(press, frame.layouts)

    def _listed(self, code: str) -> Mapping[str, Page]:
        """Return the pages of one locale by their paths below it."""
        return {page.path: page for page in pages_of(self._sites[code])}

    @property
    def listing(self) -> Mapping[str, tuple[Page, ...]]:
        """The pages of every locale."""
        return {code: tuple(self.listed(code).values()) for code in self._sites}

    def documents(self, part: int = 0, of: int = 1, *, data: bool = True) -> Iterator[Document]:
        """Yield the documents of one of several parts, which together are all documents of the site, or all but the *data*."""
        for listed in self.listing.values():
            # A printer for each locale: what the last one kept, a printed card of every product, is free again.
            yield from map(pages.Printer(self.press, self.frame.layouts).document, listed[part::of])
        yield from self.album.documents(part, of)
        yield from self.easel.documents(part, of)
        for output in self._outputs[part::of]:
            yield from output()
        if data:
            yield from self._data(part, of)

    def _data(self, part: int, of: int) -> Iterator[Document]:
        yield from self.products.documents(part, of)
        for output in self._exports[part::of]:
            yield from output()

    def full_text(self) -> Iterator[Document]:
        """Yield the index of the words of the pages, a locale after the other: to make it takes more memory than all else."""
        for site in self.press.sites if self.press.sites[0].settings.full_text else ():
            yield from fulltext.documents(site.locale.code, passages(site))

    @cached_property
    def _outputs(self) -> tuple[Output, ...]:
        """What makes the documents that are not a page of one locale, the greatest first: parts share them."""
        return (
            partial(search.documents, self.press),
            lambda: sitemap.documents(self.press, self.listing),
            lambda: [self.printer.not_found()],
            partial(assets.documents, self.press),
            partial(enquiry.documents, self.press),
            partial(manifest.documents, self.press),
        )

    @cached_property
    def _exports(self) -> tuple[Output, ...]:
        """What makes the data for others, the greatest first: no page needs them."""
        made = (tables.documents, api.documents, feeds.documents, packages.documents, geo.documents)
        return tuple(partial(output, self.press) for output in made)

    def document(self, path: str) -> Document | None:
        """Return the document at *path* that is not a page of one locale, if there is one, for who asks for one at a time."""
        kept = (self.products, self.album, self.easel)
        return next((found for source in kept if (found := source.document(path))), None) or self._other(path)

    def _other(self, path: str) -> Document | None:
        """Return the document at *path* that an output gives; the smallest are asked first, and none is asked twice."""
        given = map(self._given, reversed((*self._exports, *self._outputs)))
        return next((documents[path] for documents in given if path in documents), None)


def _given(output: Output) -> Mapping[str, Document]:
    return {document.path: document for document in output()}


def looks(settings: Settings) -> templates.Looks:
    """Return the looks of the catalogue, compiled once and kept beside it."""
    return templates.looks(Path(settings.overrides), Path(settings.root) / ".cache" / "templates")


@contextmanager
def _unseen(label: str, total: int) -> Iterator[Callable[[], None]]:
    """Show nobody how far the pictures are."""
    yield lambda: None


def develop(settings: Settings, catalogue: Catalogue, progress: Progress = _unseen) -> images.Album:
    """Return the photos of the records that are published; raise ``Refused`` when one cannot be used."""
    return images.develop(Path(settings.root), published(catalogue, settings), progress)


def prepare(
    catalogue: Catalogue, frame: Frame, settings: Settings, day: date, looks: templates.Looks, album: images.Album | None = None
) -> Prepared:
    """Resolve *catalogue* in every locale, with the photos of *album*."""
    album = album or images.Album()
    sites = resolve(catalogue, frame.guides, settings, day, album.pictures)
    cards = chain.from_iterable(Shares(site).all() for site in sites)
    easel = Easel(Path(settings.root), sketches(Path(settings.overrides), cards, album.files))
    return Prepared(Press(sites, looks.render, looks.drawings), frame, album, easel)


def build(
    settings: Settings, frame: Frame, catalogue: Catalogue, day: date, progress: Progress = _unseen, *, data: bool = True
) -> Report:
    """Write the whole site beside the old one, and swap them; raise ``Refused`` and leave the old one when that fails.

    Without *data* what it gives to others is left out: its interface, tables and feeds.
    """
    album = develop(settings, catalogue, progress)
    with Stage(Path(settings.site_dir)) as stage:
        with kept():
            prepared = prepare(catalogue, frame, settings, day, looks(settings), album)
            # The index comes before the pages are listed and printed: to make it takes as much memory as they leave behind.
            whole = [stage.write(frame.shared()), stage.write(prepared.full_text())]
            count = sum(map(len, prepared.listing.values())) + 1
        prepared.easel.fill(progress)

        def write(part: int, of: int) -> Written:
            return stage.write(while_wanted(prepared.documents(part, of, data=data)))

        written = sum([*whole, *spread(write, len(catalogue.records))], start=Written())
        if written.bytes > settings.max_site_mb * 1_000_000:
            values = {"size": str(written.bytes // 1_000_000), "limit": str(settings.max_site_mb)}
            raise Refused([Issue("site-too-big", "mkdocs.yml", line=1, values=values)])
        stage.swap()
    return Report(len(catalogue.records), count, written)
