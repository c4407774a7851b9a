"""What an engine must leave alone comes back whole, as the target writes it, or the answer is refused."""

import html
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from catalogue.translate.protect import pieces, protect, restore

NAMES = (("Lục Ngạn", "Luc Ngan"), ("HTX Lục Ngạn Xanh", "Green Luc Ngan Cooperative"), ("Chũ", "Chu"), ("A&B <x>", "A&B <x>"))
MARKUPS = ("html", "token")
SAID = "Vải của HTX Lục Ngạn Xanh ở Lục Ngạn, gọi 0912 345 678."


def kept(text, names=NAMES):
    return protect(text, names, "token").kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("Vải thiều", ()),
        ("Vải Lục Ngạn", ("Luc Ngan",)),
        ("Lục Ngạn", ("Luc Ngan",)),
        ("Lục Ngạn, (Lục Ngạn).", ("Luc Ngan", "Luc Ngan")),
        ("HTX Lục Ngạn Xanh ở Lục Ngạn", ("Green Luc Ngan Cooperative", "Luc Ngan")),
        ("Chũng và Chũ", ("Chu",)),
        ("mìChũ Chũ1 _Chũ", ()),
        ("chũ lục ngạn", ()),
        ("A&B <x>!", ("A&B <x>",)),
        ("xem https://lucngan.vn/Chũ?a=1&b=2.", ("https://lucngan.vn/Chũ?a=1&b=2",)),
        ("(https://x.vn/a) <http://y.vn>", ("https://x.vn/a", "http://y.vn")),
        ("[ở đây](../gioi-thieu.md) [b](https://x.vn/b)", ("../gioi-thieu.md", "https://x.vn/b")),
        ("thư tới lan.chu+x@luc-ngan.com.vn.", ("lan.chu+x@luc-ngan.com.vn",)),
        ("gọi 0912 345 678 hay +84 912-345-678", ("0912 345 678", "+84 912-345-678")),
        ("gọi 0204.3855.678.", ("0204.3855.678",)),
        ("từ 2021 - 2025, 150.000.000 đồng, 12 × 500 g, 23-11-2026", ()),
    ],
)
def test_names_and_addresses_are_kept_and_nothing_else(text, expected):
    assert kept(text) == expected


def test_html_is_escaped_but_for_its_spans():
    sent = protect("a < b & “c” Chũ", NAMES, "html")

    assert sent.text == 'a &lt; b &amp; “c” <span translate="no">Chu</span>'


def test_a_token_stands_in_the_place_of_each_name():
    assert protect(SAID, NAMES, "token").text == "Vải của [X1X] ở [X2X], gọi [X3X]."


@pytest.mark.parametrize("names", [(("", "x"),), (("Chũ", ""),), ()])
def test_a_name_that_is_empty_protects_nothing(names):
    assert protect("Chũ", names, "html").text == "Chũ"


def test_pieces_are_the_text_with_the_names_as_the_target_writes_them():
    assert pieces(SAID, NAMES) == [
        ("Vải của ", "Green Luc Ngan Cooperative"), (" ở ", "Luc Ngan"), (", gọi ", "0912 345 678"), (".", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("text", [SAID, "Chũ", "a &amp; b < c", "Chũ \"x\" 'y'", "[X1X]", "<b>Chũ</b>", "Chũ\n\nChũ"])
def test_what_an_engine_returns_as_it_was_sent_is_the_text_with_its_names(markup, text):
    sent = protect(text, NAMES, markup)
    expected = "".join(part for piece in pieces(text, NAMES) for part in piece)

    assert restore(sent, sent.text) == (None if (markup, text) == ("token", "[X1X]") else expected)


SENT = {markup: protect("Chũ và Lục Ngạn", NAMES, markup) for markup in MARKUPS}
SPAN = '<span translate="no">{}</span>'


@pytest.mark.parametrize(
    ("markup", "answer", "restored"),
    [
        ("html", f"{SPAN.format('Luc Ngan')} and {SPAN.format('Chu')}", "Luc Ngan and Chu"),
        ("html", f"<SPAN class='x' translate='no' >Chu</SPAN> and {SPAN.format(' Luc Ngan ')}", "Chu and  Luc Ngan "),
        ("html", f"<span translate=no>Chu</span> &amp; {SPAN.format('Luc Ngan')}", "Chu & Luc Ngan"),
        ("html", f"{SPAN.format('Chu')} and", None),
        ("html", f"{SPAN.format('Chu')} and Luc Ngan", None),
        ("html", f"{SPAN.format('Chu')} and {SPAN.format('Lục Ngạn')}", None),
        ("html", f"{SPAN.format('Chu')} and {SPAN.format('Luc Ngan')} {SPAN.format('Chu')}", None),
        ("html", f"{SPAN.format('Chu')} and {SPAN.format('Luc <b>Ngan</b>')}", None),
        ("html", "", None),
        ("token", "[X2X] and [X1X]", "Luc Ngan and Chu"),
        ("token", "[ x1 X ] and [X 2 X]", "Chu and Luc Ngan"),
        ("token", "[X1X] and", None),
        ("token", "[X1X] and [X2X] and [X2X]", None),
        ("token", "[X1X] and [X3X]", None),
        ("token", "[X1X] and [X2X] and [X0X]", None),
        ("token", "[X1X] and X2X", None),
        ("token", "", None),
    ],
)
def test_an_answer_is_taken_only_with_every_name_as_often_as_it_was_sent(markup, answer, restored):
    assert restore(SENT[markup], answer) == restored


def test_a_token_with_a_number_beyond_all_bounds_stays_for_the_checks_to_see():
    token = f"[X{'9' * 5000}X]"

    assert restore(SENT["token"], f"[X1X] {token} [X2X]") == f"Chu {token} Luc Ngan"


WORDS = st.text(st.sampled_from("abĂđ <>&\"'.,;[X]1\n"), max_size=8)
TEXTS = st.lists(WORDS | st.sampled_from([name for name, _ in NAMES]) | st.sampled_from(["https://x.vn/a", "a@b.vn"])).map(
    " ".join
)


@given(TEXTS, st.sampled_from(MARKUPS))
def test_protecting_and_restoring_gives_the_text_with_its_names(text, markup):
    sent = protect(text, NAMES, markup)
    assume(markup == "html" or not re.search(r"\[\s*X\s*\d+\s*X\s*\]", text, re.IGNORECASE))

    assert restore(sent, sent.text) == "".join(part for piece in pieces(text, NAMES) for part in piece)


@given(TEXTS)
def test_with_names_that_stay_as_they_are_the_pieces_are_the_text(text):
    assert "".join(part for piece in pieces(text, [(name, name) for name, _ in NAMES]) for part in piece) == text


@given(TEXTS, st.data())
def test_an_answer_without_one_of_the_names_is_refused(text, data):
    sent = protect(text, NAMES, data.draw(st.sampled_from(MARKUPS)))
    assume(sent.kept)
    number = data.draw(st.integers(0, len(sent.kept) - 1))
    mark = SPAN.format(html.escape(sent.kept[number], quote=False)) if sent.markup == "html" else f"[X{number + 1}X]"
    twice = data.draw(st.booleans())

    assert restore(sent, sent.text.replace(mark, mark * 2 if twice else "", 1)) is None
