"""The one form in which records are written: it says what the file said, to every reader, and keeps every comment."""

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from test_sidecar import AWKWARD, ORDER, renditions

from catalogue.issues import Refused
from catalogue.store import canonical
from catalogue.store.events import parse
from catalogue.store.sidecar import write
from catalogue.store.writing import one_line, trimmed

PRODUCT = canonical.shape_of(Path("x/product.yaml"))
UNITS = canonical.shape_of(Path("x/product.fr.yaml"))
PLACES = canonical.shape_of(Path("_reference/places.yaml"))


def form(text, shape=PRODUCT):
    data = text if isinstance(text, bytes) else text.encode()
    return canonical.canonical(data, "x.yaml", shape).decode()


RULES = {
    "keys stand in the order of the schema": (
        "kind: honey\nname: Mật ong\nretail:\n  where: n/a\n  packs: n/a\n",
        "name: Mật ong\nkind: honey\nretail:\n  packs: n/a\n  where: n/a\n",
    ),
    "keys of an item too, and a comment goes with its key": (
        "ratings:\n  - stars: 3\n    # năm\n    issued: 2023\n    # mã\n    id: '2023'\n",
        "ratings:\n  # mã\n  - id: '2023'\n    stars: 3\n    # năm\n    issued: 2023\n",
    ),
    "an unknown key stays behind the one before it": (
        "kind: honey\ncolour: vàng\nname: Mật ong\nsize: to\n",
        "name: Mật ong\nsize: to\nkind: honey\ncolour: vàng\n",
    ),
    "prose is a block, however it was written": (
        "summary: Một câu.\nstory: >\n  một\n  hai\n\n  ba\n\n\nenjoy: 'a\n\n  b'\n",
        "summary: |-\n  Một câu.\nstory: |-\n  một hai\n  ba\nenjoy: |-\n  a\n  b\n",
    ),
    "paragraphs stay": ("story: |\n  một\n\n  hai\n   sâu\n\n", "story: |-\n  một\n\n  hai\n   sâu\n"),
    "prose that does not apply is a word": ("ingredients: |-\n  n/a\n", "ingredients: n/a\n"),
    "one line stays one line": ("name: |-\n  Mật ong\n", "name: Mật ong\n"),
    "lines are not folded": ("name: Mật\n  ong\n  rừng\n", "name: Mật ong rừng\n"),
    "quotes go where nothing needs them": ("name: \"Mật ong\"\nkind: 'honey'\n", "name: Mật ong\nkind: honey\n"),
    "quotes that are needed are single": (
        'name: "Giá: 50 #1"\nproducer: "it\'s: so"\n',
        "name: 'Giá: 50 #1'\nproducer: 'it''s: so'\n",
    ),
    "Word's quotes are text": ("name: “Mỳ Chũ”\n", "name: “Mỳ Chũ”\n"),
    "text that looks like a number is quoted, a number is not": (
        "ratings:\n  - {id: 2023, stars: '3', issued: '2023'}\ntrade:\n  hs:\n    - id: main\n      code: 0409.00\n",
        "ratings:\n  - id: '2023'\n    stars: 3\n    issued: 2023\ntrade:\n  hs:\n    - id: main\n      code: '0409.00'\n",
    ),
    "a number that readers read apart is quoted": (
        "trade:\n  moq:\n    amount: 0500\n  capacity:\n    amount: 1_000\n  shelf_life:\n    amount: '0.5'\n",
        "trade:\n  moq:\n    amount: '0500'\n  capacity:\n    amount: '1_000'\n  shelf_life:\n    amount: 0.5\n",
    ),
    "dates stand plain where they are dates": (
        "name: 2024-03-11\nadded: '2024-03-11'\nchanged: 2024-02-30\n",
        "name: '2024-03-11'\nadded: 2024-03-11\nchanged: '2024-02-30'\n",
    ),
    "a list is indented": ("sources:\n- id: a\n  tier: A\n-   id: b\n", "sources:\n  - id: a\n    tier: A\n  - id: b\n"),
    "a list of short values stands on one line": (
        "season:\n  months:\n    - 4\n    - 5\n  peak: [ 4,\n 5 ]\n",
        "season:\n  months: [4, 5]\n  peak: [4, 5]\n",
    ),
    "a list with a comment does not": (
        "season:\n  months: [4, # sớm\n    5]\n",
        "season:\n  months:\n    - 4  # sớm\n    - 5\n",
    ),
    "a map on one line is opened": ("origin: {now: xa-a, hamlet: 'thôn {b}'}\n", "origin:\n  now: xa-a\n  hamlet: thôn {b}\n"),
    "an empty value is an empty text": ("gtin:\nname: ''\n", "name: ''\ngtin: ''\n"),
    "empty lists and maps": ("photos: [ ]\norigin: {}\n", "origin: {}\nphotos: []\n"),
    "empty lines between fields go": ("name: a\n\n\nkind: b\n\n", "name: a\nkind: b\n"),
    "no spaces at the end, one newline": ("name: a   \nstory: |\n  b  \n  c\t\n\n\n", "name: a\nstory: |-\n  b\n  c\n"),
    "a file without its last newline": ("name: a", "name: a\n"),
    "line ends of Windows and a mark": (b"\xef\xbb\xbfname: a\r\nstory: |\r\n  b\r\n  c\r\n", "name: a\nstory: |-\n  b\n  c\n"),
    "line ends of an old Macintosh": (b"name: a\rkind: b\r", "name: a\nkind: b\n"),
    "marks of a document": ("---\nname: a\n...\n", "name: a\n"),
    "NFC": ("name: Va\u0309i\n# tho\u0302n\nkind: b\n", "name: Vải\n# thôn\nkind: b\n"),
    "what a block cannot hold": (
        'note: "a\\x85b\\ufeff\\u200b"\nname: "a\\tb"\n',
        'name: "a\\tb"\nnote: "a\\x85b\\ufeff\u200b"\n',
    ),
    "a tab between words of a block": ("note: |-\n  a\tb\n  \tc\n", "note: |-\n  a\tb\n  \tc\n"),
    "a key that is no word": ("? name\n: a\n'no': b\n'x: y': c\n", "name: a\n'no': b\n'x: y': c\n"),
    # Comments.
    "a comment above the file, and one above its first key": (
        "# hồ sơ\n\n\n# tên\nname: a\n",
        "# hồ sơ\n\n# tên\nname: a\n",
    ),
    "the comment of the file stays above it": ("# hồ sơ\n---\nkind: b\nname: a\n", "# hồ sơ\n\nname: a\nkind: b\n"),
    "comments above their keys travel with them": (
        "# của kind\nkind: b # cuối dòng\n#của name\nname: a  \t # x  \n",
        "#của name\nname: a  # x\n# của kind\nkind: b  # cuối dòng\n",
    ),
    "a comment on the line of a block": (
        "story: |-      # câu chuyện\n  # chữ\n  b\n# của note\nnote: >- # gấp\n  c\n  d\n",
        "story: |-  # câu chuyện\n  # chữ\n  b\n# của note\nnote: |-  # gấp\n  c d\n",
    ),
    "a comment after a block": ("story: |\n  a\n\n# sau\nnote: b\n# cuối\n", "story: |-\n  a\n# sau\nnote: |-\n  b\n# cuối\n"),
    "a comment at the end of what it stands in": (
        "origin:\n  now: a\n  # hết origin\nseason:\n  months: [4]\n # gần\nphotos: n/a\n  # hết\n",
        "origin:\n  now: a\n  # hết origin\nseason:\n  months: [4]\n# gần\nphotos: n/a\n# hết\n",
    ),
    "comments at the end of items and of their list": (
        "sources:\n  - id: a\n    # hết a\n  # hết các nguồn\nadded: 2024\n",
        "sources:\n  - id: a\n    # hết a\n  # hết các nguồn\nadded: 2024\n",
    ),
    "comments of keys that hold more": (
        "# trên\norigin: # bên\n  # dưới\n  now: a\n",
        "# trên\norigin:  # bên\n  # dưới\n  now: a\n",
    ),
    "comments at a hyphen": (
        "sources:\n  # một\n  - # hai\n    # ba\n    id: a # bốn\n  - {id: b} # năm\n",
        "sources:\n  # một\n  # hai\n  # ba\n  - id: a  # bốn\n  # năm\n  - id: b\n",
    ),
    "comments within a value": (
        "season:\n  months: [ # một\n    # hai\n    4, # ba\n    # bốn\n  ] # năm\nname: # sáu\n  # bảy\n  a # tám\n",
        "# bảy\n# sáu\nname: a  # tám\nseason:\n  # một\n  months:  # năm\n    # hai\n    - 4  # ba\n    # bốn\n",
    ),
    "comments in what is empty": ("photos: [\n  # chưa có\n]\nname: a\n", "name: a\n# chưa có\nphotos: []\n"),
    "a comment under the last line": ("name: a\n\n\n# hết", "name: a\n# hết\n"),
    "what looks like a comment": (
        "name: 'a #b'\nnote: a#b\ntraceability: https://a.b/#c\n",
        "name: 'a #b'\ntraceability: https://a.b/#c\nnote: |-\n  a#b\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), RULES.values(), ids=RULES)
def test_the_rules(before, after):
    assert form(before) == after
    assert form(after) == after


LABELS = {
    "labels on one line stay there": (
        "places:\n- name: {vi: 'Lục Ngạn', en: Luc Ngan, no: \"a, b\"}\n  id: xa-a\n  formed_from:\n  - xã A\n  - xã B, C\n",
        "places:\n  - id: xa-a\n    name: {vi: Lục Ngạn, en: Luc Ngan, 'no': 'a, b'}\n    formed_from: [xã A, 'xã B, C']\n",
    ),
    "labels below each other stay there": ("levels:\n  xa:\n    vi: 'xã {name}'\n", "levels:\n  xa:\n    vi: xã {name}\n"),
    "a label with a brace": ("levels:\n  xa: {vi: 'xã {name}'}\n", "levels:\n  xa: {vi: 'xã {name}'}\n"),
    "a label with a comment": ("levels:\n  xa: {vi: a} # b\n", "levels:\n  xa: {vi: a}  # b\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), LABELS.values(), ids=LABELS)
def test_labels_keep_their_line(before, after):
    assert form(before, PLACES) == after
    assert form(after, PLACES) == after


def test_units_stand_in_the_order_of_the_schema_and_items_in_theirs():
    keys = ["photos.b.alt", "visit.hours", "gone", "photos.a.alt", "trade.hs.main.note", "retail.where", "name"]
    text = "".join(f"{key}:\n  status: s\n  text: '{key}'\n" for key in keys)

    after = form(text, UNITS)

    ordered = ["name", "retail.where", "visit.hours", "gone", "trade.hs.main.note", "photos.b.alt", "photos.a.alt"]
    assert after == "".join(f"{key}:\n  text: |-\n    {key}\n  status: s\n" for key in ordered)


REFUSED = {
    "a tab that indents": ("origin:\n\tnow: a\n", ["tab-indent"]),
    "no-break spaces that indent a key": ("origin:\n\u00a0\u00a0now: a\n", ["no-break-indent"]),
    "no-break spaces that indent prose": ("story: |-\n\u00a0\u00a0Đoạn\n", ["broken-yaml", "no-break-indent"]),
    "an alias": ("name: &a b\n", ["alias"]),
    "a key twice": ("name: a\nname: b\n", ["duplicate-key"]),
    "a key twice in two normal forms": ("\u1ea3: a\na\u0309: b\n", ["not-rewritten"]),
    "a directive": ("%YAML 1.1\n---\nname: a\n", ["not-rewritten"]),
    "nothing but a comment": ("# a\n", ["empty-file"]),
    "another encoding": (b"name: \xff\n", ["not-utf-8"]),
}


@pytest.mark.parametrize(("text", "checks"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_or_kept_is_refused_and_stays(tmp_path, text, checks):
    path = tmp_path / "x" / "product.yaml"
    path.parent.mkdir()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = path.read_bytes()

    with pytest.raises(Refused) as refused:
        canonical.rewrite(path, tmp_path, "x/product.yaml")

    assert [issue.check for issue in refused.value.issues] == checks
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_form_that_would_not_read_the_same_is_never_written(tmp_path, monkeypatch):
    path = tmp_path / "x" / "product.yaml"
    path.parent.mkdir()
    path.write_text("kind: a # một\nname: b\n", encoding="utf-8")
    whole = canonical._written  # noqa: SLF001
    for wrong in (("b", "c"), ("  # một", ""), ("name: b", "name: b  # một\n#")):
        monkeypatch.setattr(canonical, "_written", lambda *seen, wrong=wrong: whole(*seen).replace(*wrong))
        with pytest.raises(Refused, match="not-rewritten"):
            canonical.rewrite(path, tmp_path, "x/product.yaml")

    assert path.read_text(encoding="utf-8") == "kind: a # một\nname: b\n"


# Every reader of YAML sees what ours does.

SCALARS = [
    *("no", "No", "YES", "on", "off", "y", "N", "true", "False", "null", "Null", "~", "", "=", "<<", "n/a"),
    *("12:30", "1:2:3.5", "0042", "042", "0o17", "0x1F", "0b101", "+1", "-1", "1_000", "-_", "1,000", "0810.90", "1e3"),
    *(".5", ".inf", "-.INF", ".nan", "1.", "2024", "2024-03", "2024-03-11", "2024-3-1 10:00:00", "2024-03-11T10:00:00Z"),
    *("- a", "-", "--- a", "...", "? a", "?", ": a", ":", "a: b", "a:", "a #b", "#a", "&a", "*a", "!a", "|", ">", "'a'", '"a"'),
    *("%a", "@a", "`a`", "[a]", "{a}", "a, b", "]", "a\tb", "a\u00a0b", "“a”", "it's", "\\n", "a\u2028b", "-a", "-5 °C"),
]  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12) | st.sampled_from(SCALARS)


def readings(text):
    """What our reader, one of YAML 1.1 and one of YAML 1.2 make of *text*."""
    return parse(text.encode(), "")[0], yaml.safe_load(text), YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize("text", SCALARS)
@pytest.mark.parametrize("flow", [False, True])
def test_awkward_text_reads_alike(text, flow):
    assert_alike(text, flow=flow)


@given(TEXT, st.booleans())
@settings(deadline=None, max_examples=300)
def test_any_text_reads_alike(text, flow):
    assert_alike(text, flow=flow)


def assert_alike(text, *, flow):
    written = one_line(text, flow=flow)
    line = f"{written}: [{written}, {{{written}: {written}}}]\n" if flow else f"{written}: {written}\n"
    meant = {text: [text, {text: text}]} if flow else {text: text}

    assert all(reading == meant for reading in readings(line)), line


@pytest.mark.parametrize("text", [text for text in AWKWARD if "\n" in text])
def test_awkward_prose_reads_alike(text):
    for reading in readings(form(f"note: {one_line(text)}\nname: a\n")):
        assert reading == {"note": trimmed(text), "name": "a"}


@pytest.mark.parametrize(
    ("value", "read"), [("'2023'", 2023), ("'0.50'", 0.5), ("'007'", "007"), ("1_0", "1_0"), ("-0.5", -0.5)]
)
def test_a_number_reads_as_one_wherever_readers_agree(value, read):
    after = form(f"origin:\n  latitude: {value}\n")

    assert [reading["origin"]["latitude"] for reading in readings(after)[1:]] == [read, read]


# Whatever a file says, comments included, it says afterwards, and it then stays as it is.

WORDS = st.sampled_from([*SCALARS, *AWKWARD, "  a  ", "a\n\n  b  \nc", "Va\u0309i"]) | TEXT
KEYS = st.sampled_from(
    ["name", "note", "kind", "origin", "sources", "season", "months", "id", "issued", "x", "no", "12:30", "a b"]
)
TREES = st.recursive(WORDS, lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=4), max_leaves=12)
RECORDS = [
    (ROOT / "docs" / "project" / "records.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0],
    (ROOT / "products" / "du-lich-ban-ven" / "product.yaml").read_text(encoding="utf-8"),
    "sources:\n- id: a\n  title: {x: [a,\n   b], y: {\n  }}\n-\n  - - a\n    - |\n     b\n\n- []\n",
]
ROOTS = st.dictionaries(KEYS, TREES, min_size=1, max_size=5)


@given(ROOTS, st.booleans(), st.sampled_from([None, True]))
@settings(deadline=None, max_examples=200)
def test_it_says_the_same_and_doing_it_twice_changes_nothing(tree, unicode, flow):
    before = yaml.dump(tree, allow_unicode=unicode, default_flow_style=flow, sort_keys=False)
    after = form(before)

    assert form(after) == after
    assert canonical._said(parse(after.encode(), "")[0]) == canonical._said(parse(before.encode(), "")[0])  # noqa: SLF001
    assert all(line == line.rstrip(" ") for line in after.splitlines())


@st.composite
def remarked(draw):
    """A file with comments strewn over it, and how many: what changes nothing for our reader is one."""
    text = draw(
        st.sampled_from(RECORDS)
        | st.builds(
            yaml.dump,
            ROOTS,
            default_flow_style=st.sampled_from([None, True, False]),
            width=st.just(30),
            allow_unicode=st.just(True),
        )
    )
    lines, meant, count = text.splitlines(), parse(text.encode(), ""), 0
    for number in range(len(lines), -1, -draw(st.integers(1, 4))):
        alone = [*lines[:number], f"{' ' * draw(st.integers(0, 6))}# <{count}>", *lines[number:]]
        beside = [*lines[:number], *(f"{line} # <{count}>" for line in lines[number : number + 1]), *lines[number + 1 :]]
        for changed in (alone, beside):
            if changed != lines and draw(st.booleans()) and same("\n".join(changed), meant[0]):
                lines, count = changed, count + 1
                break
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"])), count


def same(text, meant):
    try:
        return parse(text.encode(), "")[0] == meant
    except Refused:
        return False


@given(remarked())
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_comment_stays(made):
    text, count = made
    after = form(text)

    assert form(after) == after
    assert [after.count(f"# <{number}>\n") for number in range(count)] == [1] * count


# What the program writes is in the form, and two people's edits of it merge.


@given(st.lists(st.tuples(st.sampled_from(ORDER), renditions()), min_size=1, max_size=6))
@settings(deadline=None, max_examples=60)
@example([])
def test_what_translate_writes_is_in_the_form(tmp_path_factory, changes):
    path = tmp_path_factory.mktemp("units") / "product.fr.yaml"
    order = ("name", "summary", "story", "storage", "photos.orchard.alt")
    for key, rendition in changes:
        write(path, "product.fr.yaml", [(key, rendition)], order)

    if changes:
        data = path.read_bytes()
        assert form(data, UNITS) == data.decode()


@pytest.fixture
def repository(tmp_path):
    def git(*arguments):
        return subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false", *arguments],
            cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    git("init", "--quiet", "--initial-branch=main")
    shutil.copy(ROOT / "products" / "tuong-tien-la" / "product.yaml", tmp_path)
    git("add", ".")
    git("commit", "--quiet", "-m", "x")
    return tmp_path / "product.yaml", git


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
EDITS = [("name: Tương Tiên La", "name: 'Tương Tiên La xưa'"), ("year: 2023", 'year: "2022"'), ("tier: B1", "tier: 'A' ")]


def edited(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    # As a form on the web would save it: other quotes, another order, empty lines.
    path.write_bytes(form(text.replace(old, new).replace("kind:", "\nkind:")).encode())


@needs_git
@pytest.mark.parametrize(("old", "new"), EDITS)
def test_one_changed_value_is_one_changed_line(repository, old, new):
    path, git = repository

    edited(path, old, new)

    assert git("diff", "--numstat").stdout == "1\t1\tproduct.yaml\n"


@needs_git
def test_the_edits_of_two_people_merge(repository):
    path, git = repository
    for number, edit in enumerate(EDITS[:2]):
        git("checkout", "--quiet", "-b", f"branch-{number}", "main")
        edited(path, *edit)
        git("commit", "--quiet", "-am", "x")

    assert git("merge", "--no-edit", "branch-0").returncode == 0
    assert "xưa\n" in path.read_text(encoding="utf-8")
    assert "year: 2022\n" in path.read_text(encoding="utf-8")
    assert form(path.read_text(encoding="utf-8")) == path.read_text(encoding="utf-8")


# The command.

RECORD = "products/mat-ong-rung/product.yaml"


def test_the_command_writes_what_is_wanting_and_no_more(project, run):
    record = project / RECORD
    run(project, "fmt")
    whole = record.read_bytes()
    record.write_bytes(b"\xef\xbb\xbf" + whole.replace(b"\n", b"\r\n"))

    checked = run(project, "fmt", "--check", "--messages", "vi")
    assert checked.returncode == 1
    assert checked.stdout == f"{RECORD}:1: tệp chưa ở dạng chuẩn, từ dòng này. Chạy: catalogue fmt {RECORD}\n"
    assert record.read_bytes() != whole

    done = run(project, "fmt", "mat-ong-rung")
    assert (done.returncode, done.stdout) == (0, "")
    assert record.read_bytes() == whole
    assert run(project, "fmt", "--check").returncode == 0


def test_a_file_that_cannot_be_read_is_named_and_the_others_go_on(project, run):
    run(project, "fmt")
    record, places = project / RECORD, project / "products" / "_reference" / "places.yaml"
    wanted = places.read_bytes()
    record.write_bytes(b"name: 'a\n")
    places.write_bytes(wanted + b"\n\n")

    done = run(project, "fmt")

    assert done.returncode == 1
    assert done.stdout.startswith(f"{RECORD}:")
    assert done.stdout.count("\n") == 1
    assert record.read_bytes() == b"name: 'a\n"
    assert places.read_bytes() == wanted


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere", "there is no record “nowhere”"),
        ("products/_reference/glossary.csv", "no canonical form"),
        ("products/x/product.yaml", "missing"),
    ],
)
def test_a_name_that_means_no_file_is_a_finding(project, run, name, said):
    done = run(project, "fmt", name)

    assert done.returncode == 1
    assert said in done.stdout


def test_a_file_may_be_named_and_only_that_is_written(project, run):
    run(project, "fmt")
    for name in (RECORD, "products/_reference/places.yaml"):
        (project / name).write_bytes((project / name).read_bytes() + b"\n")

    run(project, "fmt", RECORD)

    assert run(project, "fmt", "--check").stdout.startswith("products/_reference/places.yaml:")
