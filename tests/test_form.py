"""The form for a producer: one page of A4, in Vietnamese, that says what the catalogue has and asks for what it lacks."""

import re

import pytest
from conftest import ROOT, opened

from catalogue import build, hints, host
from catalogue.facts import ASKED, missing
from catalogue.outputs import form
from catalogue.site import resolve
from catalogue.text import capital

SLUG = "mat-ong-rung"


@pytest.fixture
def written(project, run):
    """Write the form of the small project's product, and return what it says."""

    def written(*options):
        done = run(project, "form", SLUG, *options)
        assert done.returncode == 0, done.stdout + done.stderr
        return (project / f"{SLUG}.html").read_text(encoding="utf-8")

    return written


@pytest.fixture(scope="module")
def sample():
    settings = host.read_settings(ROOT / "mkdocs.yml")
    catalogue, _ = build.load(settings)
    return resolve(catalogue, (), settings, build.today(settings, "2026-11-23"))[0], build.looks(settings)


def pages(browser, path):
    """How many pages of A4 the form at *path* takes; it must load nothing and complain of nothing."""
    page, said = opened(browser)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    found = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    page.context.close()
    assert (said, asked) == ([], [path.as_uri()])
    return found


def test_it_says_what_the_catalogue_has(written):
    html = written("--day", "2026-11-23")

    assert "<h1>Mật ong rừng</h1>" in html
    for said in (
        "HTX Đồi Xanh",
        "xã Đồi Xanh, tỉnh Đồi",
        "trước đây là xã Đồi Xanh, huyện Đồi Xanh",
        "Đạt 4 sao OCOP",
        "100 kg",
    ):
        assert said in html
    assert "products/mat-ong-rung/" in html


def test_it_asks_for_what_is_missing_in_the_schemas_words_and_for_nothing_else(written, project):
    catalogue, _ = build.load(host.read_settings(project / "mkdocs.yml"))
    lacking = {path for paths in missing(catalogue.records[0]).values() for path in paths}
    asked = re.findall(r"<li><b>(.*?)</b>", written())

    assert asked == [capital(hints.label(path, "vi")) for paths in missing(catalogue.records[0]).values() for path in paths]
    assert "trade.moq" not in lacking
    assert "trade.port" not in lacking  # it does not apply


def test_nothing_is_published_without_consent_and_it_goes_back_to_the_office(written, project):
    html = written()
    assert "Không điều gì ghi ở đây được công bố khi Ông/Bà chưa đồng ý." in html
    assert "Xin đưa lại cho người đã gửi phiếu này." in html

    shared = project / "products" / "_reference" / "catalogue.yaml"
    office = "contact: {email: office@example.org, address: 'Nhà số 1'}\n"
    shared.write_text(shared.read_text(encoding="utf-8") + office, encoding="utf-8")
    assert "Xin gửi lại cho: Nhà số 1 · office@example.org" in written()


def test_a_text_cannot_become_markup(written, project):
    record = project / "products" / SLUG / "product.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("name: Mật ong rừng", "name: <img src=x>"), encoding="utf-8")

    assert "<h1>&lt;img src=x&gt;</h1>" in written()


def test_it_is_one_page_for_the_fullest_and_the_emptiest_of_the_sample(browser, sample, tmp_path):
    site, looks = sample
    fullest = sorted(site.catalogue.records, key=lambda record: len(form.document(site, record, looks.render, {}).data))[-6:]
    emptiest = sorted(site.catalogue.records, key=lambda record: -sum(map(len, missing(record).values())))[:4]
    for record in (*fullest, *emptiest):
        file = tmp_path / f"{record.slug}.html"
        file.write_bytes(form.document(site, record, looks.render, looks.drawings).data)
        assert pages(browser, file) == 1, record.slug


def test_it_is_one_page_when_nothing_is_known(browser, written, project):
    record = project / "products" / SLUG / "product.yaml"
    text = record.read_text(encoding="utf-8")
    head = re.sub(r"^producer: .*\n", "", text.partition("origin:")[0], flags=re.MULTILINE)
    record.write_text(f"{head}sources: []\nadded: 2026-01-02\nchanged: 2026-01-02\n", encoding="utf-8")
    html = written()

    assert html.count("<li>") == sum(map(len, ASKED.values()))
    assert pages(browser, project / f"{SLUG}.html") == 1


def test_it_is_written_where_it_is_wanted(project, run):
    done = run(project, "form", SLUG, "-o", "questions.html")

    assert (done.returncode, done.stdout) == (0, "questions.html\n")
    assert (project / "questions.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_product_that_is_not_there_is_one_finding(project, run):
    done = run(project, "form", "nowhere")

    assert (done.returncode, done.stdout) == (1, "products:1: there is no record “nowhere”. See the folders in products/.\n")


def test_a_file_that_cannot_be_written_is_one_finding(project, run):
    done = run(project, "form", SLUG, "-o", "no/such/folder/form.html")

    assert done.returncode == 1
    assert done.stdout.startswith("form.html:1: the file cannot be written: ")
    assert "Traceback" not in done.stderr


def test_it_reads_well_on_a_phone(browser, written, project):
    written()
    page, _ = opened(browser, viewport={"width": 390, "height": 844})
    page.goto((project / f"{SLUG}.html").as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.context.close()
