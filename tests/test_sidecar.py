"""One unit of a file of translations is written, and every other byte of the file stays."""

import os
import sys
from contextlib import contextmanager
from dataclasses import replace

import pytest
from conftest import link
from hypothesis import example, given, settings
from hypothesis import strategies as st

from catalogue.issues import Refused
from catalogue.model import Rendition
from catalogue.store.renditions import read_renditions
from catalogue.store.sidecar import block, write
from catalogue.text import clean, digest

FILE = "products/x/product.fr.yaml"
ORDER = ("name", "summary", "story", "photos.orchard.alt", "storage")

AWKWARD = [
    "status: machine",
    "# Titre\ntexte\n# fin",
    "un\n\n  deux, en retrait\n\n\n# trois",
    "- liste\n- liste",
    "a : b",
    "| barre",
    "|-",
    "'",
    '"ouvert',
    "« oui »\u00a0: non\u202f!",
    "---\n...\n---",
    "{{ x }} {% y %} &ancre *alias !tag",
    "no",
    "12:30",
    "\\n \\x00 %",
    "🍯👩\u200d🌾",
    "tab\tau milieu\n\tet devant",
    "espaces à la fin   \n  ",
    "name:\n  text: |-\n    x\n  status: y",
]
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs"], include_characters="\t\n", exclude_characters="\ufeff\ufffe\uffff")
TEXTS = (st.text(CHARACTERS, min_size=1) | st.sampled_from(AWKWARD)).map(clean).filter(bool)
DIGESTS = st.from_regex(r"[0-9a-f]{10}", fullmatch=True)
REASONS = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1).map(lambda text: " ".join(clean(text).split()))


@st.composite
def renditions(draw, *, below=False):
    text = draw(TEXTS)
    return Rendition(
        text=text,
        digest=digest(text),
        word=draw(st.sampled_from(["machine", "human", "reviewed"])),
        source_digest=draw(DIGESTS),
        text_digest=draw(DIGESTS),
        origin=draw(st.sampled_from(["google", "memory", "google:en:0123456789"])),
        date="2026-11-24",
        who=draw(st.sampled_from(["", "lan", "Lan-2"])),
        ignored={} if below else draw(st.dictionaries(st.sampled_from(["numbers", "length"]), REASONS.filter(bool))),
        suggestion=None if below else draw(st.none() | renditions(below=True)),
    )


def made(text, **changes):
    own = digest(text)
    return replace(Rendition(text, own, "machine", "0123456789", own, "google", "2026-11-24"), **changes)


def read(path):
    found, issues = read_renditions(path, FILE)
    assert not issues
    return found


def put(path, text):
    path.write_bytes(text.encode())
    return path


def body(*units):
    return "".join(f"{line}\n" for key, rendition in units for line in block(key, rendition))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "product.fr.yaml"


BROWSED = """\
# Lan relit ce fichier le lundi.

# Le nom, avec l'accord de la coopérative:
name:
  # pas « litchi chinois »
  text: Litchi thieu
  # vérifié deux fois
  status: machine 0123456789 0123456789 google 2026-11-23  # à relire
  # fin du nom

# l'histoire
story:
    status: 'human 0123456789 0123456789 lan 2026-11-23 lan'
    text: "Une
      histoire"
# reste
"""


def test_a_new_file_holds_the_unit_as_people_write_it(path):
    name = made("Litchi\n\nde Luc Ngan", ignored={"length": "c'est un nom"})

    write(path, FILE, [("name", name)], ORDER)

    assert path.read_text(encoding="utf-8") == (
        "name:\n  text: |-\n    Litchi\n\n    de Luc Ngan\n"
        f"  status: machine 0123456789 {name.digest} google 2026-11-24\n"
        "  ignore:\n    length: c'est un nom\n"
    )


@pytest.mark.parametrize("new", ORDER)
def test_a_new_unit_stands_in_the_order_of_the_record(path, new):
    put(path, body(*((key, made(key)) for key in ORDER if key != new)))

    write(path, FILE, [(new, made(new))], ORDER)

    assert path.read_text(encoding="utf-8") == body(*((key, made(key)) for key in ORDER))


def test_units_come_in_one_order_whatever_the_order_in_which_they_are_written(path):
    for key in ("storage", "name", "photos.orchard.alt", "summary", "story"):
        write(path, FILE, [(key, made(key))], ORDER)

    assert path.read_text(encoding="utf-8") == body(*((key, made(key)) for key in ORDER))


def test_a_unit_that_the_record_has_no_more_stays_where_it_is(path):
    put(path, body(("gone", made("parti")), ("storage", made("frais"))))

    write(path, FILE, [("name", made("nom"))], ORDER)

    assert list(read(path)) == ["name", "gone", "storage"]


def test_an_approval_changes_one_line(path):
    text = body(("name", made("Litchi")), ("story", made("Une\n\nhistoire"))).replace("|-\n    Litchi", "Litchi")
    put(path, text)
    approved = replace(read(path)["name"], word="reviewed", who="lan")

    write(path, FILE, [("name", approved)], ORDER)

    assert path.read_text(encoding="utf-8") == text.replace("machine", "reviewed", 1).replace(
        "2026-11-24\n", "2026-11-24 lan\n", 1
    )


