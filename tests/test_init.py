"""Another province: its catalogue has no fact of this one, and the guide is followed word for word to a built site."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from html.parser import HTMLParser

import pytest
import yaml
from conftest import ROOT, run_command

from catalogue.text import fold

GUIDES = ROOT / "docs" / "project"
OWN = ("Bắc Giang", "Bac Giang", "Bắc Ninh", "Bac Ninh", "Lục Ngạn", "Luc Ngan", "Sơn Động", "Yên Thế", "Núi Dành")
NAMED = ("--name", "Đồi Mây", "--site-url", "https://example.org/doi-may")
needs_shell = pytest.mark.skipif(
    sys.platform == "win32", reason="the guide is for a Unix shell; on Windows the commands are the same"
)


def founded(target, *more):
    done = run_command(ROOT, "init", str(target), *NAMED, *more)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    return founded(tmp_path_factory.mktemp("new") / "doi-may", "--locales", "en,vi", "--time-zone", "Asia/Vientiane")


def written(folder):
    """What is the new catalogue's own: all but the software."""
    paths = [folder / "mkdocs.yml", folder / "README.md", *folder.glob("products/**/*"), *folder.glob("docs/**/*.md")]
    return [path for path in paths if path.is_file() and not path.is_relative_to(folder / "docs" / "project")]


def test_no_fact_of_this_catalogue_goes_along(laid):
    assert len(written(laid)) > 10
    for path in written(laid):
        text = path.read_text(encoding="utf-8")
        assert [name for name in OWN if name in text] == [], path
    reference = laid / "products" / "_reference"
    assert yaml.safe_load((reference / "places.yaml").read_text(encoding="utf-8"))["places"] == []
    assert list((reference / "producers").iterdir()) == []
    assert [path.name for path in (laid / "products").iterdir()] == ["_reference"]


def test_a_name_inside_a_term_stays_behind_and_a_general_term_goes_along(laid):
    text = (laid / "products" / "_reference" / "glossary.csv").read_text(encoding="utf-8")

    assert text.startswith("en,vi,note\n")
    assert "One Commune One Product (OCOP),Mỗi xã một sản phẩm," in text
    assert "mật ong" in text
    assert "Bản Ven" not in text


def test_what_is_national_goes_along_in_its_locales_alone(laid):
    def read(folder):
        return yaml.safe_load((folder / "products" / "_reference" / "categories.yaml").read_text(encoding="utf-8"))

    old, new = read(ROOT), read(laid)

    for part in ("sectors", "sets", "kinds"):
        assert [item["id"] for item in new[part]] == [item["id"] for item in old[part]]
        assert all(set(item["name"]) == {"en", "vi"} for item in new[part])
    assert not any("gift" in kind for kind in new["kinds"])


def test_its_settings_are_what_was_wished(laid):
    settings = yaml.safe_load((laid / "mkdocs.yml").read_text(encoding="utf-8"))
    languages = settings["plugins"][0]["i18n"]["languages"]

    assert settings["site_name"] == "Đồi Mây"
    assert settings["site_url"] == "https://example.org/doi-may/"
    assert [(one["locale"], one.get("default", False)) for one in languages] == [("en", True), ("vi", False)]
    assert settings["plugins"][1]["catalogue"]["time_zone"] == "Asia/Vientiane"
    assert "This catalogue" in (laid / "docs" / "about.md").read_text(encoding="utf-8")
    assert (laid / "docs" / "about.vi.md").is_file()


def test_it_has_what_editors_and_contributors_need_in_its_own_locales(laid):
    for name in (".editorconfig", ".vscode/settings.json", "CONTRIBUTING.md", "LICENSE", ".github/CODEOWNERS"):
        assert (laid / name).is_file(), name
    forms = {path.name for path in (laid / ".github" / "ISSUE_TEMPLATE").iterdir()}
    assert forms == {"config.yml", "mistake-en.yml", "mistake-vi.yml", "product-en.yml", "product-vi.yml"}


def test_a_catalogue_may_speak_one_language(tmp_path):
    folder = founded(tmp_path / "one", "--locales", "vi")
    said = ("--name", "Mật ong", "--summary", "Mật ong rừng.", "--kind", "honey", "--category", "c4")
    source = ("--sources-url", "https://example.org/mat-ong", "--sources-tier", "C", "--sources-read", "2026-11-23")
    run_command(folder, "new", "--no-ask", "--slug", "mat-ong", *said, *source)
    done = run_command(folder, "build")

    assert done.returncode == 0, done.stdout + done.stderr
    assert 'class="locales"' not in (folder / "site" / "index.html").read_text(encoding="utf-8")


