"""The tables, the map and the data package: what the package says of them holds, and a spreadsheet computes nothing of them."""

import csv
import json
import re
from decimal import Decimal

import pytest
from conftest import opened, press_of
from hypothesis import given
from hypothesis import strategies as st

from catalogue.cells import guarded, plain
from catalogue.outputs import tables
from catalogue.outputs.tables import COLUMNS

LOCALES = ("vi", "en", "fr")
COMPUTED = ("=", "+", "-", "@", "\t")
TYPES = {
    "string": bool,
    "integer": lambda cell: re.fullmatch(r"-?\d+", cell),
    "number": lambda cell: re.fullmatch(r"-?\d+(\.\d+)?", cell),
    "boolean": lambda cell: cell in {"true", "false"},
}


def rows(site, locale="vi"):
    with (site / "data" / f"products.{locale}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def package(site):
    return json.loads((site / "data" / "datapackage.json").read_bytes())


def features(site):
    return json.loads((site / "data" / "products.geojson").read_bytes())["features"]


def problems(field, cells):
    """What is wrong with the *cells* of a column, by Table Schema."""
    must = field.get("constraints", {})
    stated = [cell for cell in cells if cell]
    if must.get("required") and len(stated) < len(cells):
        yield "empty"
    if must.get("unique") and len(set(stated)) < len(stated):
        yield "twice"
    for cell in stated:
        if not TYPES[field["type"]](cell):
            yield f"{cell}: no {field['type']}"
        elif not must.get("minimum", 0) <= (Decimal(cell) if "minimum" in must else 0) <= must.get("maximum", 0):
            yield f"{cell}: out of range"
        if "pattern" in must and not re.fullmatch(must["pattern"], cell):
            yield f"{cell}: not {must['pattern']}"
        if "enum" in must and cell not in must["enum"]:
            yield f"{cell}: none of {must['enum']}"


@pytest.fixture(params=["full_site", "sample_site"])
def site(request):
    return request.getfixturevalue(request.param)


def test_the_package_describes_every_file_beside_it(site):
    said = package(site)

    assert {resource["path"] for resource in said["resources"]} | {"datapackage.json"} == {
        path.name for path in (site / "data").iterdir() if path.is_file() and path.name != "index.html"
    }
    assert all(re.fullmatch("[-a-z0-9._/]+", name) for name in (said["name"], *(one["name"] for one in said["resources"])))
    assert all(licence["path"].startswith("https://") for licence in said["licenses"])
    assert said["sources"]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_table_keeps_to_its_schema(locale, site):
    (resource,) = [one for one in package(site)["resources"] if one["path"] == f"products.{locale}.csv"]
    found = rows(site, locale)

    assert list(found[0]) == [field["name"] for field in resource["schema"]["fields"]]
    for field in resource["schema"]["fields"]:
        assert list(problems(field, [row[field["name"]] for row in found])) == [], field["name"]


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        ({"type": "integer"}, ["4.5"]),
        ({"type": "integer", "constraints": {"minimum": 3, "maximum": 5}}, ["6"]),
        ({"type": "boolean"}, ["yes"]),
        ({"type": "string", "constraints": {"required": True}}, [""]),
        ({"type": "string", "constraints": {"unique": True}}, ["a", "a"]),
        ({"type": "string", "constraints": {"enum": ["a"]}}, ["b"]),
        ({"type": "string", "constraints": {"pattern": "[0-9]{4}"}}, ["04/2026"]),
    ],
)
def test_a_cell_that_does_not_keep_to_its_schema_is_found(field, cells):
    assert list(problems(field, cells))


def test_a_record_that_states_everything_fills_every_column(full_site):
    (row,) = rows(full_site, "en")

    assert [name for name, cell in row.items() if not cell] == []
    assert row["place"] == "Doi Xanh commune, Doi province"
    assert row["prices"].replace("\xa0", " ") == "₫111,000 – ₫222,000 per kg (2019)"
    assert row["packs"] == "357 ml"
    assert row["protections"] == "Geographical indication (Japan, GI-0815)"
    assert row["rating_ends"] == "2028-03-11"
    assert row["season_months"] == "3; 4"


def test_the_tables_hold_the_same_products_with_the_same_ids(sample_site):
    tables = {locale: {row["slug"]: row for row in rows(sample_site, locale)} for locale in LOCALES}

    assert len(tables["vi"]) == 63
    assert tables["vi"].keys() == tables["en"].keys() == tables["fr"].keys()
    for slug, row in tables["vi"].items():
        for locale in LOCALES:
            other = tables[locale][slug]
            same = {key for key in row if key.endswith("_id") or key in {"slug", "stars", "rating_state", "changed", "data"}}
            assert {key: other[key] for key in same} == {key: row[key] for key in same}
            assert (sample_site / other["page"].removeprefix("https://example.org/catalogue/") / "index.html").is_file()


def test_excel_reads_the_letters(sample_site):
    assert (sample_site / "data" / "products.vi.csv").read_bytes().startswith("\ufeffslug,name,".encode())


def table_of(project, old, new):
    """The only line of the table in the source's locale, after a change of the record."""
    record = project / "products" / "mat-ong-rung" / "product.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    first = next(tables.documents(press_of(project)))
    (row,) = csv.DictReader(first.data.decode("utf-8-sig").splitlines(), strict=True)
    return row


@pytest.mark.parametrize("name", ['=HYPERLINK("https://example.org")', "+84", "-1+1", "@SUM(A1)", "'=1"])
def test_a_spreadsheet_computes_no_cell(name, project):
    quoted = name.replace("'", "''")
    row = table_of(project, "name: Mật ong rừng", f"name: '{quoted}'")

    assert not any(cell.startswith(COMPUTED) for cell in row.values())
    assert plain(row["name"]) == name


@given(st.text())
def test_a_guard_is_taken_away_again(text):
    assert plain(guarded(text)) == text
    assert not guarded(text).startswith(COMPUTED)


def test_a_number_below_zero_is_a_number(project):
    row = table_of(project, "origin:\n", "origin:\n  latitude: -21.5\n  longitude: 106.25\n")

    assert row["latitude"] == "-21.5"


def test_the_map_holds_the_products_with_coordinates(full_site):
    (feature,) = features(full_site)

    assert feature["geometry"] == {"type": "Point", "coordinates": [106.52, 21.41]}
    assert feature["id"] == "mat-ong-rung"
    assert feature["properties"]["name_en"] == "Forest honey"
    assert (full_site / feature["properties"]["page_fr"].removeprefix("https://example.org/catalogue/")).is_dir()


def test_a_place_that_is_only_named_is_no_point(sample_site):
    assert {row["latitude"] for row in rows(sample_site)} == {""}
    assert features(sample_site) == []


def test_the_names_of_columns_are_told_apart():
    names = [column.name for column in COLUMNS]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z_]+", name) for name in names)


@pytest.mark.parametrize("prefix", ["", "en/", "fr/"])
def test_the_page_about_the_data_leads_to_every_file(prefix, sample_site, browser):
    page, _ = opened(browser, java_script_enabled=False)
    page.goto((sample_site / prefix / "data" / "index.html").as_uri())
    found = {
        page.evaluate("link => link.href", link).removeprefix(sample_site.as_uri() + "/")
        for link in page.query_selector_all("dl.facts a")
    }
    locale = prefix.rstrip("/") or "vi"

    assert found == {
        f"data/products.{locale}.csv", "data/datapackage.json", "data/products.geojson",
        "api/v1/index.json", "api/v1/openapi.json", f"{prefix}feed.xml",
    }  # fmt: skip
    assert all((sample_site / path).is_file() for path in found)
