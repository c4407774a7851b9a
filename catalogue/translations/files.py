"""Where the translations of a record stand, and how one is written there."""

from collections.abc import Iterable
from pathlib import Path

from catalogue.issues import Refused
from catalogue.model import Record, Rendition
from catalogue.settings import Settings
from catalogue.store import sidecar
from catalogue.store.renditions import read_renditions
from catalogue.units import with_pivot


def on_disk(settings: Settings, record: Record, locale: str, key: str) -> Rendition | None:
    """Return the unit *key* as it stands on the disk now.

    Raises ``Refused`` when its file cannot be used, or the unit cannot be read: then it may hold a person's words.
    """
    file = record.beside(locale)
    path = Path(settings.root) / file
    if not path.exists():
        return None
    found, issues = read_renditions(path, file)
    mine = [issue for issue in issues if issue.at[:1] == (key,)]
    if mine:
        raise Refused(mine)
    return with_pivot(found[key], key, record.renditions) if key in found else None


def save(settings: Settings, record: Record, locale: str, changes: Iterable[tuple[str, Rendition]]) -> bool:
    """Write *changes* (unit key and text), and return whether the file changed; raise ``Refused`` when it cannot be used."""
    file = record.beside(locale)
    return sidecar.write(Path(settings.root) / file, file, changes, tuple(record.units))
