"""What full text search reads, and the index that Pagefind makes of it: whole, the same each time, or a clear finding."""

import base64
import gzip
import json
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT

from catalogue import build, fulltext, host
from catalogue.issues import Refused
from catalogue.model import Guide, Passage
from catalogue.site import passages as reading
from catalogue.site import resolve

DAY = date(2026, 11, 23)
SPIRIT = "products/ruou-bao-son/"
GUIDE = Guide("guides/tea", "en", "en", "Tea", "How to brew it.", "", "<h2>Water</h2>\n<p>Eighty degrees &amp; no more.</p>")
PEANUT = Passage("products/lac/", "Đậu phộng rang", "Rang trong chảo gang.", "vi")


def read(guides=(), locale="en"):
    settings = host.read_settings(ROOT / "mkdocs.yml")
    catalogue, _ = build.load(settings)
    site = next(site for site in resolve(catalogue, guides, settings, DAY) if site.locale.code == locale)
    return site, {passage.path: passage for passage in reading.passages(site)}


def files(passages, locale="vi"):
    return {document.path: document.data for document in fulltext.documents(locale, passages)}


def kept(found, part):
    """What the files hold: a mark of Pagefind's, then JSON."""
    held = [gzip.decompress(data) for path, data in found.items() if f"/{part}/" in path]
    return [json.loads(data[data.index(b"{") :]) for data in held]


def test_each_published_product_is_read_and_each_guide():
    site, found = read((GUIDE,))

    assert set(found) == {*(f"products/{card.slug}/" for card in site.cards), "guides/tea/"}
    assert found["guides/tea/"].words == "How to brew it. Water Eighty degrees & no more."


def test_every_text_and_fact_of_a_product_is_read():
    site, found = read()
    for card in site.cards:
        words = found[f"products/{card.slug}/"].words
        for key, unit in card.record.units.items():
            assert key == "name" or site.text(card.record, unit).text in words, (card.slug, key)
        assert all(code.code in words for code in card.product.trade.hs)


def test_above_a_thousand_products_only_summaries_and_facts_are_read(monkeypatch):
    monkeypatch.setattr(reading, "WHOLE", 1)
    site, found = read()
    card = next(card for card in site.cards if "story" in card.record.units and card.product.trade.hs)
    words = found[f"products/{card.slug}/"].words

    assert card.summary.text in words
    assert card.product.trade.hs[0].code in words
    assert site.text(card.record, card.record.units["story"]).text not in words


def test_the_same_words_give_the_same_bytes():
    _, found = read((GUIDE,))

    assert files(found.values(), "en") == files(found.values(), "en")


def test_an_index_leads_to_its_pages_in_the_locale_and_holds_nothing_of_pagefinds_own_interface():
    found = files([PEANUT])
    (page,) = kept(found, "fragment")

    assert all(path.startswith("assets/text/vi/") for path in found)
    assert {"pagefind.js", "pagefind-entry.json", "wasm.unknown.pagefind"} <= {Path(path).name for path in found}
    assert not [path for path in found if re.search(r"ui|highlight|\.css", Path(path).name)]
    assert (page["url"], page["content"], page["meta"]["title"]) == (PEANUT.path, PEANUT.words, PEANUT.title)


def test_letters_that_pagefind_does_not_fold_stand_there_folded_too():
    (page,) = kept(files([Passage("a/", "Đậu", "Một cái lược, đúng đắn. Un œuf.", "vi")]), "fragment")

    assert page["meta"]["folded"] == "Dau dung dan. oeuf."


def test_a_program_that_cannot_be_run_is_a_finding(monkeypatch):
    monkeypatch.setattr(fulltext, "_program", lambda: "/nowhere/pagefind")
    with pytest.raises(Refused) as refused:
        files([PEANUT])

    assert [issue.check for issue in refused.value.issues] == ["no-full-text"]


def test_a_package_that_is_not_installed_is_a_finding(monkeypatch):
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(Refused, match="no-full-text"):
        files([PEANUT])


def saying(*answers):
    """A program that gives *answers*, one to each message that it is asked, and stops."""
    said = [base64.b64encode(json.dumps({"payload": answer}).encode()).decode() + "," for answer in answers]
    return (
        f"#!{sys.executable}\nimport sys\nfor answer in {said}:\n"
        "    while sys.stdin.buffer.read(1) not in b',':\n        pass\n"
        "    print(answer, end='', flush=True)\nsys.exit(1)\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows runs no script by its first line")
@pytest.mark.parametrize(
    "program",
    [
        saying(),
        saying({"type": "NewIndex"}),
        "#!/bin/sh\nexec <&-\nsleep 1\n",  # it listens no more, but has not stopped yet
        saying({"type": "NewIndex"}, {"type": "Error", "message": "no room"}),
    ],
)
def test_a_program_that_stops_or_complains_is_a_finding(monkeypatch, tmp_path, program):
    executable = tmp_path / "pagefind"
    executable.write_text(program, encoding="utf-8")
    executable.chmod(0o755)
    monkeypatch.setattr(fulltext, "_program", lambda: str(executable))
    with pytest.raises(Refused, match="no-full-text"):
        files([PEANUT])


def test_an_index_that_cannot_be_made_leaves_the_old_site(monkeypatch, project):
    settings = host.read_settings(project / "mkdocs.yml")
    catalogue, _ = build.load(settings)
    with host.frame(project / "mkdocs.yml") as frame:
        build.build(settings, frame, catalogue, DAY)
        before = {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")}
        monkeypatch.setattr(fulltext, "_program", lambda: "/nowhere/pagefind")
        with pytest.raises(Refused):
            build.build(settings, frame, catalogue, DAY)

    assert {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")} == before


def test_without_full_text_nothing_of_it_is_written_or_loaded(project, run):
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(text.replace("- catalogue:", "- catalogue:\n      full_text: false"), encoding="utf-8")
    done = run(project, "build")
    assert done.returncode == 0, done.stdout + done.stderr

    assert not (project / "site" / "assets" / "text").exists()
    assert "fulltext.js" not in (project / "site" / "search" / "index.html").read_text(encoding="utf-8")
