"""The spreadsheet on disk: the records written as one, and what one that comes back changes in them, all of it or nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from catalogue import build as building
from catalogue import hints, images, schema, store
from catalogue.checks import references
from catalogue.exchange import sheets, stated
from catalogue.exchange.amendments import CHANGED, Amendment, amendments
from catalogue.exchange.columns import SLUG, layouts
from catalogue.exchange.limits import MAX_BYTES
from catalogue.issues import Issue, Refused, failed
from catalogue.issues import Path as At
from catalogue.model import Catalogue, Record
from catalogue.settings import Settings
from catalogue.store import canonical, fresh, shapes
from catalogue.store.events import read_bytes
from catalogue.store.sidecar import replace_whole

_NEW = "status: draft\nsources: []\nadded: {day}\nchanged: {day}\n"
"""What a new record says before its row is read: what ``catalogue new`` says too."""
PRODUCTS = "products"


def names() -> tuple[str, ...]:
    """Return the names by which a CSV of one sheet is asked for: the products, or the path of a list."""
    return tuple(layout.path or PRODUCTS for layout in layouts())


def xlsx(settings: Settings, catalogue: Catalogue) -> bytes:
    """Return the whole *catalogue* as a workbook, in the words of its source's locale."""
    from catalogue import workbook

    return workbook.write(stated.book(catalogue, settings.source, hints.spoken(settings.source)))


def csv(settings: Settings, catalogue: Catalogue, name: str) -> bytes:
    """Return one sheet of the workbook, by its name of ``names``, as CSV."""
    found = stated.records(catalogue, settings.source, hints.spoken(settings.source))
    return sheets.write(found[names().index(name)])


@dataclass(frozen=True, slots=True)
class Plan:
    """What a spreadsheet changes: the *amendments* that say something new, each with the whole new record.

    It deletes nothing: *blank* counts its blank cells of which a record states something, *absent* what it has no row for.
    """

    amendments: tuple[Amendment, ...]
    files: tuple[tuple[str, bytes], ...]
    blank: int
    absent: int

    @property
    def fields(self) -> int:
        """How many fields change."""
        return sum(len(one.edits) for one in self.amendments)


def read(path: Path) -> list[sheets.Sheet]:
    """Return the sheets of the file at *path*, whatever kind it is; raise ``Refused`` when it cannot be read."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise Refused([Issue("unreadable", path.name, line=1, values={"reason": error.strerror or ""})]) from None
    if size > MAX_BYTES:
        raise Refused([Issue("sheet-too-big", path.name, line=1, values={"size": str(size), "limit": str(MAX_BYTES)})])
    if not data.startswith(sheets.WORKBOOK):
        return [sheets.read(data, path.name)]
    from catalogue import workbook

    return workbook.read(data, path.name)


def plan(settings: Settings, paths: Sequence[Path], day: date) -> tuple[Plan, list[Issue]]:
    """Return what the files at *paths* change, and what is wrong in them, by cell; a plan with an error is not to be written.

    Several files are several sheets of one: a new product and its sources. *day* is that of a new record, and of the last
    change of the others. Raises ``Refused`` when a file cannot be read, or the catalogue is not sound.
    """
    catalogue, waiting = sound(settings)
    found = amendments([(path.name, sheet) for path in paths for sheet in read(path)], catalogue, settings.source)
    issues = list(found.issues)
    drafts: list[tuple[Amendment, bytes, Record]] = []
    for amendment in (one for one in found.amendments if one.edits or one.record is None):
        try:
            drafts.append((amendment, *_draft(settings, amendment, day)))
        except Refused as refused:
            located = [amendment.located(issue) for issue in refused.issues]
            issues += [issue for at, issue in enumerate(located) if issue not in located[:at]]
    issues += _together(settings, catalogue, drafts)
    made = {record.file for _, _, record in drafts}
    if not failed(issues):
        issues += [issue for issue in waiting if issue.file not in made and not (made and issue.check == "no-records")]
    changed, files = tuple(one for one, _, _ in drafts), tuple((record.file, data) for _, data, record in drafts)
    return Plan(changed, files, found.blank, found.absent), issues


def sound(settings: Settings) -> tuple[Catalogue, list[Issue]]:
    """Return a catalogue, and what is wrong where a record is still to come: there is none at all, or only its photos.

    Raises ``Refused`` for any other error.
    """
    catalogue, issues = building.inspect(settings)
    waiting = [issue for issue in issues if issue.check == "no-records" or _is_waiting(issue)]
    if catalogue is None or failed(issue for issue in issues if issue not in waiting):
        raise Refused(issues)
    return catalogue, waiting


def _is_waiting(issue: Issue) -> bool:
    return issue.check == "missing-file" and issue.file.endswith("/product.yaml")


def _file(settings: Settings, slug: str) -> str:
    return settings.products.joinpath(slug, "product.yaml").relative_to(settings.root).as_posix()


def _draft(settings: Settings, amendment: Amendment, day: date) -> tuple[bytes, Record]:
    """Return the bytes of the record as it is to be, and what they say; raise ``Refused`` when it would not be sound."""
    file = _file(settings, amendment.slug)
    if amendment.record is not None:
        old = read_bytes(Path(settings.root) / file, file)
    elif store.is_slug(amendment.slug):
        old = _NEW.format(day=day.isoformat()).encode()
    else:
        raise Refused([Issue("bad-slug", file, (SLUG,), values={"slug": amendment.slug})])
    edits = [*((edit.at, edit.value) for edit in amendment.edits), *_dated(amendment, day)]
    data = canonical.amended(old, file, shapes.of(schema.Product), edits)
    product, gone = store.validated(data, file, schema.Product)
    return data, Record(amendment.slug, file, product, {}, gone)


def _dated(amendment: Amendment, day: date) -> Iterator[tuple[At, str]]:
    """Yield the edit that says on which *day* a record was changed, where the spreadsheet does not say it itself."""
    record, at = amendment.record, (CHANGED,)
    if record is not None and record.product.changed.last < day and at not in {edit.at for edit in amendment.edits}:
        yield at, day.isoformat()


def _together(settings: Settings, catalogue: Catalogue, drafts: Iterable[tuple[Amendment, bytes, Record]]) -> Iterator[Issue]:
    """Yield what is wrong in the drafts beside the rest of the catalogue, and with their photos."""
    said = {record.file: (amendment, record) for amendment, _, record in drafts}
    others = [record for record in catalogue.records if record.file not in said]
    whole = replace(catalogue, records=(*others, *(record for _, record in said.values())))
    for check in (references.known_references, references.unique_slugs, references.unique_ids):
        for issue in check(whole, settings.locales):
            if issue.file in said:
                yield said[issue.file][0].located(issue)
    for amendment, record in said.values():
        if any(edit.at[0] == "photos" for edit in amendment.edits):
            for issue in images.findings(Path(settings.root), record):
                yield amendment.located(_of_photo(issue, record))


def _of_photo(issue: Issue, record: Record) -> Issue:
    """Return *issue*, which is about the file of a photo, as one about the field that names the file."""
    name = issue.file.rpartition("/")[2]
    places = [place for place, photo in enumerate(record.product.photos) if photo.file == name]
    return replace(issue, at=("photos", places[0], "file")) if places else issue


def write(settings: Settings, planned: Plan) -> None:
    """Write every record of *planned*, each whole."""
    for amendment, (file, data) in zip(planned.amendments, planned.files, strict=True):
        path = Path(settings.root) / file
        if amendment.record is None:
            fresh.create(path, data, file)
        else:
            replace_whole(path, data)
