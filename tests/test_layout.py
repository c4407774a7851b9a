"""The layout cut at its slots gives the very bytes that the whole theme gives."""

import pytest

from catalogue import build, host, plugin
from catalogue.outputs.layouts import FRAME_SLOTS, Layout, cut, sentinel


@pytest.mark.parametrize(
    ("locale", "path"), [("vi", ""), ("fr", "products/mat-ong-rung/"), ("en", "guides/honey/"), ("en", "season/")]
)
def test_a_page_through_the_whole_theme_has_the_same_bytes(locale, path, project, monkeypatch):
    file = project / "mkdocs.yml"
    settings = host.read_settings(file)
    catalogue, _ = build.load(settings)
    with host.frame(file) as frame:
        prepared = build.prepare(catalogue, frame, settings, build.today(settings, "2026-11-23"), build.looks(settings))
    document = prepared.printer.document(prepared.listed(locale)[path])
    depth = document.path.count("/")
    values = values_between(frame.layouts[locale, depth], document.data.decode())

    monkeypatch.setattr(plugin, "sentinel", values.__getitem__)
    monkeypatch.setattr(plugin, "cut", lambda html, _: html)
    with host.frame(file) as frame:
        through_the_theme = frame.layouts[locale, depth]

    assert through_the_theme == document.data.decode()


def values_between(layout, html):
    """Return what stands in the slots of *layout* in *html*."""
    values, rest = {}, html.removeprefix(layout.pieces[0])
    for slot, piece in zip(layout.slots, layout.pieces[1:], strict=True):
        values[slot], _, rest = rest.partition(piece)
    return values


def test_a_layout_that_lost_a_slot_or_has_one_twice_is_refused():
    html = "".join(map(sentinel, FRAME_SLOTS))

    assert isinstance(cut(html, FRAME_SLOTS), Layout)
    with pytest.raises(ValueError, match="slots"):
        cut(html.replace(sentinel("body"), ""), FRAME_SLOTS)
    with pytest.raises(ValueError, match="slots"):
        cut(html + sentinel("body"), FRAME_SLOTS)
