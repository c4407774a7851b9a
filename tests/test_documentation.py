"""The pages of docs/project/ say what the code does, and whatever the code can do is documented there."""

import ast
import inspect
import re
import runpy
import shlex
from itertools import takewhile
from pathlib import Path

import click
import pytest
import yaml
from conftest import ROOT

from catalogue import checks, messages, schema
from catalogue.checks import consistency, references, texts
from catalogue.checks.pairs.table import CHECKS
from catalogue.cli import commands
from catalogue.engines import ENGINES
from catalogue.engines.options import KEYS, Network, Options
from catalogue.exchange.formats import FORMATS
from catalogue.facts import ASKED
from catalogue.locales import LOCALES
from catalogue.model import Catalogue, Record, Unit
from catalogue.settings import POLICIES
from catalogue.store import load, read_reference
from catalogue.store.renditions import read_renditions
from catalogue.text import digest
from catalogue.units import state

FOLDER = ROOT / "docs" / "project"
REFERENCE = runpy.run_path(str(ROOT / "scripts" / "reference"))
GENERATED = REFERENCE["texts"]()
COMMANDS = {context.command_path: context.command for context in REFERENCE["walk"]()}
PAGES = sorted([*FOLDER.glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
REVIEWING = [FOLDER / f"reviewing.{code}.md" for code in LOCALES]


def said(name):
    return (FOLDER / name).read_text(encoding="utf-8")


def rows(name):
    """The words in backquotes that begin a row of a table of the page *name*."""
    return set(re.findall(r"^\| `([^`]+)`", said(name), re.MULTILINE))


def section(page, heading):
    return re.split(r"^## ", page.partition(f"## {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def blocks(path, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", GENERATED)
def test_the_reference_is_what_the_code_says(name):
    assert said(name) == GENERATED[name], "run scripts/reference"


# Whatever there is, is documented.


def test_every_field_is_described_in_both_languages():
    lines = [line.split("|")[1:4] for line in GENERATED["record.md"].splitlines() if line.startswith("| `")]

    assert {path for path, _ in schema.fields()} == rows("record.md")
    assert [line for line in lines if not all(cell.strip() for cell in line)] == []


def test_every_field_that_a_record_must_have_is_in_the_record_to_copy():
    (record,) = blocks(FOLDER / "records.md", "yaml")[:1]
    required = {name for name, info in schema.Product.model_fields.items() if info.is_required()}

    assert required <= set(yaml.safe_load(record))


@pytest.mark.parametrize("code", LOCALES)
def test_every_fact_that_is_asked_for_has_its_interface_string(code):
    asked = {f"field.{path}" for paths in ASKED.values() for path in paths}

    assert asked - set(LOCALES[code].strings) == set()


@pytest.mark.parametrize("code", LOCALES)
def test_every_locale_has_its_page_for_reviewers(code):
    assert (FOLDER / f"reviewing.{code}.md").is_file(), f"write docs/project/reviewing.{code}.md in {LOCALES[code].name}"


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_and_its_key_is_documented(name):
    assert name in rows("engines.md"), f"add a row for {name} to docs/project/engines.md"
    assert KEYS.get(name, "") in said("engines.md")


@pytest.mark.parametrize("option", sorted({*Options.model_fields, *Network.model_fields}))
def test_every_option_of_an_engine_is_documented(option):
    assert f"`{option}`" in said("engines.md")


@pytest.mark.parametrize("name", sorted(messages.CHECKS))
def test_every_check_is_documented(name):
    assert f"### `{name}`\n" in GENERATED["checks.md"], f"nothing in the code names {name}: take its words out of messages"


@pytest.mark.parametrize("name", sorted(messages.CHECKS))
def test_every_check_is_explained_in_vietnamese_and_in_english(name):
    entry = GENERATED["checks.md"].partition(f"### `{name}`\n")[2].partition("\n### ")[0]
    vietnamese, english = re.findall(r"^- (.+)", entry, re.MULTILINE)[:2]

    assert re.search(r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", vietnamese)
    assert english
    assert vietnamese != english


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_of_a_translated_unit_has_an_example(name):
    entry = GENERATED["checks.md"].partition(f"### `{name}`\n")[2].partition("###")[0]

    assert "\nfinding  " in entry, f"write tests/checks/{name}.yaml, and run scripts/reference"


def test_every_check_that_the_code_names_has_its_words():
    named = set()
    for path in (ROOT / "catalogue").rglob("*.py"):
        named |= set(re.findall(r'(?:Issue|_refuse|refuse)\(\s*"([a-z0-9-]+)"', path.read_text(encoding="utf-8")))

    assert named
    assert named | set(CHECKS) <= messages.CHECKS


def test_every_check_of_the_records_is_in_the_table():
    written = {
        (module.__name__, name)
        for module in (consistency, references, texts)
        for name, function in vars(module).items()
        if inspect.isfunction(function) and list(inspect.signature(function).parameters) == ["catalogue", "locales"]
    }

    listed = {(function.__module__, function.__name__) for function in (*checks.TOGETHER, *checks.EACH)}

    assert written == listed, "see catalogue/checks/__init__.py"


@pytest.mark.parametrize("heading", ["A value of a record", "Between records"])
def test_every_error_of_a_record_has_an_example(heading):
    entries = section(GENERATED["checks.md"], heading).split("\n### ")[1:]
    without = [entry.partition("\n")[0] for entry in entries if "\n*error*" in entry and "```text" not in entry]

    assert without == [], "write a folder of tests/sites/broken/, or a line of VALUES in scripts/reference, and run that"


@pytest.mark.parametrize("check", REFERENCE["VALUES"])
def test_the_examples_of_values_are_wrong_and_right(check):
    wrong, right = REFERENCE["VALUES"][check]

    assert [issue.check for issue in REFERENCE["values"](wrong)] == [check]
    assert REFERENCE["values"](right) == []


def test_every_output_says_what_it_writes():
    outputs = {path.stem for path in (ROOT / "catalogue" / "outputs").glob("*.py")} - {"__init__"}
    outputs |= {path.parent.name for path in (ROOT / "catalogue" / "outputs").glob("*/__init__.py")}
    described = set(re.findall(r"^\| `(\w+)` \| \S", section(said("architecture.md"), "What each output writes"), re.MULTILINE))

    assert described == outputs, "add a row to docs/project/architecture.md"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_documented(name):
    assert name in rows("exchange.md"), f"add a row for {name} to docs/project/exchange.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_says_what_it_does_and_has_an_example(name):
    command = COMMANDS[name]
    entry = GENERATED["commands.md"].partition(f"## `{name}`\n")[2].partition("\n## ")[0]

    assert command.help
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []
    assert all(option.opts[-1] in entry for option in command.params if isinstance(option, click.Option))
    assert f"\n{name}" in entry.partition("```sh")[2], f"give {name} an example in docs/project/commands.yaml"


@pytest.mark.parametrize("name", REFERENCE["SETTINGS"])
def test_every_setting_says_what_it_does(name):
    assert re.search(rf"^\| `{name}` \| .+ \| .+ \| \w", GENERATED["settings.md"], re.MULTILINE)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_is_documented(policy):
    assert policy in rows("settings.md")


def test_every_variable_of_the_environment_is_documented():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "catalogue").rglob("*.py"))
    read = set(re.findall(r'environ(?:\.get\(|\[)"(\w+)"', code)) | set(KEYS.values())

    assert {name for name in read if name not in rows("settings.md")} == set()


# What the pages say, holds.


def lines_of(path):
    """The commands of this project that a page tells a reader to type."""
    for block in blocks(path, "sh"):
        for line in block.splitlines():
            words = [*takewhile(lambda word: word != "|", shlex.split(line, comments=True))]
            if words and Path(words[0]).name == "catalogue":
                yield words[1:]
            elif words[1:3] == ["-m", "catalogue"]:
                yield words[3:]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_of_a_page_is_one(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for words in lines_of(path):
        for word in words:
            if re.search(r"\.(xlf|po|csv|xlsx)$", word):
                Path(word).touch()
            if word.startswith("../"):
                Path(word).mkdir(exist_ok=True)
        below, rest = commands, words
        while isinstance(below, click.Group) and rest and not rest[0].startswith("-"):
            assert rest[0] in below.commands, words
            below, rest = below.commands[rest[0]], rest[1:]
        if "--help" not in rest and "--version" not in rest:
            below.make_context("catalogue", list(rest), resilient_parsing=False)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_target_of_make_exists(path):
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert set(re.findall(r"\bmake ([a-z]+)\b(?=`|\s+#|$)", path.read_text(encoding="utf-8"), re.MULTILINE)) <= set(targets)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_file_that_a_page_names_exists(path):
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:catalogue|tests|docs|scripts|overrides|products/_reference)/[\w./-]*)`", text))
    linked = {link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if not link.startswith(("http", "#"))}
    beside = set(re.findall(r"`([a-z.]+\.md)`", text))

    assert {name for name in named if not (ROOT / name).exists()} == set()
    assert {link for link in linked if not (path.parent / link).exists()} == set()
    assert {name for name in beside if not (FOLDER / name).exists() and not (ROOT / name).exists()} == set()


def test_the_record_to_copy_is_sound(tmp_path):
    (text,) = blocks(FOLDER / "records.md", "yaml")[:1]
    file = tmp_path / "product.yaml"
    file.write_text(text, encoding="utf-8")
    product, gone = load(file, "product.yaml", schema.Product)
    record = Record("a-copy", "product.yaml", product, {}, gone)

    assert (
        list(references.known_references(Catalogue(read_reference(ROOT / "products", ROOT), (record,)), tuple(LOCALES))) == []
    )


@pytest.mark.parametrize("path", REVIEWING, ids=lambda path: path.name)
def test_the_translations_on_a_page_for_reviewers_are_in_the_state_that_it_says(path, tmp_path):
    """Each block begins with the state it is in, and the Vietnamese that it renders: ``# machine: Mật ong rừng``."""
    seen = []
    for block in blocks(path, "yaml"):
        word, source = re.match(r"# (\w+): (.+)\n", block).groups()
        file = tmp_path / "product.fr.yaml"
        file.write_text(block, encoding="utf-8")
        renditions, issues = read_renditions(file, "product.fr.yaml")
        unit = Unit("name", source, digest(source))
        assert issues == []
        assert state(unit, renditions["name"]) == word
        if renditions["name"].suggestion:
            assert state(unit, renditions["name"].suggestion) == "machine"
        seen.append(word)

    assert seen == ["machine", "reviewed", "edited", "stale", "reviewed", "reviewed"]


@pytest.mark.parametrize(("page", "code"), [("reviewing.en.md", "en"), ("reviewing.fr.md", "fr"), ("reviewing.vi.md", "en")])
def test_the_pages_for_reviewers_call_the_boards_button_as_it_does(page, code):
    assert LOCALES[code].t("review.copy") in said(page)


@pytest.mark.parametrize("path", [path for path in PAGES if path.name.endswith(".fr.md")], ids=lambda path: path.name)
def test_french_pages_are_set_as_french_is(path):
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)|https?://\S+", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert re.findall(r".{0,20}(?<!\u202f)[;!?]", prose) == []
    assert re.findall(r".{0,20}(?<!\u00a0):(?!\w)", prose) == []
    assert re.findall(r"«(?!\u00a0).{0,20}|.{0,20}(?<!\u00a0)»|\w'\w", prose) == []


def test_no_page_names_a_machine():
    private = re.compile(r"/(?:work|root|home|tmp)/|localhost:\d|index-url")

    assert [path.name for path in PAGES if private.search(path.read_text(encoding="utf-8"))] == []


def test_the_architecture_page_lists_the_line():
    tree = ast.parse((ROOT / "tests" / "test_architecture.py").read_text(encoding="utf-8"))
    lists = {node.targets[0].id: node.value for node in tree.body if isinstance(node, ast.Assign)}
    line = [name for part in ("CORE", "EDGE", "SHELL") for name in ast.literal_eval(lists[part])]
    listed = re.findall(r"^\| (?:core|edge|shell) \| `(\w+)/?` \| \S", GENERATED["architecture.md"], re.MULTILINE)

    assert listed == line
