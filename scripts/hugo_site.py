"""The content of the bench's Hugo site: the same records, guides and interface words, in the form that Hugo reads.

Facts stay data: front matter and data files hold what the records and ``_reference/`` say, and the templates in
``scripts/hugo`` format it, as ours do. A kind's guide is the page of its taxonomy term.
"""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import yaml
from babel import Locale as Babel

from catalogue.facts import ASKED
from catalogue.locales import LOCALES, Locale
from catalogue.schema import NOT_APPLICABLE

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "products" / "_reference"
SOURCE = "vi"
PROSE = ("summary", "story", "note")
PLURAL = re.compile(r"(.+)\.(one|many|other)")


def _read(path: Path) -> Any:
    """Return a YAML file, every scalar as text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # it makes only text


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _pattern(text: str) -> str:
    """Return an interface string with Hugo's placeholders: ``{date}`` becomes ``{{ .date }}``."""
    return re.sub(r"\{(\w+)\}", lambda found: "{{ ." + found[1].replace("count", "Count") + " }}", text)


def _interface(locale: Locale) -> dict[str, object]:
    """Return the strings of *locale* as a table of Hugo's i18n; those of one plural make one entry."""
    table: dict[str, Any] = {}
    for key, text in locale.strings.items():
        plural = PLURAL.fullmatch(key)
        if plural:
            table.setdefault(plural[1], {})[plural[2]] = _pattern(text)
        else:
            table[key] = _pattern(text)
    return table


def _applying(part: dict, prefix: str = "") -> tuple[dict, list[str]]:
    """Take every fact that does not apply out of *part*, and return where they stood."""
    kept, gone = {}, []
    for key, value in part.items():
        if value == NOT_APPLICABLE:
            gone.append(f"{prefix}{key}")
        elif isinstance(value, dict):
            kept[key], below = _applying(value, f"{prefix}{key}.")
            gone += below
        else:
            kept[key] = value
    return kept, gone


