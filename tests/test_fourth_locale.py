"""A fourth locale, German, by the steps of extending.md: what is missing is told, and then the site stands in four."""

import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml
from conftest import HERE, ROOT, copy_project

REFERENCE = "products/_reference"


def put(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def ran(folder, software, *arguments):
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(software)},
        capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def labelled(tree):
    """Return *tree* with a German label beside each English one, in which it says that it is German."""
    if isinstance(tree, list):
        return [labelled(item) for item in tree]
    if not isinstance(tree, dict):
        return tree
    found = {key: labelled(value) for key, value in tree.items()}
    return {**found, "de": f"de {tree['en']}"} if isinstance(tree.get("en"), str) else found


@pytest.fixture(scope="module")
def software(tmp_path_factory):
    """The program with one more file of words and one more line."""
    folder = tmp_path_factory.mktemp("software")
    shutil.copytree(ROOT / "catalogue", folder / "catalogue", ignore=shutil.ignore_patterns("__pycache__"))
    locales = folder / "catalogue" / "locales"
    shutil.copy(locales / "en.py", locales / "de.py")
    put(locales / "de.py", '"nav.products": "', '"nav.products": "de ')
    put(locales / "__init__.py", "from catalogue.locales import en", "from catalogue.locales import de, en")
    put(locales / "__init__.py", "en.STRINGS),\n", 'en.STRINGS),\n    "de": Locale("de", "Deutsch", "de_DE", de.STRINGS),\n')
    put(folder / "catalogue" / "checks" / "pairs" / "numerals.py", '"fr": FR}', '"fr": FR, "de": EN}')
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = copy_project(tmp_path_factory.mktemp("four") / "project")
    put(
        folder / "mkdocs.yml",
        "- {locale: fr, name: Français}",
        "- {locale: fr, name: Français}\n        - {locale: de, name: Deutsch}",
    )
    return folder


@pytest.fixture(scope="module")
def site(software, project):
    """What is built once every label is there."""
    for path in sorted((project / REFERENCE).rglob("*.yaml")):
        tree = labelled(yaml.safe_load(path.read_text(encoding="utf-8")))
        path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")
    checked = ran(project, software, "catalogue", "check")
    assert checked.returncode == 0, checked.stdout
    done = ran(project, software, "catalogue", "build", "--day", "2026-11-23")
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def test_a_locale_that_is_not_known_is_told_with_those_that_are(project):
    done = ran(project, ROOT, "catalogue", "check")

    assert done.returncode == 1
    assert "de" in done.stdout
    assert "vi, en, fr" in done.stdout


def test_a_string_that_is_missing_fails_a_test(software, tmp_path):
    copy = tmp_path / "software"
    shutil.copytree(software, copy)
    words = copy / "catalogue" / "locales" / "de.py"
    words.write_text(re.sub(r'\n    "nav\.places": .*', "", words.read_text(encoding="utf-8")), encoding="utf-8")
    asked = ("pytest", "-q", "-p", "no:cacheprovider", "-k", "every_string", str(HERE / "test_locales.py"))

    assert ran(tmp_path, software, *asked).returncode == 0
    assert "test_every_string_exists_in_every_locale[de]" in ran(tmp_path, copy, *asked).stdout


def test_each_label_that_is_missing_is_told_on_its_line(software, project):
    done = ran(project, software, "catalogue", "check")
    files = {line.split(":")[0] for line in done.stdout.splitlines()}
    labels = sum(len(re.findall(r"\ben: ", path.read_text(encoding="utf-8"))) for path in (project / REFERENCE).rglob("*.yaml"))

    assert done.returncode == 1
    assert {f"{REFERENCE}/{name}.yaml" for name in ("catalogue", "categories", "places", "certificates")} <= files
    assert len(done.stdout.splitlines()) == labels
    assert all(re.match(r"\S+:[1-9]\d*: ", line) and "de" in line for line in done.stdout.splitlines())


def test_the_site_stands_in_four_locales(site):
    pages = {path.relative_to(site / "fr") for path in (site / "fr").rglob("*.html")}

    assert pages
    assert {path.relative_to(site / "de") for path in (site / "de").rglob("*.html")} == pages
    for name in ("assets/search.de.json", "assets/de.webmanifest", "data/products.de.csv", "de/feed.xml"):
        assert (site / name).is_file(), name


def test_its_page_speaks_german_and_names_every_other_locale(site):
    page = (site / "de" / "products" / "mat-ong-rung" / "index.html").read_text(encoding="utf-8")

    assert '<html lang="de"' in page
    assert "de Products" in page
    assert "11. März 202" in page  # Babel knows how German writes a day
    assert re.findall(r'<a [^>]*hreflang="(\w+)" lang', page)[:4] == ["vi", "en", "fr", "de"]
    assert 'lang="vi"' in page  # nobody has translated it yet


def test_the_404_is_in_four_languages(site):
    page = (site / "404.html").read_text(encoding="utf-8")

    assert re.findall(r'<section lang="(\w+)"', page) == ["vi", "en", "fr", "de"]