def test_remarks_and_empty_lines_stay_where_they_are(path):
    put(path, BROWSED)

    write(path, FILE, [("summary", made("résumé")), ("name", made("Litchi")), ("story", made("Autre"))], ORDER)

    written = path.read_text(encoding="utf-8")
    assert [line for line in written.splitlines() if line.lstrip().startswith("#")] == [
        line for line in BROWSED.splitlines() if line.lstrip().startswith("#")
    ]
    assert "2026-11-24  # à relire\n  # fin du nom\nsummary:" in written
    assert written.index("# l'histoire") == written.index("story:") - len("# l'histoire\n")
    assert read(path) == {"name": made("Litchi"), "summary": made("résumé"), "story": made("Autre")}


def test_a_unit_before_all_others_leaves_a_remark_above_its_own_unit(path):
    put(path, BROWSED)

    write(path, FILE, [("before", made("avant"))], ("before", *ORDER))

    head, _, rest = path.read_text(encoding="utf-8").partition(body(("before", made("avant"))))
    assert head == "# Lan relit ce fichier le lundi.\n\n"
    assert rest == BROWSED.removeprefix(head)


def test_a_suggestion_is_put_under_a_text_and_taken_away_and_nothing_else_changes(path):
    put(path, BROWSED)
    name = read(path)["name"]

    write(path, FILE, [("name", replace(name, suggestion=made("Letchi")))], ORDER)
    assert read(path)["name"] == replace(name, suggestion=made("Letchi"))
    assert "  suggest:\n    text: |-\n      Letchi\n    status: machine" in path.read_text(encoding="utf-8")

    write(path, FILE, [("name", name)], ORDER)
    assert path.read_text(encoding="utf-8") == BROWSED


def test_an_unknown_field_of_a_unit_stays(path):
    put(path, body(("name", made("Litchi"))) + "  note: à revoir\n")

    write(path, FILE, [("name", made("Letchi"))], ORDER)

    assert path.read_text(encoding="utf-8") == body(("name", made("Letchi"))) + "  note: à revoir\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_from_windows_keeps_its_line_ends_and_its_mark(path, mark):
    units = body(("name", made("Litchi")), ("story", made("un\ndeux")))
    put(path, mark + units.replace("\n", "\r\n"))

    write(path, FILE, [("summary", made("trois\nquatre")), ("name", made("Letchi"))], ORDER)

    new = body(("name", made("Letchi")), ("summary", made("trois\nquatre")), ("story", made("un\ndeux")))
    assert path.read_bytes().decode().removeprefix("\ufeff") == new.replace("\n", "\r\n")
    assert read(path)["summary"].text == "trois\nquatre"


def test_mixed_line_ends_stay_as_they_are(path):
    first, last = body(("name", made("Litchi"))), body(("story", made("un")))
    put(path, first + last.replace("\n", "\r\n"))

    write(path, FILE, [("summary", made("deux"))], ORDER)

    assert path.read_bytes().decode() == first + body(("summary", made("deux"))) + last.replace("\n", "\r\n")


def test_a_file_that_ends_without_a_line_end_takes_a_unit_before_and_behind(path):
    whole = body(("summary", made("milieu")))
    put(path, whole.removesuffix("\n"))

    write(path, FILE, [("name", made("avant"))], ORDER)
    assert path.read_text(encoding="utf-8") == body(("name", made("avant"))) + whole.removesuffix("\n")

    write(path, FILE, [("storage", made("après"))], ORDER)
    assert list(read(path)) == ["name", "summary", "storage"]


@pytest.mark.parametrize(
    "unit",
    [
        "{text: Litchi, status: machine 0123456789 0123456789 google 2026-11-23}",
        "\n  {text: Litchi,\n   status: machine 0123456789 0123456789 google 2026-11-23}",
        "\n  status: machine 0123456789 0123456789 google 2026-11-23\n  text: >-\n    Litchi",
        "\n        text: Litchi\n        status: 'machine 0123456789 0123456789 google 2026-11-23'",
        '\n  "text": "Litchi\n\n    # rouge"\n  "status": machine 0123456789 0123456789 google 2026-11-23',
    ],
)
@pytest.mark.parametrize("key", ["name", '"name"', "'name'", "name "])
def test_a_unit_in_another_hand_is_replaced_or_refused_and_never_spoiled(path, key, unit):
    others = (body(("gone", made("avant"))), body(("story", made("une\n# histoire"))))
    old = f"{others[0]}{key}: {unit}\n{others[1]}"
    put(path, old)

    try:
        write(path, FILE, [("name", made("Letchi"))], ORDER)
    except Refused:
        assert path.read_text(encoding="utf-8") == old
    else:
        written = path.read_text(encoding="utf-8")
        assert written.startswith(others[0])
        assert written.endswith(others[1])
        assert read(path)["name"] == made("Letchi")


