"""A preview opens by a double click: in a real browser, from a folder, whole, with nothing asked of any server."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import copy_project, opened, run_command
from pictures import photos_of, striped

from catalogue.cli import proposals

RECORD = "products/mat-ong-rung/product.yaml"
SLUG = "mat-ong-rung"
PAGES = [f"{prefix}{path}" for prefix in ("", "en/", "fr/") for path in ("index.html", f"products/{SLUG}/index.html")]


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """A project whose one product has a photo and a preview."""
    project = copy_project(tmp_path_factory.mktemp("shown") / "project")
    record = project / RECORD
    photos_of(record.parent, ("rung", "rung.jpg"))
    striped().save(record.parent / "photos" / "rung.jpg")
    done = run_command(project, "preview", SLUG)
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture
def preview(shown):
    return shown / "preview"


def put(project, old, new):
    record = project / RECORD
    record.write_text(record.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def at(folder, page):
    return (folder / page).as_uri()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_when_it_is_opened_from_its_folder(path, script, preview, browser):
    page, said = opened(browser, java_script_enabled=script, viewport={"width": 390, "height": 844})
    failed = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(at(preview, path), wait_until="load")

    assert (said, failed) == ([], [])
    assert page.locator("h1").is_visible()
    assert page.evaluate("[...document.fonts].filter((font) => font.status === 'loaded').length") >= 2
    assert page.locator("use").first.bounding_box()["width"] > 0
    assert page.evaluate("document.images.length && [...document.images].every((image) => image.naturalWidth > 0)")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_one_reads_from_page_to_page(preview, browser):
    page, _ = opened(browser)
    page.goto(at(preview, "index.html"))
    page.locator(".card a").click()
    assert page.url == at(preview, f"products/{SLUG}/index.html")

    page.locator(".locales a").last.click()
    assert page.url == at(preview, f"fr/products/{SLUG}/index.html")
    assert page.locator("h1").inner_text() == "Miel de forêt"

    page.locator(".brand").click()
    assert page.url == at(preview, "fr/index.html")


@pytest.mark.parametrize("path", PAGES)
def test_a_link_leads_to_a_file_or_out_of_the_site(path, preview):
    text = (preview / path).read_text(encoding="utf-8")
    links = [link for link in re.findall(r'(?:href|src)="([^"#]+)"', text) if ":" not in link]

    assert [link for link in links if not (preview / path).parent.joinpath(link).resolve().is_file()] == []
    assert "<script src" not in text
    assert "noindex" in text


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_the_page_says_what_the_site_says_without_scripts(script, shown, run, browser):
    run(shown, "build", "--policy", "all")
    read = []
    for folder, scripts in ((shown / "preview", script), (shown / "site", False)):
        page, _ = opened(browser, java_script_enabled=scripts)
        page.goto(at(folder, f"fr/products/{SLUG}/index.html"))
        read.append(page.locator("article").inner_text())

    assert read[0] == read[1]


def test_there_are_no_files_that_no_page_needs(preview):
    files = {path.relative_to(preview).as_posix() for path in preview.rglob("*") if path.is_file()}
    others = {path for path in files if not path.startswith("assets/photos/")} - set(PAGES)

    assert others == {"assets/catalogue.css", "assets/favicon.svg", "build.json"}


def test_a_draft_has_its_preview_and_a_withdrawn_product_is_named(project, run):
    put(project, "status: published", "status: draft")
    run(project, "preview", SLUG)
    assert "Mật ong rừng" in (project / "preview" / "products" / SLUG / "index.html").read_text(encoding="utf-8")

    put(project, "status: draft", "status: withdrawn")
    run(project, "preview", SLUG)
    assert f'href="./products/{SLUG}/index.html"' in (project / "preview" / "index.html").read_text(encoding="utf-8")


def test_what_changed_since_another_folder_is_shown(project, tmp_path, run):
    before = copy_project(tmp_path / "before")
    assert run(project, "preview", "--since", str(before)).stdout == "0 products\n"
    assert not (project / "preview").exists()

    put(project, "stars: 4", "stars: 5")
    assert run(project, "preview", "--since", str(before)).stdout.startswith("1 products, 6 pages: open ")
    assert Path(project / "preview" / "products" / SLUG / "index.html").is_file()


def test_a_great_change_is_shown_in_part(project, tmp_path, run):
    before = copy_project(tmp_path / "before")
    for number in range(proposals.MOST + 2):
        shutil.copytree(project / "products" / SLUG, project / "products" / f"{SLUG}-{number}")
    done = run(project, "preview", "--since", str(before))

    assert done.stdout.startswith(f"{proposals.MOST} products, ")
    assert "2 more products changed" in done.stderr


def test_an_unknown_product_is_a_finding_and_leaves_what_was_there(shown, run):
    done = run(shown, "preview", "mat-ong-rung", "mat-ong-bien")

    assert done.returncode == 1
    assert done.stdout.startswith("products:1: ")
    assert (shown / "preview" / "index.html").is_file()


def test_a_catalogue_with_an_error_has_no_preview(project, run):
    put(project, "kind: honey", "kind: hony")
    done = run(project, "preview", SLUG)

    assert done.returncode == 1
    assert done.stdout.startswith(f"{RECORD}:5: ")
    assert not (project / "preview").exists()
