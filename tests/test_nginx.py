"""The nginx configuration that ships serves the built sample: kept, compressed, forbidden; and a browser walks it."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from conftest import ROOT, link, opened

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
TYPES = Path("/etc/nginx/mime.types")
CONFIGURATION = ROOT / "docs" / "project" / "nginx.conf"
AROUND = """daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    default_type application/octet-stream;
    include catalogue.conf;
}}
"""
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')

pytestmark = pytest.mark.skipif(
    NGINX is None or not TYPES.is_file(), reason="no nginx as Debian has it: `scripts/webserver` says how it comes there"
)


def put(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


@contextmanager
def serving(folder: Path, root: Path, *, alone: bool = False):
    """Serve *root*, in which the site is the folder ``catalogue``, or all there is if *alone*; yield the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = put(CONFIGURATION.read_text(encoding="utf-8"), "    listen [::]:80;\n", "")
    text = put(put(text, "listen 80;", f"listen 127.0.0.1:{port};"), "root /srv/www;", f"root {root};")
    folder.mkdir()
    (folder / "catalogue.conf").write_text(put(text, "/catalogue/404.html;", "/404.html;") if alone else text, encoding="utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), encoding="utf-8")
    shutil.copy(TYPES, folder)
    # Where root starts it, its workers are somebody else, who may not look into a test's folder.
    more = ["-g", "user root;"] if hasattr(os, "getuid") and os.getuid() == 0 else []
    process = subprocess.Popen(
        [NGINX, "-p", folder, "-c", folder / "nginx.conf", *more], stderr=subprocess.PIPE, encoding="utf-8"
    )
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.communicate(timeout=20)


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    for _ in range(200):
        assert process.poll() is None, process.stderr and process.stderr.read()
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not answer")


@pytest.fixture(scope="module")
def port(sample_site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    (folder / "www").mkdir()
    link(folder / "www" / "catalogue", sample_site)
    with serving(folder / "run", folder / "www") as at:
        yield at


@pytest.fixture
def ask(port):
    """Return what asks for an address below the site's: the answer, its body read."""
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def asked(path, **headers):
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", f"/catalogue/{path}", headers=sent)
        answer = connection.getresponse()
        answer.body = answer.read()
        return answer

    yield asked
    connection.close()


def one(site, pattern):
    """The path of a file of *site*, as it is asked for."""
    return next(site.glob(pattern)).relative_to(site).as_posix()


# The one policy


def test_every_page_has_the_policy_of_its_own_head_and_cannot_be_framed(sample_site, ask):
    pages = sorted(sample_site.rglob("*.html"))
    for page in pages:
        path = page.relative_to(sample_site).as_posix().removesuffix("index.html")
        said = unescape(META.search(page.read_text(encoding="utf-8"))[1])

        assert ask(path).headers["Content-Security-Policy"] == f"{said}; frame-ancestors 'none'", path
    assert len(pages) > 500


def test_the_worker_of_the_full_text_may_run_webassembly_and_no_other_script(sample_site, ask):
    worker = one(sample_site, "assets/text/vi/pagefind-worker.js")

    assert "script-src 'self' 'wasm-unsafe-eval';" in ask(worker).headers["Content-Security-Policy"]
    assert "script-src 'self';" in ask("assets/search.js").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["", "products/", "assets/catalogue.css", "assets/search.vi.json", "nothing-here/"])
def test_an_answer_is_not_guessed_at_and_tells_little(path, ask):
    headers = ask(path).headers

    assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Server"] == "nginx"


def test_the_data_may_be_read_by_a_script_elsewhere_and_no_page_may(sample_site, ask):
    for pattern in ("api/v1/*.json", "data/*.csv", "data/*.geojson"):
        assert ask(one(sample_site, pattern)).headers["Access-Control-Allow-Origin"] == "*", pattern
    for path in ("", "data/", "assets/search.vi.json"):
        assert ask(path).headers["Access-Control-Allow-Origin"] is None, path


# What is kept


@pytest.mark.parametrize("pattern", ["assets/share/vi/*.png", "assets/text/fr/fragment/*", "assets/text/fr/*.pf_meta"])
def test_a_file_named_by_its_content_is_kept_for_a_year(pattern, sample_site, ask):
    assert ask(one(sample_site, pattern)).headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]


