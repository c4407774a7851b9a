"""The file of translations beside a record: each unit's text and status, what is excused, what a machine suggests."""

import pytest

from catalogue.store.renditions import read_renditions

STATUS = "machine 0da4fdd1b2 f3ca73f2fc draft 2026-01-02"
UNIT = f"name:\n  text: |-\n    Honey\n  status: {STATUS}\n"
SUGGESTED = UNIT + f"  suggest:\n    text: |-\n      Forest honey\n    status: {STATUS}\n"


def read(tmp_path, text):
    path = tmp_path / "product.en.yaml"
    path.write_text(text, encoding="utf-8")
    return read_renditions(path, "product.en.yaml")


def test_a_unit_with_all_it_may_have(tmp_path):
    found, issues = read(tmp_path, SUGGESTED + "  ignore:\n    numbers: 'the table says 5'\n    terms: house name\n")

    name = found["name"]
    assert issues == []
    assert (name.text, name.word, name.ignored) == ("Honey", "machine", {"numbers": "the table says 5", "terms": "house name"})
    assert (name.suggestion.text, name.suggestion.origin, name.suggestion.suggestion) == ("Forest honey", "draft", None)


def test_a_plain_unit_has_neither(tmp_path):
    found, issues = read(tmp_path, UNIT)

    assert issues == []
    assert (found["name"].ignored, found["name"].suggestion) == ({}, None)


@pytest.mark.parametrize(
    ("text", "check", "line"),
    [
        (UNIT + "  ignore:\n    numbers:\n", "broken-ignore", 5),
        (UNIT + "  ignore:\n    numbers: '  '\n", "broken-ignore", 5),
        (UNIT + "  ignore: [numbers]\n", "broken-ignore", 5),
        (UNIT + "  ignore: numbers\n", "broken-ignore", 5),
        (UNIT + "  suggest: Forest honey\n", "broken-unit", 5),
        (UNIT + "  suggest:\n    text: |-\n      Forest honey\n", "broken-unit", 5),
        (UNIT + "  suggest:\n    text: Forest honey\n    status: fine\n", "broken-status", 7),
        (UNIT + "  txt: Honey\n", "unknown-key", 5),
        (f"name:\n  status: {STATUS}\n", "broken-unit", 1),
        ("name:\n  text: Honey\n  status: fine\n", "broken-status", 3),
        ("name: Honey\n", "broken-unit", 1),
    ],
)
def test_what_is_wrong_has_its_line(text, check, line, tmp_path):
    _, issues = read(tmp_path, text)

    assert [(issue.check, issue.line) for issue in issues] == [(check, line)]


def test_a_slip_in_what_is_excused_excuses_nothing_and_loses_no_text(tmp_path):
    found, _ = read(tmp_path, UNIT + "  ignore:\n    numbers:\n")

    assert (found["name"].text, found["name"].ignored) == ("Honey", {})