def test_nothing_that_is_there_is_touched(tmp_path):
    target = tmp_path / "mine"
    target.mkdir()
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    done = run_command(ROOT, "init", str(target), *NAMED)

    assert done.returncode == 1
    assert done.stdout.startswith("mine:1: this file is already there")
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "notes.txt"]


def test_a_folder_that_is_empty_is_taken(tmp_path):
    (tmp_path / "mine").mkdir()

    assert (founded(tmp_path / "mine") / "mkdocs.yml").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--locales", "vi,xx"], "--locales vi,xx: each once, of "),
        (["--locales", "vi,vi"], "--locales vi,vi: each once, of "),
        (["--time-zone", "Asia/Nowhere"], "there is no such time zone"),
        (["--site-url", "example.org"], "--site-url wants an address"),
        (["--site-url", "https://example.org/?page=1"], "--site-url wants an address"),
        (["--name", " "], "--name wants the name"),
    ],
)
def test_a_wish_that_cannot_be_had_is_told_and_nothing_is_laid(more, said, tmp_path):
    done = run_command(ROOT, "init", str(tmp_path / "mine"), *NAMED, *more)

    assert done.returncode == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


# The guide


def commands(guide):
    return "\n".join(re.findall(r"```sh\n(.*?)```", (GUIDES / guide).read_text(encoding="utf-8"), re.DOTALL))


def environment_of(folder):
    """Make the ``.venv`` that ``make`` would have made: this one's Python, and the program of *folder* itself."""
    bin_ = folder / ".venv" / "bin"
    bin_.mkdir(parents=True)
    program = bin_ / "catalogue"
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(folder))} exec {shlex.quote(sys.executable)} -m catalogue "$@"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    (folder / ".venv" / "run").touch()


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if tag == "a" and name == "href"]


@pytest.fixture(scope="module", params=["province.en.md", "province.vi.md"])
def province(request, tmp_path_factory):
    """The folder in which the guide was followed, up to its last command."""
    around = tmp_path_factory.mktemp("guide")
    here = around / "here"
    for name in ("docs", "products", "overrides", "catalogue", "scripts", ".github"):
        shutil.copytree(ROOT / name, here / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "Makefile", "pyproject.toml", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, here)
    environment_of(here)
    target = around / "nui-xanh"
    script = commands(request.param)
    first, rest = script.split("make .venv/run\n")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", first], cwd=here, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    environment_of(target)  # what `make .venv/run` does, with a network
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f"make .venv/run\n{rest}"],
        cwd=target, capture_output=True, encoding="utf-8", check=False, env=os.environ | {"SOURCE_DATE_EPOCH": "1795500000"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@needs_shell
def test_the_guide_leads_to_a_site_with_its_product_and_places(province):
    for locale, place in (("", "Bản Mây"), ("en/", "Ban May")):
        page = (province / "site" / f"{locale}products/tra-ban-may/index.html").read_text(encoding="utf-8")
        assert "Trà Bản Mây" in page
        assert place in page
    assert (province / "site" / "places" / "xa-ban-may" / "index.html").is_file()
    assert not (province / "site" / "fr").exists()


@needs_shell
def test_the_new_site_says_nothing_of_the_old_one_and_its_links_lead_somewhere(province):
    site = province / "site"
    pages = sorted(site.rglob("*.html"))
    dead = set()
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert [name for name in OWN if fold(name) in fold(text)] == [], page
        links = Links()
        links.feed(text)
        for link in links.found:
            path = link.split("#")[0].split("?")[0]
            if path and ":" not in path and page.name != "404.html" and not (page.parent / path / "index.html").is_file():
                dead.add((page.relative_to(site).as_posix(), link))
    assert len(pages) > 40
    assert {link for link in dead if not (site / link[0]).parent.joinpath(link[1].split("#")[0]).is_file()} == set()


@needs_shell
def test_the_tests_that_go_along_hold(province):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=province, env=os.environ | {"PYTHONPATH": str(province)}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
