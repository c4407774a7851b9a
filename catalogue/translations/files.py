"""Where the translations of a record stand, and how one is written there."""

from collections.abc import Iterable
from pathlib import Path

from catalogue.issues import Refused
from catalogue.model import Record, Rendition
from catalogue.settings import Settings
from catalogue.store import sidecar
from catalogue.store.renditions import read_renditions


def file_of(record: Record, locale: str) -> str:
    """Return the file of the translations of *record*, relative to the project."""
    return record.file.replace("product.yaml", f"product.{locale}.yaml")


def on_disk(settings: Settings, record: Record, locale: str, key: str) -> Rendition | None:
    """Return the unit *key* as it stands on the disk now.

    Raises ``Refused`` when its file cannot be used, or the unit cannot be read: then it may hold a person's words.
    """
    file = file_of(record, locale)
    path = Path(settings.root) / file
    if not path.exists():
        return None
    found, issues = read_renditions(path, file)
    mine = [issue for issue in issues if issue.at[:1] == (key,)]
    if mine:
        raise Refused(mine)
    return found.get(key)


def save(settings: Settings, record: Record, locale: str, changes: Iterable[tuple[str, Rendition]]) -> bool:
    """Write *changes* (unit key and text), and return whether the file changed; raise ``Refused`` when it cannot be used."""
    file = file_of(record, locale)
    return sidecar.write(Path(settings.root) / file, file, changes, tuple(record.units))