@pytest.mark.parametrize(
    ("text", "check"),
    [
        (b"{name: {text: a, status: machine 0123456789 0123456789 google 2026-11-23}, story: {text: b}}\n", "not-spliced"),
        (b"? name\n: text: a\n  status: b\nstory:\n  text: c\n", "not-spliced"),
        (b"name: Litchi de Lan\n", "not-spliced"),
        (b"name: [Litchi]\n", "not-spliced"),
        (b"- name\n", "not-a-mapping"),
        (b"# rien\n", "empty-file"),
        (b"name: &a\n  text: b\n", "alias"),
        (b"name:\n  text: 'a\n", "open-quote"),
        (b"name:\n  text: \xff\n", "not-utf-8"),
        (b"name:\n  text: a\nname:\n  text: b\n", "duplicate-key"),
    ],
)
def test_an_odd_file_is_refused_and_stays_as_it_is(path, text, check):
    path.write_bytes(text)

    with pytest.raises(Refused) as refused:
        write(path, FILE, [("name", made("Letchi"))], ORDER)

    assert [issue.check for issue in refused.value.issues] == [check]
    assert path.read_bytes() == text
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("text", ["a\x00b", "a\x07", "a\x7fb", "a\x85b", "a\u2028b", "a\rb", "a\ufffe"])
def test_a_text_that_yaml_cannot_hold_is_refused_and_the_file_stays(path, text):
    old = body(("name", made("Litchi")))
    put(path, old)

    with pytest.raises(Refused) as refused:
        write(path, FILE, [("story", made(text))], ORDER)

    assert [issue.check for issue in refused.value.issues] == ["not-spliced"]
    assert path.read_text(encoding="utf-8") == old


def test_a_link_is_refused(path, tmp_path):
    elsewhere = put(tmp_path / "elsewhere.yaml", body(("name", made("Litchi"))))
    link(path, elsewhere)

    with pytest.raises(Refused, match="symlink"):
        write(path, FILE, [("name", made("Letchi"))], ORDER)

    assert read(elsewhere) == {"name": made("Litchi")}


@contextmanager
def files_of_at_most(size):
    """Let this process write no longer file, as a full disk does."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(path):
    old = body(("name", made("Litchi")))
    put(path, old)

    with files_of_at_most(100), pytest.raises(Refused, match="cannot-write-record"):
        write(path, FILE, [("story", made("long" * 100))], ORDER)

    assert path.read_text(encoding="utf-8") == old
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_takes_no_file_leaves_the_old_one(path, monkeypatch):
    old = body(("name", made("Litchi")))
    put(path, old)
    # A folder in the new file's place: as root, no right keeps a file from being written.
    path.with_name(f".{path.name}.{os.getpid()}.new").mkdir()

    with pytest.raises(Refused, match="cannot-write-record"):
        write(path, FILE, [("name", made("Letchi"))], ORDER)

    assert path.read_text(encoding="utf-8") == old


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_the_rights_of_a_file_stay(path):
    put(path, body(("name", made("Litchi"))))
    path.chmod(0o664)

    write(path, FILE, [("name", made("Letchi"))], ORDER)

    assert path.stat().st_mode & 0o777 == 0o664


def test_writing_what_stands_there_writes_nothing(path):
    put(path, BROWSED)
    before = path.stat()

    assert not write(path, FILE, list(read(path).items()), ORDER)

    assert path.read_text(encoding="utf-8") == BROWSED
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("text", AWKWARD)
def test_an_awkward_text_comes_back_as_it_was_written(path, text):
    one = made(clean(text), suggestion=made(clean(text)))

    write(path, FILE, [("name", one), ("story", one)], ORDER)

    assert read(path) == {"name": one, "story": one}


@st.composite
def files(draw):
    """The lines of some units, as they come in files that people touch, each with the rendition it holds."""
    keys = draw(st.lists(st.sampled_from(ORDER), unique=True))
    between = st.sampled_from(["", "\n", "# remarque\n", "\n\n# a: b\n\n"])
    return [(draw(between), key, draw(renditions())) for key in keys], draw(st.sampled_from(["\n", "\r\n"]))


@settings(deadline=None, max_examples=60)
@given(files(), st.sampled_from(ORDER), renditions())
@example(([("", "name", made("# a\n# b"))], "\n"), "story", made("|-"))
def test_what_is_written_is_read_back_and_nothing_but_its_own_block_changes(tmp_path_factory, file, key, rendition):
    units, newline = file
    path = tmp_path_factory.mktemp("x") / "product.fr.yaml"
    old = "".join(between + body((name, one)) for between, name, one in units).replace("\n", newline)
    put(path, old)
    before = read(path) if units else {}

    changed = write(path, FILE, [(key, rendition)], ORDER)

    written = path.read_bytes().decode()
    assert read(path) == before | {key: rendition}
    assert changed == (before.get(key) != rendition)
    theirs = body((key, before[key])).replace("\n", newline) if key in before else ""
    above, own, below = written.partition(body((key, rendition)).replace("\n", newline if units else "\n"))
    assert own
    assert above + theirs + below == old
    assert not write(path, FILE, [(key, rendition)], ORDER)
    assert path.read_bytes().decode() == written
