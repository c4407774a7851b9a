"""What goes out comes back the same, whatever the text; what comes back is merged, and nothing hostile gets in."""

import tracemalloc
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import messages
from catalogue.exchange import Row, limits, po, table, xliff
from catalogue.exchange.formats import FORMATS
from catalogue.exchange.returned import decisions
from catalogue.exchange.rows import rows
from catalogue.issues import Refused
from catalogue.model import Record, Rendition, Unit
from catalogue.schema import Product
from catalogue.text import digest

BOTH_WAYS = {name: form for name, form in FORMATS.items() if form.read}
DAY = date(2026, 11, 24)

AWKWARD = [
    "hai dòng\ncó dấu",
    "đoạn một\n\n  đoạn hai thụt vào",
    " khoảng trắng hai đầu ",
    'nháy "kép" và \'đơn\', cả \\ ngược \\" và \\n',
    "«\u202fguillemets\u202f»\u00a0: fin",
    "=1+1",
    "+84 204",
    "-5 °C",
    "@SUM(A1)",
    " =HYPERLINK(A1)",
    "'=1",
    "''",
    "\tthụt",
    "\nxuống dòng",
    "＝1",
    "🍯👩\u200d🌾🇻🇳",
    "e\u0302\u0301 rời, ế liền",
    "]]> <b>&amp;</b> &lt; <!-- x --> <?x?>",
    "a,b;c\td",
    "#, fuzzy",
    'msgid "x"',
    "0123456789",
    "{{ x }} {% y %} %s %(x)d",
    "catalogue: state=reviewed source= target=",
]


def row(**changes) -> Row:
    text = changes.get("source", "Vải thiều")
    given = {
        "slug": "vai-thieu", "key": "name", "locale": "fr", "source": text, "source_digest": digest(text), "target": "Litchi",
        "state": "machine", "note": "Vải thiều: name", "target_digest": digest("Litchi"),
    }  # fmt: skip
    return Row(**given | changes)


# All that a format carries: no control characters but tab and line feed, no line separators, nothing that XML cannot hold.
CHARACTERS = st.characters(
    exclude_categories=["Cc", "Cs"], include_characters="\t\n", exclude_characters="\u2028\u2029\ufffe\uffff"
)
TEXTS = st.text(CHARACTERS, min_size=1) | st.sampled_from(AWKWARD)
LINES = st.text(st.characters(categories=("L", "N", "P", "S"))) | st.sampled_from(AWKWARD).map(
    lambda text: " ".join(text.split())
)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,3})?", fullmatch=True)
DIGESTS = st.from_regex(r"[0-9a-f]{10}", fullmatch=True)


@st.composite
def exported(draw):
    target = draw(st.just("") | TEXTS)
    return Row(
        slug=draw(IDS),
        key=draw(IDS),
        locale="fr",
        source=draw(TEXTS),
        source_digest=draw(DIGESTS),
        target=target,
        state=draw(st.sampled_from(["stale", "edited", "machine", "human", "reviewed"])) if target else "missing",
        approved=draw(st.booleans()),
        note=draw(LINES),
        target_digest=draw(DIGESTS | st.just("")),
        previous=draw(st.just("") | TEXTS),
    )


EXPORTS = st.lists(exported(), unique_by=lambda one: one.unit, max_size=4).map(
    lambda found: sorted(found, key=lambda one: one.slug)
)


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(deadline=None)
@given(EXPORTS)
def test_what_is_read_is_what_was_written(name, sent):
    form = FORMATS[name]

    assert form.read(form.write(sent, "vi"), "f") == sent


@pytest.mark.parametrize("text", AWKWARD)
@pytest.mark.parametrize("name", BOTH_WAYS)
def test_awkward_texts_survive(name, text):
    form = FORMATS[name]
    sent = [row(source=text, target=text, previous=text)]

    assert form.read(form.write(sent, "vi"), "f") == sent


