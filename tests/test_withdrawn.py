"""A withdrawn product says so at its address, in every locale, and leads on to its kind."""

import shutil

import pytest
from conftest import HERE

SAID = {
    "": "Sản phẩm này đã được rút khỏi danh mục.",
    "en/": "This product was withdrawn from the catalogue.",
    "fr/": "Ce produit a été retiré du catalogue.",
}


@pytest.fixture
def site(project, run):
    """A site of two products of one kind, of which one is withdrawn."""
    gone = project / "products" / "mat-ong-cu"
    shutil.copytree(HERE / "sites" / "minimal" / "products" / "mat-ong-rung", gone)
    record = gone / "product.yaml"
    text = record.read_text(encoding="utf-8").replace("status: published", "status: withdrawn")
    record.write_text(text, encoding="utf-8")
    done = run(project, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def test_its_page_says_so_and_leads_to_its_kind_and_to_others_of_it(site):
    for prefix, said in SAID.items():
        page = (site / f"{prefix}products/mat-ong-cu/index.html").read_text(encoding="utf-8")
        assert said in page
        assert '<meta name="robots" content="noindex">' in page
        assert "guides/honey/" in page
        assert 'products/mat-ong-rung/"' in page
        assert "0409.00" not in page  # nothing of what it stated


def test_nothing_else_names_it(site):
    assert "mat-ong-cu" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "mat-ong-cu" not in (site / "products" / "index.html").read_text(encoding="utf-8")
