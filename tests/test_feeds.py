"""The feeds: Atom as RFC 4287 asks for it, found from the home and the list, the same bytes until a record changes."""

import re
from datetime import date, datetime
from xml.etree import ElementTree as ET

import pytest
from conftest import press_of

from catalogue.outputs import feeds

BASE = "https://example.org/catalogue/"
PREFIXES = {"vi": "", "en": "en/", "fr": "fr/"}
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LINK = re.compile(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">')
ONCE = ("id", "title", "updated")  # RFC 4287, 4.1.1 and 4.1.2: exactly one of each, in a feed and in an entry


def feed(site, locale="vi"):
    return ET.fromstring((site / PREFIXES[locale] / "feed.xml").read_bytes())  # noqa: S314  # written by the build


def entries(root):
    return {entry.findtext(f"{ATOM}id"): entry for entry in root.findall(f"{ATOM}entry")}


def links(node):
    return {link.get("rel"): link.get("href") for link in node.findall(f"{ATOM}link")}


@pytest.mark.parametrize("locale", PREFIXES)
def test_a_feed_has_what_the_standard_requires(locale, sample_site):
    root = feed(sample_site, locale)
    own = f"{BASE}{PREFIXES[locale]}feed.xml"

    assert root.tag == f"{ATOM}feed"
    assert root.get(LANG) == locale
    assert root.findtext(f"{ATOM}id") == own == links(root)["self"]
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    for node in (root, *entries(root).values()):
        assert [len(node.findall(ATOM + name)) for name in ONCE] == [1, 1, 1]
        assert all(node.findtext(ATOM + name) for name in ONCE)
        for stamp in node.findall(f"{ATOM}updated") + node.findall(f"{ATOM}published"):
            assert datetime.fromisoformat(stamp.text).tzinfo


@pytest.mark.parametrize("locale", PREFIXES)
def test_every_entry_leads_to_its_page_by_its_id(locale, sample_site):
    root = feed(sample_site, locale)
    found = entries(root)

    assert len(found) == len(root.findall(f"{ATOM}entry")) == 63
    for key, entry in found.items():
        assert links(entry) == {"alternate": key}
        assert (sample_site / key.removeprefix(BASE) / "index.html").is_file()


def test_the_newest_change_comes_first(sample_site):
    root = feed(sample_site)
    updated = [entry.findtext(f"{ATOM}updated") for entry in root.findall(f"{ATOM}entry")]

    assert updated == sorted(updated, reverse=True)
    assert root.findtext(f"{ATOM}updated") == updated[0]


def test_a_feed_is_found_from_the_home_and_the_list_only(sample_site):
    found = {}
    for file in sample_site.rglob("*.html"):
        for address in LINK.findall(file.read_text(encoding="utf-8")):
            found[file.parent.relative_to(sample_site).as_posix()] = (file.parent / address).resolve()
    by_path = {path: target for path, target in found.items() if "page" not in path}

    assert by_path == {
        f"{prefix}{path}".rstrip("/") or ".": sample_site.resolve() / prefix / "feed.xml"
        for prefix in PREFIXES.values()
        for path in ("", "products/")
    }


def told(project, locale="vi", old="", new="", **options):
    """The feed of a locale, after a change of the record."""
    record = project / "products" / "mat-ong-rung" / "product.yaml"
    if old:
        record.write_text(record.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    found = {document.path: document.data for document in feeds.documents(press_of(project, **options))}
    return found[f"{PREFIXES[locale]}feed.xml"]


def only(data):
    (entry,) = entries(ET.fromstring(data)).values()  # noqa: S314  # written by the build
    return entry


def test_a_feed_changes_with_a_record_and_not_with_the_day(project):
    first = told(project, "en")
    assert told(project, "en", day=date(2027, 11, 23)) == first

    entry = only(told(project, "en", "changed: 2026-01-02", "changed: 2026-02-03"))
    assert entry.findtext(f"{ATOM}published") == "2026-01-02T00:00:00Z"
    assert entry.findtext(f"{ATOM}updated") == "2026-02-03T00:00:00Z"


def test_a_date_that_is_a_year_is_its_first_day_and_no_change_comes_before_the_beginning(project):
    entry = only(told(project, "vi", "changed: 2026-01-02", "changed: 2026"))

    assert entry.findtext(f"{ATOM}updated") == "2026-01-02T00:00:00Z"


def test_a_text_in_another_language_says_so(project):
    title = only(told(project, "fr", policy="reviewed")).find(f"{ATOM}title")

    assert title.get(LANG) == "vi"
    assert title.text == "Mật ong rừng"


def test_a_hostile_name_stays_a_text(project):
    name = '</title><script>alert(1)</script> & "ong" ]]>'
    data = told(project, "vi", "name: Mật ong rừng", f"name: '{name}'")

    assert only(data).findtext(f"{ATOM}title") == name
    assert b"<script" not in data
