"""The MkDocs plugin, thin: it hands MkDocs the pages that become layouts, and takes back the frame.

mkdocs-static-i18n builds each locale in a nested build on one configuration, and rewrites the list of files at priority -100;
what is generated before that is lost, so ours comes at -200, with the attributes that it would have set.
"""

import re
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from catalogue import build, config, messages
from catalogue.issues import Refused
from catalogue.locales import LOCALES
from catalogue.model import Guide
from catalogue.outputs.layouts import FRAME_SLOTS, Layout, cut, sentinel
from catalogue.settings import Settings

DEPTHS = range(6)  # /en/guides/lychee/page/2/ is the deepest
LAYOUT = "_layout-"
_OPENING = re.compile(r"<p>.*?</p>", re.DOTALL)
_LINK = re.compile(r"</?a\b[^>]*>")  # an opening is quoted on other pages, where its relative links would lead nowhere
# What the theme's own scripts and styles would work with, outside any block that could be overridden.
_LEFT_OVER = re.compile(
    r'\s*(<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>|<div data-md-component="\w+">\s*</div>'
    r'|<div class="md-dialog".*?</div>\s*</div>)',
    re.DOTALL,
)
# The theme's own scripts, styles and search are overridden away; the generated layouts need none of these files.
_UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "drawings/", "catalogue/")


class Options(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves the base class untyped
    """The plugin's options in ``mkdocs.yml``."""

    products = options.Type(str, default="products")
    """The folder of the records."""
    policy = options.Choice(("reviewed", "label", "all"), default="reviewed")
    """Which translations are published."""
    time_zone = options.Type(str, default="UTC")
    """The time zone in which the certificate clock reads the day."""
    edit_path = options.Type(str, default="edit/main/products/")
    """What follows ``repo_url`` to edit a record in the browser."""
    new_path = options.Type(str, default="new/main/products?filename={slug}/product.yaml&value={record}")
    """What follows ``repo_url`` to add one, ``{slug}`` and ``{record}`` filled in; some hosts take the first only."""
    cards_per_page = options.Type(int, default=48)
    """How many products a page of the catalogue shows."""
    max_site_mb = options.Type(int, default=900)
    """The size above which a build fails."""
    full_text = options.Type(bool, default=True)
    """Whether the search page looks into the texts too, through an index that Pagefind makes."""
    engine = options.Type(str, default="google")
    """The machine translation that ``catalogue translate`` asks."""
    engines = options.Type(dict, default={})
    """What each engine is told, by its name; keys come from the environment."""


class CataloguePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # the same
    """Gathers the frame; writes the site when MkDocs itself is the host."""

    hosted = False
    day: str | None = None

    def __init__(self) -> None:
        """Begin with an empty frame."""
        self.layouts: dict[tuple[str, int], Layout] = {}
        self.guides: list[Guide] = []
        self.settings: Settings | None = None

    def on_config(self, config: MkDocsConfig) -> None:
        """Read the settings once, before mkdocs-static-i18n changes the configuration for each locale."""
        if self.settings is None:
            self.settings = _settings(config)
        config.theme.static_templates.clear()

    @event_priority(-200)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add one page per depth of address, late enough that mkdocs-static-i18n leaves it alone."""
        for file in [file for file in files if file.src_uri.startswith(_UNUSED)]:
            files.remove(file)
        locale = self._locale(config)
        for depth in DEPTHS:
            files.append(_layout_file(config, locale, depth, self._prefix(locale)))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Send hand-written pages through an empty template: the catalogue renders them into the cut layout."""
        generated = page.file.src_uri.startswith(LAYOUT)
        page.meta["template"] = "layout.html" if generated else "nothing.html"

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Put sentinels into the slots of a layout page."""
        locale = self._locale(config)
        context["slots"] = {slot: sentinel(slot) for slot in FRAME_SLOTS}
        context["catalogue_locale"] = locale
        context["catalogue_home"] = self._prefix(locale)
        context["t"] = LOCALES[locale].t
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep layouts and hand-written pages; MkDocs writes neither."""
        locale = self._locale(config)
        if page.file.src_uri.startswith(LAYOUT):
            depth = page.file.dest_uri.count("/")
            self.layouts[locale, depth] = cut(_LEFT_OVER.sub("", output), FRAME_SLOTS)
        else:
            self.guides.append(_guide(page, locale, self._prefix(locale)))
        return ""

    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the site after the last locale, unless the catalogue's own command is the host."""
        if self.hosted or _i18n(config).building:
            return
        settings = self._ready()
        try:
            catalogue, _ = build.load(settings)
            folder = Path(config.site_dir)
            day = build.today(settings, self.day)
            album = build.develop(settings, catalogue)
            prepared = build.prepare(catalogue, self.frame(folder), settings, day, build.looks(settings), album)
            for document in chain(prepared.documents(), prepared.full_text()):
                target = folder / document.path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(document.data)
        except Refused as refused:
            raise Abort("\n" + messages.listing(refused.issues, "en")) from None

    def frame(self, folder: Path) -> build.Frame:
        """Return what was gathered."""
        return build.Frame(dict(self.layouts), tuple(self.guides), folder)

    def _ready(self) -> Settings:
        assert self.settings is not None
        return self.settings

    def _locale(self, config: MkDocsConfig) -> str:
        return str(_i18n(config).current_language)

    def _prefix(self, locale: str) -> str:
        return "" if locale == self._ready().source else f"{locale}/"


def _i18n(config: MkDocsConfig) -> Any:
    return config.plugins["i18n"]


def _settings(loaded: MkDocsConfig) -> Settings:
    try:
        return config.settings(loaded)
    except Refused as refused:
        raise Abort("\n" + messages.listing(refused.issues, "en")) from None


def _layout_file(config: MkDocsConfig, locale: str, depth: int, prefix: str) -> File:
    below = depth - prefix.count("/")
    file = File.generated(config, f"{LAYOUT}{depth}.md", content="")
    file.dest_uri = f"{prefix}{'x/' * below}index.html" if below >= 0 else f"{'x/' * depth}index.html"
    file.locale = locale  # type: ignore[attr-defined]  # set as mkdocs-static-i18n would
    file.locale_alternate_of = locale  # type: ignore[attr-defined]
    file.alternates = {}  # type: ignore[attr-defined]
    file.localization = None  # type: ignore[attr-defined]
    file.norm_src_uri = file.src_uri  # type: ignore[attr-defined]
    return file


def _guide(page: Page, locale: str, prefix: str) -> Guide:
    body = page.content or ""
    opening = _OPENING.search(body)
    meta = page.meta
    return Guide(
        id=page.file.dest_uri.removeprefix(prefix).removesuffix("/index.html"),
        locale=locale,
        lang=str(getattr(page.file, "locale", locale)),
        title=str(meta.get("title", page.title)),
        description=str(meta.get("description", "")),
        opening=_LINK.sub("", opening[0]) if opening else "",
        body=body,
        sources=tuple({"title": str(item["title"]), "url": str(item["url"])} for item in meta.get("sources", [])),
        readers=str(meta.get("readers", "")),
        parts=tuple((heading.id, unescape(heading.title)) for heading in page.toc),
    )
