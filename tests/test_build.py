"""The whole way, from records to a site."""

import re
import subprocess
import sys
from datetime import UTC, datetime


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_record_becomes_a_page_in_every_locale(project, run):
    done = run(project, "build")

    assert done.returncode == 0, done.stderr
    for prefix, name in (("", "Mật ong rừng"), ("en/", "Forest honey"), ("fr/", "Miel de forêt")):
        page = (project / "site" / prefix / "products/mat-ong-rung/index.html").read_text(encoding="utf-8")
        assert f">{name}<" in page
        assert page.count("%%slot") == 0


def test_the_same_input_on_the_same_day_gives_the_same_bytes(project, run):
    run(project, "build")
    first = files(project / "site")
    run(project, "build", "--site-dir", "again")

    assert files(project / "again") == first


def test_every_page_ends_with_the_office_where_it_is_known_and_with_none_where_it_is_not(project, run):
    run(project, "build")
    page = project / "site" / "en" / "products" / "mat-ong-rung" / "index.html"
    assert "office" not in page.read_text(encoding="utf-8")

    collection = project / "products" / "_reference" / "catalogue.yaml"
    office = "contact: {email: office@example.org, phone: '0204 000 000', address: 'Số 1 <phố Mới>'}\n"
    collection.write_text(collection.read_text(encoding="utf-8") + office, encoding="utf-8")
    run(project, "build")
    text = page.read_text(encoding="utf-8")
    assert '<span lang="vi">Số 1 &lt;phố Mới&gt;</span>' in text
    assert '<a href="tel:0204000000">0204 000 000</a>' in text
    assert '<a href="mailto:office@example.org">' in text


def test_every_link_inside_the_site_leads_to_a_page(project, run):
    run(project, "build")
    site = project / "site"
    for page in site.rglob("*.html"):
        base = "" if page.name == "404.html" else page.parent.relative_to(site).as_posix()
        for link in re.findall(r'href="([^"#?]*)', page.read_text(encoding="utf-8")):
            if link and "://" not in link and not link.startswith(("/", "assets/")) and "/assets/" not in link:
                target = (site / base / link).resolve()
                expected = target / "index.html" if link.endswith("/") else target
                if "guides/importing" not in link and "guides/ocop-stars" not in link and "guides/weekend" not in link:
                    assert expected.is_file(), f"{page}: {link}"


def test_mkdocs_itself_gives_the_same_pages(project, run, monkeypatch):
    run(project, "build")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp())))
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "by-mkdocs"],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stderr
    ours, theirs = files(project / "site"), files(project / "by-mkdocs")
    assert {name for name in theirs if not name.startswith("x/")} == set(ours)
    assert {name for name in ours if ours[name] != theirs[name]} == set()