def _asked(paths: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the facts that a face asks for, cut where a template looks them up."""
    cut = (path.partition(".") for path in paths)
    return [
        {"key": f"{top}{dot}{below}", "top": top, "below": below, "label": f"field.{top}{dot}{below}"}
        for top, dot, below in cut
    ]


def _by_id(items: list[dict]) -> dict[str, dict]:
    return {item["id"]: item for item in items}


def _data(folder: Path) -> dict[str, Any]:
    """Write what the records share as data files, and return it."""
    places, categories = _read(REFERENCE / "places.yaml"), _read(REFERENCE / "categories.yaml")
    data = {
        "collection": _read(REFERENCE / "catalogue.yaml"),
        "levels": places["levels"],
        "places": _by_id(places["places"]),
        "schemes": _by_id(_read(REFERENCE / "certificates.yaml")["schemes"]),
        **{name: _by_id(categories[name]) for name in ("sectors", "sets", "kinds")},
        "producers": {path.stem: _read(path) for path in (REFERENCE / "producers").glob("*.yaml")},
        "countries": {code: dict(Babel.parse(locale.region).territories) for code, locale in LOCALES.items()},
        "asked": {face: _asked(paths) for face, paths in ASKED.items()},
        "said": {key: text for key, text in LOCALES[SOURCE].strings.items() if key.startswith("seller.")},
    }
    for name, content in data.items():
        _write(folder / "data" / f"{name}.json", content)
    return data


def _used(data: dict[str, Any], sample: list[Path]) -> dict[str, Any]:
    """Return the places and categories that have a page with us: those of the records, former districts, sectors."""
    records = [_read(path / "product.yaml") for path in sample]
    sets = {record["category"] for record in records}
    places = {record.get("origin", {}).get("now") for record in records}
    return {
        "places": {
            key: item for key, item in data["places"].items() if key in places or ("until" in item and "parent" in item)
        },
        "categories": data["sectors"] | {key: item for key, item in data["sets"].items() if key in sets},
        "producers": data["producers"],
        "kinds": data["kinds"],
    }


def _terms(folder: Path, terms: dict[str, Any], code: str) -> None:
    """Write the names of the terms of every taxonomy, and the headings of their indexes."""
    for taxonomy, items in terms.items():
        title = LOCALES[code].strings["guides.title" if taxonomy == "kinds" else f"{taxonomy}.title"]
        _write(folder / taxonomy / "_index.md", {"title": title})
        for key, item in items.items():
            _write(folder / taxonomy / key / "_index.md", {"title": item["name"][code]})


def _guide(text: str) -> str:
    """Return a guide whose first paragraph is its summary."""
    head, _, body = text.partition("\n---\n")
    return f"{head}\n---\n" + body.replace("\n\n", "\n\n<!--more-->\n\n", 1)


def _guides(folder: Path, data: dict[str, Any], code: str) -> None:
    """Write the hand-written pages; that of a kind becomes the page of its term."""
    ending = ".md" if code == SOURCE else f".{code}.md"
    for path in [*(ROOT / "docs" / "guides").iterdir(), ROOT / "docs" / f"about{ending}"]:
        name, _, rest = path.name.partition(".")
        if f".{rest}" == ending:
            inside = {"about": "about.md"}.get(name, f"guides/{name}.md")
            target = folder / (f"kinds/{name}/_index.md" if name in data["kinds"] else inside)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_guide(path.read_text(encoding="utf-8")), encoding="utf-8")


def _prose(record: dict, prefix: str = "") -> dict[str, str]:
    """Return every text of *record* by its dotted path; items of a list go by their ids."""
    found: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            found |= _prose(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            for item in value:
                found |= _prose(item, f"{prefix}{key}.{item['id']}.") if isinstance(item, dict) else {}
        else:
            found[f"{prefix}{key}"] = value
    return found


def _texts(path: Path, record: dict, code: str, units: set[str]) -> dict[str, dict[str, str]]:
    """Return the units of a record in one locale, each with its ``lang``."""
    texts = {key: {"text": text, "lang": SOURCE} for key, text in _prose(record).items() if key in units}
    if code != SOURCE:
        for key, unit in _read(path / f"product.{code}.yaml").items():
            machine = unit["status"].startswith("machine")
            texts[key] = {"text": unit["text"], "lang": f"{code}-x-mtfrom-{SOURCE}" if machine else code}
    return texts


def _page(record: dict, texts: dict[str, dict[str, str]], gone: list[str], sector: str) -> str:
    origin = record.get("origin", {})
    home = origin.get("district") or origin.get("now")
    matter = {
        "title": texts["name"]["text"],
        "description": texts["summary"]["text"],
        "kinds": [record["kind"]],
        "places": [place for place in (origin.get("district"), origin.get("now")) if place],
        "categories": [record["category"], sector],
        "producers": [record["producer"]] if "producer" in record else [],
        "params": {
            "record": {key: value for key, value in record.items() if key not in PROSE},
            "texts": texts,
            "gone": gone,
            "machine": any("-x-" in text["lang"] for text in texts.values()),
            "home": home,
            "sector": sector,
            "tone": len(record["name"]) % 5,
        },
    }
    return f"{json.dumps(matter, ensure_ascii=False)}\n\n{texts.get('story', {}).get('text', '')}\n"


def _products(folder: Path, data: dict[str, Any], sample: list[Path], size: int) -> None:
    units = {key for path in sample for key in _read(path / "product.en.yaml")}
    for code in LOCALES:
        pages = []
        for path in sample:
            record, gone = _applying(_read(path / "product.yaml"))
            sector = data["sets"][record["category"]]["sector"]
            pages.append((path.name, _page(record, _texts(path, record, code, units), gone, sector)))
        products = folder / code / "products"
        _write(products / "_index.md", {"title": LOCALES[code].strings["products.title"]})
        for number in range(size):
            name, page = pages[number % len(pages)]
            (products / f"{name}-{number}.md").write_text(page, encoding="utf-8")


def hugo_project(folder: Path, sample: list[Path], size: int) -> Path:
    """Make *size* records of *sample* a Hugo site in *folder*."""
    shutil.copytree(ROOT / "scripts" / "hugo", folder)
    shutil.copytree(ROOT / "overrides" / "assets", folder / "static" / "assets")
    data = _data(folder)
    for code, locale in LOCALES.items():
        _write(folder / "i18n" / f"{code}.json", _interface(locale))
        _write(folder / "content" / code / "_index.md", {"title": data["collection"]["name"][code]})
        _terms(folder / "content" / code, _used(data, sample), code)
        _guides(folder / "content" / code, data, code)
    _products(folder / "content", data, sample, size)
    return folder
