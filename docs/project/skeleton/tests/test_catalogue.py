"""The records of this catalogue are sound, and each product that is published has its page in every locale."""

from pathlib import Path

from catalogue import build, host
from catalogue.issues import failed

ROOT = Path(__file__).parent.parent


def test_the_records_are_sound():
    _, issues = build.inspect(host.read_settings(ROOT / "mkdocs.yml"))

    assert not failed(issues), issues


def test_each_product_has_its_page_in_every_locale(tmp_path):
    settings = host.read_settings(ROOT / "mkdocs.yml", site_dir=str(tmp_path / "site"))
    catalogue, _ = build.load(settings)
    with host.frame(ROOT / "mkdocs.yml") as frame:
        build.build(settings, frame, catalogue, build.today(settings, None))

    for record in catalogue.records:
        if record.product.status == "published":
            for locale in ("", *(f"{code}/" for code in settings.locales[1:])):
                assert (tmp_path / "site" / f"{locale}products/{record.slug}/index.html").is_file()
