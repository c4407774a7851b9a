"""Tell whether a built site may be published: all its links lead somewhere, and its pages name the address it will have.

    python scripts/publishable.py [--site FOLDER] [--address https://office.github.io/catalogue/]

A site that was built for another address would send every visitor of a search engine, and every shared link, there.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from audit_links import dead

from catalogue import host


def elsewhere(site_url: str, address: str) -> Iterator[str]:
    """Yield what is wrong where *site_url* and *address* differ in more than http and a last slash."""
    stated, given = ((parts.netloc.casefold(), parts.path.rstrip("/")) for parts in map(urlsplit, (site_url, address)))
    if stated != given:
        yield f"mkdocs.yml: site_url is {site_url}, but the site would be published at {address}. Write that as site_url."


def main() -> None:
    """Print what is wrong, and fail where anything is."""
    wanted = argparse.ArgumentParser(description="Tell whether the built site may be published.")
    wanted.add_argument("--site", type=Path, help="the site; else the one of mkdocs.yml")
    wanted.add_argument("--address", help="where it will be published")
    said = wanted.parse_args()
    settings = host.read_settings(Path("mkdocs.yml"))
    site = Path(said.site or settings.site_dir).resolve()
    if not (site / "index.html").is_file():
        raise SystemExit(f"{site.name}: there is no site. Build it first: catalogue build.")
    wrong = list(elsewhere(settings.site_url, said.address)) if said.address else []
    wrong += [f"{link}: this link leads nowhere." for link in dead(site, settings.base_path, settings.site_url)]
    if wrong:
        raise SystemExit("\n".join(wrong))


if __name__ == "__main__":
    main()
