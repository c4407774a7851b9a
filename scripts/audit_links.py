"""Follows every link inside a built site: pages, anchors, scripts, styles, fonts, pictures; nothing outside is asked."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

ADDRESSES = ("href", "src", "action")
REFRESH = re.compile(r"url=(\S+)", re.IGNORECASE)
IN_STYLE = re.compile(r"url\(\"?([^\")]+)\"?\)")
ABSENT = "http://site"


class _Page(HTMLParser):
    """The addresses that a page names, and its anchors."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.base = ""
        self.links: list[str] = []
        self.anchors = {""}
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.anchors |= {said[name] for name in ("id", "name") if said.get(name)}
        if tag == "base":
            self.base = said["href"]
        elif tag != "use" or not said["href"].endswith("#"):  # the drawing of a card that is still to be filled
            self.links += [said[name] for name in ADDRESSES if name in said]
        self.links += [one.split()[0] for one in said.get("srcset", "").split(",") if one.strip()]
        if said.get("http-equiv") == "refresh":
            self.links += REFRESH.findall(said["content"])


@cache
def _page(path: Path) -> _Page:
    return _Page(path)


def _inside(address: str, base: str, site_url: str) -> str | None:
    """Return *address* below the site; ``None`` where it leads out of it."""
    if address.startswith(site_url):
        return address.removeprefix(site_url)
    split = urlsplit(address)
    if f"{split.scheme}://{split.netloc}" != ABSENT:
        return None
    return split.path.removeprefix(base) + (f"#{split.fragment}" if split.fragment else "")


def _leads(site: Path, inside: str) -> bool:
    """Tell whether there is a file at *inside*, and in it the anchor."""
    path, anchor = urldefrag(unquote(inside))
    file = site / path / "index.html" if path.endswith("/") or not path else site / path
    if not file.is_file():
        return False
    return file.suffix not in {".html", ".svg"} or anchor in _page(file).anchors


def dead(site: Path, base: str, site_url: str) -> Iterator[str]:
    """Yield each link inside *site* that leads nowhere, with the page that names it in parentheses."""
    for file in sorted(site.rglob("*.html")):
        page, path = _page(file), file.relative_to(site).as_posix().removesuffix("index.html")
        for link in dict.fromkeys(page.links):
            inside = _inside(urljoin(urljoin(f"{ABSENT}{base}{path}", page.base), link), base, site_url)
            if inside is not None and not _leads(site, inside):
                yield f"{link.lstrip('./')} (/{path})"
    for file in sorted(site.rglob("*.css")):
        for link in IN_STYLE.findall(file.read_text(encoding="utf-8")):
            if not (file.parent / link).is_file():
                yield f"{link} (/{file.relative_to(site).as_posix()})"
