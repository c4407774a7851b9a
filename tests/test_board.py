"""The review board: what its page copies is what the catalogue reads as approved."""

import datetime as dt
import shutil

import pytest
from conftest import SCREENSHOTS, opened, run_command

from catalogue import build, host
from catalogue.units import state

AWKWARD = "Miel « de forêt »\u00a0: 100\u202f%  \n\n  # pas un commentaire\n- e\u0301te\u0301: 'oui' \U0001f41d\n"
SIDECAR = "products/mat-ong-rung/product.fr.yaml"
EXCUSE = "  ignore:\n    length: 'It isn''t long.'\n"


@pytest.fixture
def preview(project):
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f"repo_url: https://example.org/catalogue\nedit_uri: ''\n{text}", encoding="utf-8")
    with (project / SIDECAR).open("a", encoding="utf-8") as sidecar:
        sidecar.write(EXCUSE)
    done = run_command(project, "build", "--policy", "all")
    assert done.returncode == 0, done.stdout + done.stderr
    with SCREENSHOTS["served"](project / "site") as address:
        yield address


def rendition(project, key):
    catalogue, _ = build.inspect(host.read_settings(project / "mkdocs.yml"))
    assert catalogue is not None
    (record,) = catalogue.records
    found = record.renditions["fr"][key]
    return found, state(record.units[key], found)


def test_the_copied_block_makes_the_text_approved(project, preview, browser):
    page, said = opened(browser)
    page.goto(f"{preview}fr/review/")
    page.locator(".filters input").fill("lan")
    form = page.locator(".board-edit[data-key=summary]")
    form.locator("textarea").fill(AWKWARD)
    form.locator("button").click()
    form.locator("pre").wait_for(state="visible")
    block = form.locator("pre").text_content()
    sidecar = project / SIDECAR
    name = sidecar.read_text(encoding="utf-8").split("summary:")[0]
    sidecar.write_text(name + block, encoding="utf-8")

    found, effective = rendition(project, "summary")

    assert effective == "reviewed"
    assert found.who == "lan"
    assert found.ignored == {"length": "It isn't long."}
    assert "été: 'oui'" in found.text
    assert found.date == dt.datetime.now(tz=dt.UTC).date().isoformat()
    assert said == []


def test_every_unapproved_text_stands_beside_its_source_with_a_link_to_its_line(preview, browser):
    page, _ = opened(browser, java_script_enabled=False)
    page.goto(f"{preview}fr/review/")

    assert page.locator(".board-unit").count() == 2
    assert page.locator(".board-texts").first.inner_text().split("\n") == ["Mật ong rừng", "", "Miel de forêt"]
    link = page.locator(".board-unit a").first.get_attribute("href")
    assert link == "https://example.org/catalogue/edit/main/products/mat-ong-rung/product.fr.yaml#L2"
    assert not page.locator(".board-edit").first.is_visible()


def test_the_filters_hide_what_is_not_asked_for(preview, browser):
    page, _ = opened(browser)
    page.goto(f"{preview}en/review/")
    page.locator("select[name=sector]").select_option("s1")
    assert page.locator(".board-unit:visible").count() == 2

    page.locator("select[name=state]").select_option("machine")
    assert page.locator(".board-unit:visible").count() == 2


def test_a_text_that_is_missing_is_offered_what_a_similar_one_became(project, browser):
    copy = project / "products" / "mat-ong-doi"
    shutil.copytree(project / "products" / "mat-ong-rung", copy)
    (copy / "product.fr.yaml").unlink()
    record = copy / "product.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("lấy ở rừng", "lấy từ rừng"), encoding="utf-8")
    run_command(project, "build", "--policy", "all")
    with SCREENSHOTS["served"](project / "site") as address:
        page, _ = opened(browser)
        page.goto(f"{address}fr/review/")
        unit = page.locator(".board-unit[data-state=missing]").nth(1)

        assert unit.locator("textarea").input_value() == "Miel d’abeilles indigènes, récolté dans les bois des collines."


def test_only_a_preview_has_a_board(project):
    run_command(project, "build")

    assert not (project / "site" / "fr" / "review").exists()