@pytest.mark.parametrize("text", ["\x00", "a\x0bb", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ud800", "\uffff"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_control_character_does_not_go_out(name, text):
    with pytest.raises(Refused) as refused:
        FORMATS[name].write([row(target=f"x{text}")], "vi")

    assert [issue.check for issue in refused.value.issues] == ["control-character"]


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_the_digests_are_those_of_the_texts_where_a_tool_has_lost_them(name):
    form = FORMATS[name]
    sent = form.write([row()], "vi").decode("utf-8-sig")
    lost = sent.replace(f"source={digest('Vải thiều')}", "").replace(f"sha256:{digest('Vải thiều')}", "")

    assert lost != sent
    assert form.read(lost.encode(), "f")[0].source_digest == digest("Vải thiều")


@pytest.mark.parametrize("name", BOTH_WAYS)
@pytest.mark.parametrize(
    ("data", "check"),
    [
        (b"x" * 50_000_000, "exchange-too-big"),
        (b"a\nb\xff\n", "not-utf-8"),
        ("ä".encode("utf-16"), "not-utf-8"),
    ],
)
def test_what_no_format_reads(name, data, check):
    with pytest.raises(Refused) as refused:
        FORMATS[name].read(data, "f")

    assert [issue.check for issue in refused.value.issues] == [check]
    assert refused.value.issues[0].file == "f"


@pytest.mark.parametrize(
    ("name", "head", "unit"),
    [
        ("xliff", f'<xliff version="1.2" xmlns="{xliff.NAMESPACE}">', "<trans-unit/>"),
        ("po", 'msgid ""\nmsgstr ""\n', 'msgid "a"\nmsgstr ""\n'),
        ("csv", "slug,key,locale,source,target\n", "a\n"),
    ],
)
def test_small_units_cannot_be_too_many(monkeypatch, name, head, unit):
    monkeypatch.setattr(limits, "MAX_ROWS", 100)

    with pytest.raises(Refused) as refused:
        FORMATS[name].read((head + unit * 102).encode(), "f")

    assert [issue.check for issue in refused.value.issues] == ["too-many-values"]


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">%s]><xliff>&z;</xliff>' % b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcdefghijklmnopqrstuvwxyz"
)
XLIFF = f'<xliff version="1.2" xmlns="{xliff.NAMESPACE}">'.encode()


@pytest.mark.parametrize(
    ("data", "check", "line"),
    [
        (LAUGHS, "doctype", 1),
        (b'\n<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>', "doctype", 2),
        (b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><xliff/>', "doctype", 1),
        (XLIFF + b"\n&a;</xliff>", "broken-exchange", 2),
        (XLIFF + b"\n<file>", "broken-exchange", 2),
        (XLIFF + b"<g>" * 100_000, "broken-exchange", 1),
        (b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>', "broken-exchange", 1),
        (b"<html/>", "broken-exchange", 1),
        (b"", "broken-exchange", 1),
    ],
)
def test_hostile_xliff_is_refused(data, check, line):
    tracemalloc.start()
    with pytest.raises(Refused) as refused:
        xliff.read(data, "f")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert [(issue.check, issue.line) for issue in refused.value.issues] == [(check, line)]
    assert peak < 20_000_000


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"/etc/passwd", 1),
        (b"", 1),
        (b'msgid ""\nmsgstr ""\n\nmsgid "a"b"\nmsgstr ""\n', 4),
        (b'msgid ""\nmsgstr ""\n\nhello\n', 4),
    ],
)
def test_broken_po_is_refused_and_never_taken_for_a_path(data, line):
    with pytest.raises(Refused) as refused:
        po.read(data, "f")

    assert [(issue.check, issue.line) for issue in refused.value.issues] == [("broken-exchange", line)]