@pytest.mark.parametrize(
    "path", ["", "products/", "assets/catalogue.css", "assets/search.vi.json", "assets/text/vi/pagefind-entry.json", "lost/"]
)
def test_anything_else_is_kept_for_minutes(path, ask):
    assert ask(path).headers.get_all("Cache-Control") == ["public, max-age=300"]


def test_what_did_not_change_is_not_sent_again(ask):
    for path in ("products/", "assets/catalogue.css"):
        first = ask(path, Accept_Encoding="gzip")
        again = ask(path, Accept_Encoding="gzip", If_None_Match=first.headers["ETag"])
        later = ask(path, If_Modified_Since=first.headers["Last-Modified"])

        assert (first.status, again.status, later.status) == (200, 304, 304)
        assert again.body == b""


# What is compressed, and what it is called


@pytest.mark.parametrize(
    ("pattern", "kind", "compressed"),
    [
        ("index.html", "text/html; charset=utf-8", True),
        ("assets/catalogue.css", "text/css; charset=utf-8", True),
        ("assets/catalogue.js", "application/javascript; charset=utf-8", True),
        ("assets/search.vi.json", "application/json; charset=utf-8", True),
        ("assets/drawings.svg", "image/svg+xml", True),
        ("assets/vi.webmanifest", "application/manifest+json; charset=utf-8", True),
        ("sitemap.xml", "text/xml; charset=utf-8", True),
        ("data/products.vi.csv", "text/csv; charset=utf-8", True),
        ("data/products.geojson", "application/geo+json; charset=utf-8", False),  # the sample has no coordinates: too small
        ("assets/fonts/text-400.woff2", "font/woff2", False),
        ("assets/share/vi/*.png", "image/png", False),
        ("assets/text/vi/fragment/*", "application/octet-stream", False),
    ],
)
def test_a_file_is_called_what_it_is_and_text_is_compressed(pattern, kind, compressed, sample_site, ask):
    answer = ask(one(sample_site, pattern), Accept_Encoding="gzip")

    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Encoding"] == ("gzip" if compressed else None)
    assert not compressed or answer.headers["Vary"] == "Accept-Encoding"


# Addresses


def test_an_address_without_its_last_slash_leads_to_the_page(ask):
    answer = ask("products")

    assert (answer.status, answer.headers["Location"]) == (301, "/catalogue/products/")


@pytest.mark.parametrize("path", ["nothing-here", "fr/products/nothing-here/", "assets/nothing.css", "assets/"])
def test_an_unknown_address_is_a_404_in_three_languages(path, ask):
    answer = ask(path)

    assert answer.status == (403 if path == "assets/" else 404)
    if answer.status == 404:
        page = answer.body.decode()
        assert all(f'lang="{locale}"' in page for locale in ("vi", "en", "fr"))
        assert '<base href="/catalogue/">' in page


def test_a_site_of_its_own_host_needs_two_lines_changed(sample_site, tmp_path):
    with serving(tmp_path / "run", sample_site, alone=True) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        answers = []
        for path in ("/", "/products", "/nothing-here/"):
            connection.request("GET", path)
            answer = connection.getresponse()
            answers.append((answer.status, answer.headers["Location"], b"</html>" in answer.read()))
        connection.close()

    assert answers == [(200, None, True), (301, "/products/", True), (404, None, True)]


# A visitor


def test_a_visitor_walks_through_the_catalogue(port, browser):
    page, said = opened(browser, viewport={"width": 1280, "height": 900})
    page.goto(f"http://127.0.0.1:{port}/catalogue/")
    page.locator("header").get_by_role("link", name="Sản phẩm", exact=True).click()
    page.locator("input[name=kind]").first.wait_for(state="attached")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.locator("input[name=kind][value=honey]").check()
    page.locator(".found:not([hidden]) li > a").first.click()
    page.wait_for_url("**/catalogue/products/*/")
    address = page.url
    page.locator("a[hreflang=fr]").first.click()
    page.wait_for_url("**/catalogue/fr/products/*/")

    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.url.rsplit("/", 2)[1] == address.rsplit("/", 2)[1]

    page.goto(f"http://127.0.0.1:{port}/catalogue/fr/search/?q=phytosanitaire")
    page.locator(".texts li a").first.wait_for()
    assert said == []  # no policy was broken, nothing failed to load

    page.goto(f"http://127.0.0.1:{port}/catalogue/fr/products/nothing-here/")
    page.locator("section[lang=en] a").click()
    page.wait_for_url("**/catalogue/en/products/")
    assert len([line for line in said if line.startswith("http")]) == 1
    page.context.close()
