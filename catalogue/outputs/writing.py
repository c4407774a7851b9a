"""How data is written: JSON, and what each file of it says of its licence and of the pages that it is about."""

import json
from typing import Any

from catalogue.model import Document
from catalogue.outputs import Press

API = "api/v1"
DATA = "data"
"""The folders of the API and of the tables."""

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def compact(path: str, data: Any) -> Document:
    """Return *data* as JSON without a space, for a file that is long or one of many."""
    return Document(path, f"{_compact(data)}\n".encode())


def spaced(path: str, data: Any) -> Document:
    """Return *data* as JSON that people read too."""
    return Document(path, f"{json.dumps(data, ensure_ascii=False, indent=2)}\n".encode())


def licence(press: Press) -> str:
    """Return the address of the licence of the records' text."""
    return press.sites[0].catalogue.reference.collection.licence.url


def pages_of(press: Press, path: str) -> dict[str, str]:
    """Return the absolute address of a page in every locale."""
    settings = press.sites[0].settings
    return {code: settings.site_url + settings.address(code, path) for code in settings.locales}
