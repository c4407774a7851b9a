"""The guide for staff says what the tools say: its change is made, and what it quotes is what is printed."""

import re
import shutil

import pytest
from conftest import ROOT, run_command

GUIDE = (ROOT / "docs" / "project" / "staff.vi.md").read_text(encoding="utf-8")
RECORD = "products/na-dai-nghia-phuong/product.yaml"
QUOTED = dict(re.findall(r"<!-- printed: catalogue (.*?) -->\n\n```text\n(.*?)```", GUIDE, re.DOTALL))


@pytest.fixture
def catalogue(tmp_path):
    """The catalogue as it stands, and a copy to be changed."""
    for name in ("before", "after"):
        for part in ("docs", "overrides", "products"):
            shutil.copytree(ROOT / part, tmp_path / name / part)
        shutil.copy(ROOT / "mkdocs.yml", tmp_path / name)
    return tmp_path / "after"


def priced(catalogue, price):
    record = catalogue / RECORD
    text = record.read_text(encoding="utf-8")
    assert "low: 35000\n" in text
    text = re.sub(r"(?m)^changed: .*", "changed: 2026-11-30", text)
    record.write_text(text.replace("low: 35000\n", f"low: {price}\n"), encoding="utf-8")


@pytest.mark.parametrize(
    ("price", "command"), [("40000", "changes ../before --messages vi"), ("40.000", "check --messages vi")]
)
def test_what_the_guide_quotes_is_what_is_printed(price, command, catalogue):
    priced(catalogue, price)
    done = run_command(catalogue, *command.split())

    assert done.stdout.strip() == QUOTED[command].strip()


def test_the_lines_of_the_guide_are_those_of_the_record(catalogue):
    priced(catalogue, "40000")
    block = re.search(r"```yaml\n(.*?)\n   ```", GUIDE, re.DOTALL)[1]

    assert re.sub(r"(?m)^   ", "", block) in (catalogue / RECORD).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", re.findall(r"`([\w.-]+\.md)`|src=\"([\w/.-]+)\"", GUIDE), ids="".join)
def test_what_the_guide_points_to_is_there(name):
    assert (ROOT / "docs" / "project" / "".join(name)).is_file()
