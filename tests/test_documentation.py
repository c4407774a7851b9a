"""What is generated from the schema has not drifted from it, and every check has its words."""

import re
import runpy

import pytest
from conftest import ROOT

from catalogue import messages

GENERATED = runpy.run_path(str(ROOT / "scripts" / "reference"))["texts"]()


@pytest.mark.parametrize("name", GENERATED)
def test_the_reference_is_what_the_schema_says(name):
    assert (ROOT / "docs" / "project" / name).read_text(encoding="utf-8") == GENERATED[name], "run scripts/reference"


def test_every_field_is_described_in_both_languages():
    rows = [line.split("|")[1:4] for line in GENERATED["record.md"].splitlines() if line.startswith("| `")]

    assert len(rows) > 100
    assert [row for row in rows if not all(cell.strip() for cell in row)] == []


def test_every_check_that_the_code_names_has_its_words():
    named = set()
    for path in (ROOT / "catalogue").rglob("*.py"):
        named |= set(re.findall(r'(?:Issue|_refuse|refuse)\(\s*"([a-z0-9-]+)"', path.read_text(encoding="utf-8")))

    assert named
    assert named <= messages.CHECKS
