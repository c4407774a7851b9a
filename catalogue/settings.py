"""The frozen settings of one catalogue. ``config`` reads them from ``mkdocs.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Literal

Policy = Literal["reviewed", "label", "all"]
POLICIES: tuple[Policy, ...] = ("reviewed", "label", "all")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build needs to know; paths are absolute, *locales* begins with the source locale.

    *edit_url* is where a record is edited in the browser, *new_url* where one is added, ``{slug}`` and ``{record}`` to be
    filled in; both are empty where there is no repository. *full_text* says whether the words of the pages are indexed.
    *engine* is the machine translation that is asked, *engines* holds the options of each by its name. *live* marks pages that
    reload themselves while records are being edited; they are served, never published.
    """

    root: PurePath
    products: PurePath
    overrides: PurePath
    docs: PurePath
    site_dir: PurePath
    site_url: str
    locales: tuple[str, ...]
    policy: Policy = "reviewed"
    time_zone: str = "UTC"
    edit_url: str = ""
    new_url: str = ""
    cards_per_page: int = 48
    max_site_mb: int = 900
    full_text: bool = True
    engine: str = "google"
    engines: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    live: bool = False

    @property
    def source(self) -> str:
        """The locale that the records are written in."""
        return self.locales[0]

    def address(self, locale: str, path: str) -> str:
        """Return the address below the site of what stands at *path* of *locale*: the source locale stands at the root."""
        return path if locale == self.source else f"{locale}/{path}"

    @property
    def base_path(self) -> str:
        """The path part of ``site_url``: ``/`` or ``/name/``."""
        rest = self.site_url.split("://", 1)[-1]
        return "/" + rest.split("/", 1)[1] if "/" in rest else "/"
