"""A preview written: the pages of a few products, in a folder that needs no server."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

from catalogue.build import Frame, Report, develop, looks, prepare
from catalogue.build.stage import Stage
from catalogue.issues import Issue, Refused
from catalogue.model import Catalogue, Document
from catalogue.outputs import preview
from catalogue.settings import Settings

LOADED = (".css", ".svg", ".woff2")
"""How the shared files end that a page loads without a script."""


def chosen(catalogue: Catalogue, slugs: Sequence[str]) -> Catalogue:
    """Return *catalogue* with the records *slugs* only; raise ``Refused`` where there is no such record."""
    known = {record.slug for record in catalogue.records}
    unknown = [Issue("no-such-record", "products", line=1, values={"slug": slug}) for slug in slugs if slug not in known]
    if unknown:
        raise Refused(unknown)
    return replace(catalogue, records=tuple(record for record in catalogue.records if record.slug in slugs))


def build(settings: Settings, frame: Frame, catalogue: Catalogue, slugs: Sequence[str], day: date) -> Report:
    """Write the preview of *slugs*, every text and draft shown; raise ``Refused`` and leave what was there when that fails."""
    settings = replace(settings, policy="all")
    album = develop(settings, chosen(catalogue, slugs))
    prepared = prepare(catalogue, frame, settings, day, looks(settings), album)
    press = prepared.press
    with Stage(Path(settings.site_dir)) as stage:
        files = chain(_loaded(frame), album.documents())
        written = stage.write(preview.documents(press, prepared.printer, prepared.listing, frozenset(slugs), files))
        stage.swap()
    return Report(len(slugs), (len(slugs) + 1) * len(press.sites), written)


def _loaded(frame: Frame) -> Iterator[Document]:
    return (document for document in frame.shared() if document.path.endswith(LOADED))
