"""The reader refuses what is not plain, bounded YAML, and keeps every scalar as text."""

import pytest

from catalogue.issues import Refused
from catalogue.store.events import parse


def test_scalars_stay_what_was_typed():
    tree, _ = parse(b"a: no\nb: 12:30\nc: 0042\nd: 0810.90\ne: 1_000\nf: ~\n", "f")

    assert tree == {"a": "no", "b": "12:30", "c": "0042", "d": "0810.90", "e": "1_000", "f": "~"}


def test_every_path_has_its_line():
    _, lines = parse(b"a: 1\nb:\n  - c: 2\n    d: 3\n", "f")

    assert lines[("b", 0, "d")] == 4


@pytest.mark.parametrize(
    ("data", "check", "line"),
    [
        (b"a: &x 1\nb: *x\n", "alias", 1),
        (b"a: 1\nb: *x\n", "alias", 2),
        (b"a: 1\na: 2\n", "duplicate-key", 2),
        (b"a: 1\nb: \xff\n", "not-utf-8", 2),
        (b"[" * 100_000, "too-deep", 1),
        (b"a: !!python/object x\n", "tag", 1),
        (b"a: 1\n---\nb: 2\n", "several-documents", 2),
        (b"a: 'x\n", "open-quote", 1),
        (b"", "empty-file", 1),
        (b"a:\n\tb: 1\n", "tab-indent", 2),
        (b"a: b: c\n", "colon-in-text", 1),
        (b"a:\n  - id: x\n   b: 1\n", "uneven-indent", 3),
        (b"a:\n  b: 1\n   c: 2\n", "uneven-indent", 3),
        (b"a:\n  b: 1\n c: 2\n", "uneven-indent", 3),
        (b"a: [1, 2\nb: 3\n", "broken-yaml", 2),
        (b"<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> main\n", "conflict-marker", 1),
        (b"a: 1\n<<<<<<< HEAD\r\nb: 1\r\n=======\r\nb: 2\r\n>>>>>>> main\r\n", "conflict-marker", 2),
        (b"a: " + b"x" * 1_000_001, "file-too-big", 1),
        (b"a: [" + b"1," * 60_000 + b"]", "too-many-values", 1),
    ],
)
def test_what_is_refused(data, check, line):
    with pytest.raises(Refused) as refused:
        parse(data, "f")

    issue = refused.value.issues[0]
    assert (issue.check, issue.line) == (check, line)
