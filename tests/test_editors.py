"""Editors of records get completion and help from the schema: the settings that ship connect them, and the schema fits."""

import fnmatch
import json
import re

import jsonschema
import pytest
from conftest import HERE, ROOT
from ruamel.yaml import YAML

from catalogue import schema

SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
((SCHEMA, PATTERN),) = SETTINGS["yaml.schemas"].items()
RECORDS = [
    *sorted((ROOT / "products").glob("*/product.yaml")),
    HERE / "sites" / "full" / "products" / "mat-ong-rung" / "product.yaml",
]
VIETNAMESE = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)


def as_editors_read(path):
    """The record as a reader of YAML 1.2 sees it, and JSON can say it."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(path), default=str))


def test_the_settings_connect_every_record_and_nothing_else():
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "products").rglob("*.yaml")]
    connected = {file for file in files if fnmatch.fnmatchcase(file, PATTERN)}

    assert connected == {file for file in files if file.endswith("/product.yaml")}
    assert connected
    assert json.loads((ROOT / SCHEMA).read_text(encoding="utf-8")) == schema.json_schema()


def test_the_editor_does_not_rewrite_a_record():
    assert SETTINGS["yaml.format.enable"] is False
    assert SETTINGS["yaml.yamlVersion"] == "1.2"


def test_the_schema_is_one_and_finds_no_fault_with_a_sound_record():
    jsonschema.Draft202012Validator.check_schema(schema.json_schema())
    reads = jsonschema.Draft202012Validator(schema.json_schema())

    assert {path.parent.name: [error.message for error in reads.iter_errors(as_editors_read(path))] for path in RECORDS} == {
        path.parent.name: [] for path in RECORDS
    }


@pytest.mark.parametrize("wrong", [{"kin": "honey"}, {"status": "public"}, {"kind": "Mật ong"}, {"season": {"month": [3]}}])
def test_the_schema_finds_what_is_wrong(wrong):
    record = as_editors_read(RECORDS[0])

    assert list(jsonschema.Draft202012Validator(schema.json_schema()).iter_errors(record | wrong))


def test_the_help_of_every_field_is_vietnamese_first():
    said = schema.json_schema()
    helps = {
        f"{name}.{field}": value.get("description", "")
        for name, part in [("", said), *said["$defs"].items()]
        for field, value in part["properties"].items()
    }

    assert {text for text in helps.values() if not VIETNAMESE.search(text.split(" / ")[0])} <= {"tham quan / visit"}
    assert [key for key, text in helps.items() if " / " not in text] == []


def test_what_ends_lines_is_said_once():
    assert "eol=lf" in (ROOT / ".gitattributes").read_text(encoding="utf-8")
    assert "end_of_line = lf" in (ROOT / ".editorconfig").read_text(encoding="utf-8")
    assert SETTINGS["files.eol"] == "\n"
