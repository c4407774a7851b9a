"""The API: what its OpenAPI document says of it holds, version 1 keeps its promise, and nothing internal is in it."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import HERE, press_of
from jsonschema import Draft202012Validator

from catalogue import ratings
from catalogue.outputs import api
from catalogue.outputs.api.products import Products
from catalogue.outputs.tables import COLUMNS
from catalogue.store.events import parse

DATA = HERE / "data"
RECORD = HERE / "sites" / "full" / "products" / "mat-ong-rung" / "product.yaml"
PROMISED = (DATA / "api-v1.txt").read_text(encoding="utf-8").splitlines()
INTERNAL = {"asked", "note", "status"}


def read(site, path):
    return json.loads((site / path).read_bytes())


def product(site, slug="mat-ong-rung"):
    return read(site, f"api/v1/products/{slug}.json")


def described(site):
    return read(site, "api/v1/openapi.json")


def closed(shape):
    """*shape* with no property beside those that it names: the promise allows more, a file must not have it unsaid."""
    if isinstance(shape, dict):
        more = {"additionalProperties": False} if isinstance(shape.get("properties"), dict) and "type" in shape else {}
        return {key: closed(inner) for key, inner in shape.items()} | more
    return [closed(inner) for inner in shape] if isinstance(shape, list) else shape


def given(document, path):
    """The schema of what the address *path*, below the API, gives."""
    for template, item in document["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            return item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    raise AssertionError(f"{path} is not described")


def every_ref(node):
    if isinstance(node, dict):
        yield from ([node["$ref"]] if isinstance(node.get("$ref"), str) else [])
        node = list(node.values())
    for inner in node if isinstance(node, list) else []:
        yield from every_ref(inner)


@pytest.fixture(params=["full_site", "sample_site"])
def site(request):
    return request.getfixturevalue(request.param)


def test_the_openapi_document_is_one(full_site):
    document = described(full_site)
    schema = json.loads((DATA / "openapi-3.1.json").read_bytes())

    assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []
    for shape in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(shape)
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(every_ref(document)) == known


def test_every_file_is_described_and_keeps_to_that(site):
    document = described(site)
    components = closed(document["components"])
    folder = site / "api" / "v1"
    files = {f"/{path.relative_to(folder).as_posix()}": path for path in folder.rglob("*.json")}
    for path, file in files.items():
        if path == "/openapi.json":
            continue
        validator = Draft202012Validator(
            {**closed(given(document, path)), "components": components}, format_checker=Draft202012Validator.FORMAT_CHECKER
        )
        found = [f"{path} {error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(file.read_bytes()))]
        assert found == []
    assert {path for path in document["paths"] if "{" not in path} <= set(files)


def test_what_is_described_is_closed_enough_to_fail(full_site):
    document = described(full_site)
    shape = {**closed(given(document, "/products/x.json")), "components": closed(document["components"])}
    whole = product(full_site)

    for wrong in ({**whole, "note": "s17"}, {**whole, "gtin": 8}, {key: whole[key] for key in whole if key != "slug"}):
        assert list(Draft202012Validator(shape).iter_errors(wrong))


def test_version_1_keeps_what_it_promised(full_site):
    """A line of ``tests/data/api-v1.txt`` is a promise: lines are added there, and none is taken away or changed."""
    schemas, paths = described(full_site)["components"]["schemas"], set(described(full_site)["paths"])
    found = paths | {f"table.{column.name} {column.type}" for column in COLUMNS}
    found |= {
        f"{name}.{key} {inner.get('type') or inner.get('$ref', '').rpartition('/')[2] or 'enum'}"
        for name, shape in schemas.items()
        for key, inner in shape.get("properties", {}).items()
    }

    assert set(PROMISED) - found == set(), "version 1 has promised this"
    assert found - set(PROMISED) == set(), "add these lines to tests/data/api-v1.txt"
    assert sorted(PROMISED) == PROMISED


def as_written(value):
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def same(said, record):
    """Whether the JSON *said* states what is written in *record*."""
    if isinstance(record, dict):
        return all(same(said[key], inner) for key, inner in record.items() if key != "file")
    if isinstance(record, list):
        return len(said) == len(record) and all(map(same, said, record))
    if isinstance(said, dict):
        return said["vi"] == {"text": record, "state": "source"}
    return as_written(said) == record or Decimal(as_written(said)) == Decimal(record)


def test_a_product_states_all_that_its_record_does(full_site):
    record, _ = parse(RECORD.read_bytes(), "product.yaml")

    assert same(product(full_site), {key: value for key, value in record.items() if key not in INTERNAL})


def test_each_text_has_the_state_of_its_translation(full_site):
    whole = product(full_site)

    assert whole["name"]["en"] == {"text": "Forest honey", "state": "machine"}
    assert whole["summary"]["fr"] == {"text": whole["summary"]["fr"]["text"], "state": "stale"}
    assert whole["trade"]["hs"][0]["note"] == {
        "vi": {"text": "Khi s15.", "state": "source"},
        "en": {"state": "missing"},
        "fr": {"state": "missing"},
    }


def test_a_translation_that_is_not_published_is_not_in_the_data(project, run):
    run(project, "build", "--policy", "reviewed")

    assert product(project / "site")["name"]["en"] == {"state": "machine"}
    for path in [*(project / "site" / "api").rglob("*"), *(project / "site" / "data").iterdir()]:
        assert not path.is_file() or b"Forest honey" not in path.read_bytes(), path


def test_photos_lead_to_their_files(full_site):
    (photo,) = product(full_site)["photos"]

    assert set(photo) == {"id", "alt", "credit", "licence", "files"}
    for file in photo["files"]:
        path = full_site / file["url"].removeprefix("https://example.org/catalogue/")
        assert path.is_file()


def test_every_address_leads_to_a_file(site):
    base = "https://example.org/catalogue/"
    for path in [*(site / "api" / "v1").rglob("*.json"), *(site / "data").glob("*.json")]:
        for address in re.findall(rf'"{base}([^"{{]*)"', path.read_text(encoding="utf-8")):
            if address not in {"", "api/v1"}:
                target = site / address
                assert (target / "index.html" if address.endswith("/") else target).is_file(), address


def state_on(clock, day):
    return [clock["state"], *(change["state"] for change in clock.get("changes", ()) if change["day"] <= day)][-1]


def test_a_clock_read_off_on_another_day_is_the_clock_of_that_day(project):
    file = project / "products" / "mat-ong-rung" / "product.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("stars: 4\n", "stars: 4\n    withdrawn: 2028-02\n"), encoding="utf-8"
    )
    press = press_of(project)

    def clock(day):
        (document,) = Products(replace(press, sites=[replace(site, **on(day, site)) for site in press.sites])).documents()
        return json.loads(document.data)["clock"]

    def on(day, site):
        return {
            "day": day,
            "clocks": {record.slug: ratings.clock(record.product.ratings, day) for record in site.catalogue.records},
        }

    first = clock(date(2026, 11, 23))
    assert {change["state"] for change in first["changes"]} == {"expiring", "withdrawn"}
    for days in range(0, 900, 3):
        day = date(2026, 11, 23) + timedelta(days)
        assert state_on(first, day.isoformat()) == clock(day)["state"]


def test_the_day_stands_in_one_file_of_the_api(project, run):
    def files(day):
        run(project, "build", day=day)
        folder = project / "site" / "api"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    first, second = files("2026-11-23"), files("2026-11-24")
    assert {name for name in first if first[name] != second[name]} == {"v1/index.json"}


def another(project, slug, status, more=""):
    folder = project / "products" / slug
    folder.mkdir()
    text = (project / "products" / "mat-ong-rung" / "product.yaml").read_text(encoding="utf-8")
    text = text.replace("Mật ong rừng", f"Tên {slug}").replace("status: published", f"status: {status}{more}")
    (folder / "product.yaml").write_text(text, encoding="utf-8")


def test_of_a_withdrawn_product_only_its_slug_is_left_and_of_a_draft_nothing(project, run):
    another(project, "rut-lai", "withdrawn")
    another(project, "con-viet", "draft")
    another(project, "doi-ten", "published", more="\nformerly: [ten-cu]")
    done = run(project, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    site = project / "site"

    said = read(site, "api/v1/products.json")
    assert [head["slug"] for head in said["products"]] == ["mat-ong-rung", "doi-ten"]
    assert said["withdrawn"] == ["rut-lai"]
    assert said["moved"] == {"ten-cu": "doi-ten"}
    written = {
        path.name: path.read_text(encoding="utf-8") for folder in ("api", "data") for path in (site / folder).rglob("*.*")
    }
    assert not any("con-viet" in text for text in written.values())
    assert [name for name, text in written.items() if "rut-lai" in text] == ["products.json"]
    assert not any("rut-lai" in path.read_text(encoding="utf-8") for path in site.rglob("feed.xml"))


def test_a_producer_without_a_product_is_not_named(project):
    producers = project / "products" / "_reference" / "producers"
    (producers / "da-xin-go.yaml").write_text((producers / "htx-doi-xanh.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    said = {document.path: json.loads(document.data) for document in api.documents(press_of(project))}

    assert [one["id"] for one in said["api/v1/producers.json"]["producers"]] == ["htx-doi-xanh"]


def test_the_list_says_of_each_product_what_its_own_file_does(sample_site):
    for head in read(sample_site, "api/v1/products.json")["products"]:
        whole = product(sample_site, head["slug"])
        head["origin"] = whole["origin"] | head.get("origin", {}) if "origin" in whole else None
        assert {key: whole.get(key) for key in head} == head


def test_ids_lead_to_what_they_stand_for(site):
    categories, places = read(site, "api/v1/categories.json"), read(site, "api/v1/places.json")
    known = {
        "sector": {one["id"] for one in categories["sectors"]},
        "category": {one["id"] for one in categories["categories"]},
        "kind": {one["id"] for one in categories["kinds"]},
        "producer": {one["id"] for one in read(site, "api/v1/producers.json")["producers"]},
    }
    schemes = {one["id"] for one in read(site, "api/v1/schemes.json")["schemes"]}
    for path in Path(site / "api/v1/products").glob("*.json"):
        whole = json.loads(path.read_bytes())
        assert all(whole[key] in ids for key, ids in known.items() if key in whole)
        assert {whole.get("origin", {}).get(key) for key in ("now", "district")} - {None} <= {
            one["id"] for one in places["places"]
        }
        held = [one["scheme"] for key in ("certificates", "protections", "distinctions") for one in whole.get(key, ())]
        assert set(held) <= schemes