@pytest.mark.parametrize(
    ("data", "check", "line"),
    [
        (b"", "missing-columns", 1),
        (b"slug,key,locale,source\n", "missing-columns", 1),
        (b"slug,key,locale,source,target\na,b,fr,c,d\na,b,fr,c,d,e\n", "surplus-cells", 3),
        (b'slug,key,locale,source,target\na,"b', "broken-exchange", 2),
        (b"slug,key,locale,source,target\na,b,fr,c," + b"x" * 200_000, "broken-exchange", 2),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(data, check, line):
    with pytest.raises(Refused) as refused:
        table.read(data, "f")

    assert [(issue.check, issue.line) for issue in refused.value.issues] == [(check, line)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheet_may_use_its_own_delimiter_order_and_columns(delimiter):
    cells = [["mine", "target", "slug", "key", "locale", "source", "approved"], ["?", '"a,b;c"', "s", "k", "fr", "x", "Có"]]
    data = "\r\n".join(delimiter.join(line) for line in cells).encode("utf-8-sig")

    assert table.read(data) == [Row("s", "k", "fr", "x", digest("x"), "a,b;c", "edited", approved=True)]


def test_no_cell_of_a_table_is_a_formula():
    cells = table.write([row(source=text, target=text) for text in AWKWARD], "vi").decode("utf-8-sig")

    assert not [line for line in cells.split("\r\n") for cell in line.split(",") if cell.strip('" ')[:1] in tuple("=+@")]


def test_excel_finds_its_mark():
    assert table.write([], "vi").startswith(b"\xef\xbb\xbfslug,key")


def test_xliff_is_one_file_a_product_with_the_words_of_the_standard():
    sent = [row(), row(slug="mat-ong"), row(key="story", state="reviewed", approved=True)]
    tree = ET.fromstring(xliff.write(sent, "vi"))  # noqa: S314  # our own
    name = {"x": xliff.NAMESPACE}

    assert [file.get("original") for file in tree.findall("x:file", name)] == ["vai-thieu", "mat-ong"]
    assert [(unit.get("id"), unit.get("approved")) for unit in tree[0].iter(f"{{{xliff.NAMESPACE}}}trans-unit")] == [
        ("vai-thieu/name", "no"),
        ("vai-thieu/story", "yes"),
    ]
    assert [target.get("state") for target in tree[0].iter(f"{{{xliff.NAMESPACE}}}target")] == [
        "needs-review-translation",
        "final",
    ]


def test_xliff_keeps_to_the_text_of_the_unit():
    """Mark-up that a tool puts into a target is read as its text; its suggestions and notes are not."""
    unit = (
        b'<file original="s" target-language="fr"><body><trans-unit id="s/k"><source>x</source><seg-source>y</seg-source>'
        b'<target>a<g id="1">b</g>c</target><note from="someone">no</note>'
        b"<alt-trans><source>u</source><target>v</target></alt-trans></trans-unit></body></file></xliff>"
    )

    assert xliff.read(XLIFF + unit) == [Row("s", "k", "fr", "x", digest("x"), "abc", "edited", previous="u")]


def test_po_says_fuzzy_previous_and_approved():
    text = po.write([row(state="stale", previous="Vải", approved=True)], "vi").decode()

    assert "# approved\n#. Vải thiều: name\n#. catalogue: state=stale" in text
    assert '#, fuzzy\n#| msgid "Vải"\nmsgctxt "vai-thieu/name"\nmsgid "Vải thiều"\n' in text


def test_a_po_file_holds_one_locale():
    with pytest.raises(Refused) as refused:
        po.write([row(), row(locale="en")], "vi")

    assert [issue.check for issue in refused.value.issues] == ["several-locales"]


def test_tmx_holds_what_is_finished():
    sent = [row(), row(key="story", state="stale"), row(key="summary", state="missing", target="")]
    tree = ET.fromstring(FORMATS["tmx"].write(sent, "vi"))  # noqa: S314  # our own

    assert tree.find("header").get("srclang") == "vi"
    assert [unit.get("tuid") for unit in tree.iter("tu")] == ["vai-thieu/name"]
    assert [segment.text for segment in tree.iter("seg")] == ["Vải thiều", "Litchi"]


# What comes of a row that returns.

PRODUCT = Product.model_validate({
    "name": "Vải thiều", "summary": "Quả mùa hè.", "category": "c1", "kind": "lychee", "status": "published",
    "sources": [], "added": "2026-11-23", "changed": "2026-11-23",
})  # fmt: skip
UNITS = {
    "name": Unit("name", PRODUCT.name, digest(PRODUCT.name)),
    "summary": Unit("summary", PRODUCT.summary, digest(PRODUCT.summary)),
}


def held(text: str, word="machine", *, source=PRODUCT.name, edited=False) -> Rendition:
    sealed = "0" * 10 if edited else digest(text)
    return Rendition(text, digest(text), word, digest(source), sealed, "draft", "2026-11-23")


def record(rendition: Rendition | None = None) -> Record:
    renditions = {"fr": {"name": rendition}} if rendition else {}
    return Record("vai-thieu", "products/vai-thieu/product.yaml", PRODUCT, UNITS, renditions=renditions)


def decided(now: Record, *returned: Row):
    return decisions({now.slug: now}, returned, locales=("en", "fr"), who="lan", day=DAY)


def sent(now: Record) -> Row:
    return next(rows([now], "fr"))


MACHINE, STALE = record(held("Litchi")), record(held("Litchi", "reviewed", source="Vải"))
EDITED, HUMAN, REVIEWED = (
    record(held("Litchi", edited=True)),
    record(held("Litchi", "human")),
    record(held("Litchi", "reviewed")),
)


@pytest.mark.parametrize("name", BOTH_WAYS)
@pytest.mark.parametrize("now", [MACHINE, EDITED, HUMAN, REVIEWED])
def test_a_row_that_nobody_touched_changes_nothing(name, now):
    form = FORMATS[name]
    back = form.read(form.write([sent(now)], "vi"), "f")

    assert [decision.verdict for decision in decided(now, *back)] == ["unchanged"]


@pytest.mark.parametrize(
    ("now", "changes", "word"),
    [
        (record(), {"target": " Litchi thieu\n"}, "human"),
        (record(), {"target": "Litchi thieu", "approved": True}, "reviewed"),
        (MACHINE, {"target": "Litchi thieu"}, "human"),
        (MACHINE, {"approved": True}, "reviewed"),
        (MACHINE, {"state": "human"}, "human"),
        (EDITED, {"approved": True}, "reviewed"),
        (HUMAN, {"approved": True}, "reviewed"),
        (HUMAN, {"target": "Litchi thieu"}, "human"),
        (REVIEWED, {"target": "Litchi thieu", "approved": False}, "human"),
        (STALE, {"target": "Litchi thieu"}, "human"),
        (STALE, {"approved": True}, "reviewed"),
        (STALE, {"state": "human"}, "human"),
    ],
)
def test_a_person_s_word_is_accepted(now, changes, word):
    (decision,) = decided(now, replace(sent(now), **changes))
    text = changes.get("target", "Litchi").strip()

    assert decision.rendition == Rendition(
        text, digest(text), word, digest(PRODUCT.name), digest(text), "import", "2026-11-24", "lan"
    )
    assert decision.verdict == "accepted"


@pytest.mark.parametrize(
    ("now", "changes", "check"),
    [
        (MACHINE, {"target": "Litchi thieu", "source_digest": digest("Vải")}, "source-moved"),
        (MACHINE, {"target": " \n"}, "nothing-returned"),
        (record(), {}, "nothing-returned"),
        (STALE, {}, "unfinished-unit"),
        (MACHINE, {"key": "name.x"}, "unknown-unit"),
        (MACHINE, {"slug": "../x"}, "unknown-unit"),
        (MACHINE, {"locale": "vi"}, "unknown-locale"),
        (MACHINE, {"locale": "../../x"}, "unknown-locale"),
        (MACHINE, {"target": "Lit\x07chi"}, "control-character"),
        (MACHINE, {"target": "Lit\u202echi"}, "control-character"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(now, changes, check):
    (decision,) = decided(now, replace(sent(now), **changes))

    assert (decision.verdict, decision.rendition, decision.issue.check) == ("refused", None, check)
    assert all(words and words != check for locale in ("vi", "en") for words in messages.words(decision.issue, locale))


@pytest.mark.parametrize(
    ("before", "after", "changes", "verdict"),
    [
        (MACHINE, record(held("Litchis")), {"target": "Litchi thieu"}, "accepted"),
        (MACHINE, record(held("Litchis", "human")), {"target": "Litchi thieu"}, "refused"),
        (MACHINE, record(held("Litchis", edited=True)), {"target": "Litchi thieu"}, "refused"),
        (record(), record(held("Litchis", "human")), {"target": "Litchi thieu"}, "refused"),
        (MACHINE, record(held("Litchis", "human")), {}, "unchanged"),
        (MACHINE, record(held("Litchis", "human")), {"approved": True}, "refused"),
        (MACHINE, record(held("Litchis", "human")), {"target": "Litchis"}, "unchanged"),
        (MACHINE, record(held("Litchis", "human")), {"target": "Litchis", "approved": True}, "accepted"),
    ],
)
def test_a_change_on_both_sides_never_costs_a_person_s_words(before, after, changes, verdict):
    (decision,) = decided(after, replace(sent(before), **changes))

    assert decision.verdict == verdict
    assert decision.issue is None or decision.issue.check == "target-moved"


def test_a_refusal_does_not_repeat_what_a_terminal_obeys():
    (decision,) = decided(MACHINE, replace(sent(MACHINE), slug="\x1b[2J", key="x" * 500, locale="en\n"))

    assert decision.issue.file == "products/'\\x1b[2J'/product.'en\\n'.yaml"
    assert decision.issue.at == ("x" * 80,)


def test_one_bad_row_does_not_cost_the_others():
    good = replace(sent(MACHINE), target="Litchi thieu")
    found = decided(MACHINE, replace(good, key="x"), good, good, replace(good, target="Letchi"))

    assert [decision.verdict for decision in found] == ["refused", "accepted", "accepted", "refused"]
    assert found[-1].issue.check == "unit-twice"


def test_an_excuse_stays_with_the_text_that_it_excuses():
    now = record(replace(held("Litchi"), ignored={"numbers": "as on the pack"}))
    same, other = (decided(now, replace(sent(now), **changes))[0] for changes in ({"approved": True}, {"target": "Letchi"}))

    assert same.rendition.ignored == {"numbers": "as on the pack"}
    assert other.rendition.ignored == {}


def test_every_unit_of_a_record_goes_out():
    assert [(one.unit, one.state, one.target) for one in rows([MACHINE], "fr")] == [
        ("vai-thieu/name", "machine", "Litchi"),
        ("vai-thieu/summary", "missing", ""),
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_documented(name):
    page = (ROOT / "docs" / "project" / "exchange.md").read_text(encoding="utf-8")

    assert f"| `{name}` | `{FORMATS[name].ending}` |" in page
