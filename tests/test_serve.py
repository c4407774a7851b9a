"""A page shows what its record says now; what cannot be used is told, and the last sound catalogue stays."""

import contextlib
import io
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from functools import partial

import pytest
from conftest import ROOT
from pictures import photos_of, striped
from PIL import Image

RECORD = "products/mat-ong-rung/product.yaml"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Served:
    def __init__(self, folder):
        self.folder = folder
        self.address = f"127.0.0.1:{free_port()}"
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "catalogue", "serve", "--address", self.address, "--day", "2026-11-23"],
            cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
            # A shell that runs the tests in the background has let them ignore Ctrl-C, and all that they start.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL) if os.name == "posix" else None,  # noqa: PLW1509
        )  # fmt: skip
        assert "Ctrl-C" in self.process.stdout.readline()

    def get(self, path):
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def wait_for(self, path, wanted):
        for _ in range(200):
            status, text = self.get(path)
            if wanted(status, text):
                return text
            time.sleep(0.05)
        pytest.fail(f"{path} never became what was wanted; it is {status}")

    def edit(self, file, old, new):
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def stop(self):
        # Windows sends Ctrl-C to a whole console only, the tests' own.
        self.process.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        said, _ = self.process.communicate(timeout=10)
        return said


@pytest.fixture
def served(project):
    shutil.rmtree(project / "overrides", ignore_errors=True)
    shutil.copytree(ROOT / "overrides", project / "overrides")
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(text.replace(str(ROOT / "overrides"), "overrides"), encoding="utf-8")
    server = Served(project)
    yield server
    with contextlib.suppress(ProcessLookupError):
        server.process.kill()
    server.process.communicate()


def test_an_edited_record_is_on_its_page_and_in_the_lists(served):
    assert "Mật ong rừng" in served.get("products/mat-ong-rung/")[1]

    served.edit(RECORD, "name: Mật ong rừng", "name: Mật ong mới")

    served.wait_for("products/mat-ong-rung/", lambda _, text: "Mật ong mới" in text)
    assert "Mật ong mới" in served.get("products/")[1]


def test_the_data_says_what_the_record_does(served):
    served.edit(RECORD, "name: Mật ong rừng", "name: Mật ong mới")

    served.wait_for("api/v1/products/mat-ong-rung.json", lambda _, text: "Mật ong mới" in text)
    for path in ("api/v1/products.json", "data/products.vi.csv", "feed.xml"):
        assert "Mật ong mới" in served.get(path)[1]
    assert served.get("api/v1/products/khong-co.json")[0] == 404


def test_a_broken_record_is_told_and_the_old_page_stays_until_it_is_mended(served):
    served.edit(RECORD, "kind: honey", "kind: money")
    served.edit("docs/about.md", "---\n\n", "---\n\nMột dòng mới.\n\n")
    time.sleep(1)

    assert served.get("products/mat-ong-rung/")[0] == 200
    served.edit(RECORD, "kind: money", "kind: honey")
    served.edit(RECORD, "name: Mật ong rừng", "name: Mật ong mới")
    served.wait_for("products/mat-ong-rung/", lambda _, text: "Mật ong mới" in text)
    assert "money" in served.stop()


def test_a_page_of_the_host_and_a_template_are_taken_in(served):
    served.edit("docs/about.md", "---\n\n", "---\n\nMột dòng mới.\n\n")
    served.wait_for("about/", lambda _, text: "Một dòng mới." in text)

    served.edit("overrides/catalogue/footer.html", "<footer", "<p>Chân trang</p><footer")
    served.wait_for("en/", lambda _, text: "Chân trang" in text)


def test_a_new_record_has_a_page_and_a_deleted_one_none(served):
    folder = served.folder / "products"
    shutil.copytree(folder / "mat-ong-rung", folder / "mat-ong-nha")
    served.wait_for("fr/products/mat-ong-nha/", lambda status, _: status == 200)

    shutil.rmtree(folder / "mat-ong-nha")
    served.wait_for("fr/products/mat-ong-nha/", lambda status, _: status == 404)


def test_a_new_photo_is_on_its_page_and_served(served):
    folder = served.folder / "products" / "mat-ong-rung"
    (folder / "photos").mkdir()
    striped(600, 400).save(folder / "photos" / "hive.jpg")
    photos_of(folder, ("hive", "hive.jpg"))

    html = served.wait_for("products/mat-ong-rung/", lambda _, text: "assets/photos/" in text)
    for ending, kind in (("avif", "image/avif"), ("jpg", "image/jpeg")):
        path = re.search(rf'assets/photos/[^" ]+\.{ending}', html)[0]
        with urllib.request.urlopen(f"http://{served.address}/{path}", timeout=10) as answer:
            assert answer.headers["Content-Type"] == kind
            assert len(answer.read()) > 100


def test_a_photo_that_cannot_be_decoded_is_told_and_the_old_page_stays(served):
    folder = served.folder / "products" / "mat-ong-rung"
    (folder / "photos").mkdir()
    whole = io.BytesIO()
    Image.effect_noise((300, 200), 80).save(whole, "JPEG")
    (folder / "photos" / "hive.jpg").write_bytes(whole.getvalue()[: len(whole.getvalue()) // 2])
    photos_of(folder, ("hive", "hive.jpg"))
    time.sleep(1)

    assert "assets/photos/" not in served.get("products/mat-ong-rung/")[1]
    (folder / "photos" / "hive.jpg").write_bytes(whole.getvalue())
    served.wait_for("products/mat-ong-rung/", lambda _, text: "assets/photos/" in text)
    assert "cut off or damaged" in served.stop()


def test_everything_that_a_page_names_is_served(served):
    for path in ("assets/catalogue.css", "assets/drawings.svg", "sitemap.xml", "robots.txt", "_live.js", "en/products/"):
        assert served.get(path)[0] == 200, path
    assert served.get("products/there-is-none/")[0] == 404
    assert served.get("../mkdocs.yml")[0] == 404
    assert served.get("%2e%2e/mkdocs.yml")[0] == 404


def test_a_page_that_waits_is_told_of_a_change(served):
    version = served.get("_version?after=")[1]

    served.edit(RECORD, "name: Mật ong rừng", "name: Mật ong mới")

    assert served.get(f"_version?after={version}")[1] != version


def test_a_page_that_is_closed_while_it_waits_is_nobodys_mistake(served):
    version = served.get("_version?after=")[1]
    name, port = served.address.split(":")
    with socket.create_connection((name, int(port))) as page:
        page.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # to close is to break off
        page.sendall(f"GET /_version?after={version} HTTP/1.1\r\n\r\n".encode())
        time.sleep(0.2)
    served.edit(RECORD, "name: Mật ong rừng", "name: Mật ong mới")
    served.wait_for("products/mat-ong-rung/", lambda _, text: "Mật ong mới" in text)

    assert "Traceback" not in served.stop()
    assert served.process.returncode == 0 or os.name != "posix"


def test_an_address_in_use_is_one_finding(served, run):
    done = run(served.folder, "serve", "--address", served.address)

    assert done.returncode == 1
    assert "cannot be opened" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
