"""Load, check, resolve, render, stage, swap. Knows no MkDocs: the frame is handed in."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from catalogue import checks, store, templates
from catalogue.build.stage import Stage
from catalogue.issues import Issue, Refused, failed
from catalogue.model import Catalogue, Document, Guide
from catalogue.outputs import Press, assets, pages, sitemap
from catalogue.outputs.layouts import Layout
from catalogue.settings import Settings
from catalogue.site import Site, resolve
from catalogue.site import pages as pages_of


@dataclass(frozen=True)
class Frame:
    """What the host gives: layouts by locale and depth, hand-written pages, and its folder of shared files."""

    layouts: Mapping[tuple[str, int], Layout]
    guides: tuple[Guide, ...]
    folder: Path


@dataclass
class Report:
    """What a build did."""

    records: int = 0
    pages: int = 0
    files: int = 0
    bytes: int = 0
    written: int = 0
    issues: list[Issue] = field(default_factory=list)


def today(settings: Settings, chosen: str | None = None) -> date:
    """Return the day of the build: *chosen*, else ``SOURCE_DATE_EPOCH``, else today in the catalogue's time zone."""
    if chosen:
        return date.fromisoformat(chosen)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    zone = ZoneInfo(settings.time_zone)
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone).date()
    return datetime.now(zone).date()


def inspect(settings: Settings) -> tuple[Catalogue | None, list[Issue]]:
    """Return the catalogue and every issue, each with its line; the catalogue is ``None`` when it cannot be read at all."""
    root = Path(settings.root)
    try:
        catalogue, issues = store.read(Path(settings.products), root, settings.locales[1:])
    except Refused as refused:
        return None, list(refused.issues)
    issues += checks.check(catalogue, settings.locales)
    located = [store.locate(root, issue) for issue in issues]
    return catalogue, sorted(located, key=lambda issue: (issue.file, issue.line, issue.check))


def load(settings: Settings) -> tuple[Catalogue, list[Issue]]:
    """Return a catalogue without errors and its warnings; raise ``Refused`` with every issue otherwise."""
    catalogue, issues = inspect(settings)
    if catalogue is None or failed(issues):
        raise Refused(issues)
    return catalogue, issues


def sites(catalogue: Catalogue, guides: Iterable[Guide], settings: Settings, day: date) -> list[Site]:
    """Return *catalogue* resolved in every locale, the source's first."""
    guides = tuple(guides)
    return [resolve(catalogue, guides, settings, day, locale) for locale in settings.locales]


def documents(catalogue: Catalogue, frame: Frame, settings: Settings, day: date) -> Iterable[Document]:
    """Yield every document of the site."""
    resolved = sites(catalogue, frame.guides, settings, day)
    overrides = Path(settings.overrides)
    env = templates.environment(overrides, Path(settings.root) / ".cache" / "templates")
    press = Press(resolved, templates.renderer(env), templates.drawings(overrides))
    listing = {site.locale.code: tuple(pages_of(site)) for site in resolved}
    yield from pages.documents(press, frame.layouts, listing)
    yield from sitemap.documents(press, listing)
    yield from assets.documents(press)


def build(settings: Settings, frame: Frame, catalogue: Catalogue, day: date) -> Report:
    """Write the whole site beside the old one, and swap them; raise ``Refused`` and leave the old one when that fails."""
    report = Report(records=len(catalogue.records))
    with Stage(Path(settings.site_dir)) as stage:
        for path in sorted(path for path in frame.folder.rglob("*") if path.is_file()):
            stage.copy(path, path.relative_to(frame.folder).as_posix())
        for document in documents(catalogue, frame, settings, day):
            stage.write(document)
            report.pages += document.path.endswith(".html")
        if stage.bytes > settings.max_site_mb * 1_000_000:
            values = {"size": str(stage.bytes // 1_000_000), "limit": str(settings.max_site_mb)}
            raise Refused([Issue("site-too-big", "mkdocs.yml", line=1, values=values)])
        stage.swap()
    return replace(report, files=stage.files, bytes=stage.bytes, written=stage.written)
