"""The records' YAML, in: the only reader of ``products/``."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from catalogue import schema
from catalogue.issues import Issue, Refused
from catalogue.issues import Path as At
from catalogue.locales import LOCALES
from catalogue.model import Record, Reference, Rendition
from catalogue.store.events import parse, read_bytes
from catalogue.store.glossary import read_glossary
from catalogue.store.renditions import read_renditions
from catalogue.units import units, with_pivots

REFERENCE = "_reference"
GLOSSARY = "glossary.csv"
RESERVED_SLUGS = frozenset({"page"})
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CHECKS = {
    "extra_forbidden": "unknown-key",
    "missing": "missing-field",
    "literal_error": "not-one-of",
    "tuple_type": "not-a-list",
    "dict_type": "not-a-mapping",
    "model_type": "not-a-mapping",
    "model_attributes_type": "not-a-mapping",
    "string_type": "not-text",
}
M = TypeVar("M", bound=BaseModel)


def _without_not_applicable(tree: Any, at: str = "") -> tuple[Any, list[str]]:
    """Take every fact that says it does not apply out of *tree*, and return where they stood."""
    if isinstance(tree, dict):
        kept: dict[str, Any] = {}
        gone: list[str] = []
        for key, value in tree.items():
            path = f"{at}.{key}" if at else key
            if value == schema.NOT_APPLICABLE:
                gone.append(path)
                continue
            kept[key], below = _without_not_applicable(value, path)
            gone += below
        return kept, gone
    return tree, []


def _nearest(key: str, model: type[BaseModel], at: At) -> str:
    current: Any = model
    for step in at[:-1]:
        if isinstance(step, str) and isinstance(current, type) and issubclass(current, BaseModel):
            info = current.model_fields.get(step)
            current = _model_in(info.annotation) if info else None
    names = list(current.model_fields) if isinstance(current, type) and issubclass(current, BaseModel) else []
    return next(iter(difflib.get_close_matches(key, names, n=1, cutoff=0.5)), "")


def _among(expected: str, said: str) -> dict[str, str]:
    """Return the values that Pydantic has *expected*, and which of them is *said* in other letters; it says them in English."""
    known = re.findall(r"'([^']*)'", expected)
    return {"expected": ", ".join(known), "nearest": next((one for one in known if one.casefold() == said.casefold()), "")}


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type):
        return annotation
    return next((found for arg in getattr(annotation, "__args__", ()) if (found := _model_in(arg))), None)


def _line(lines: dict[At, int], at: At) -> int:
    while at and at not in lines:
        at = at[:-1]
    return lines.get(at, 1)


def _issues(error: ValidationError, model: type[BaseModel], file: str, lines: dict[At, int]) -> list[Issue]:
    found = []
    for item in error.errors(include_url=False):
        at: At = tuple(item["loc"])
        values = {"field": ".".join(map(str, at)), **{k: str(v) for k, v in item.get("ctx", {}).items()}}
        check = _CHECKS.get(item["type"], item["type"])
        if check == "unknown-key" and str(at[-1]).isdigit():
            # {amount: 1,5} says 1, and a field 5 without a value.
            check, values = "comma-in-number", {"value": str(at[-1])}
        elif check == "unknown-key":
            values["nearest"] = _nearest(str(at[-1]), model, at)
        elif check == "not-one-of":
            values |= _among(values["expected"], str(item["input"]))
        found.append(Issue(check, file, at, _line(lines, at), values=values))
    return found


def load(path: Path, file: str, model: type[M]) -> tuple[M, frozenset[str]]:
    """Return the validated content of a YAML file and the paths of its facts that do not apply.

    Raises ``Refused`` with every issue of the file.
    """
    return validated(read_bytes(path, file), file, model)


def validated(data: bytes, file: str, model: type[M]) -> tuple[M, frozenset[str]]:
    """Return what ``load`` does, of *data* that may not be on the disk yet; *file* names it in findings."""
    tree, lines = parse(data, file)
    if not isinstance(tree, dict):
        raise Refused([Issue("not-a-mapping", file, line=1, values={"field": file})])
    tree, gone = _without_not_applicable(tree)
    try:
        return model.model_validate(tree), frozenset(gone)
    except ValidationError as error:
        raise Refused(_issues(error, model, file, lines)) from None


def read_record(folder: Path, root: Path, locales: tuple[str, ...]) -> tuple[Record | None, list[Issue]]:
    """Return the record of *folder* with its translations into *locales*, and what is wrong with them.

    The record is ``None`` when its own file cannot be used; a translation that cannot be used is left out.
    """
    file = (folder / "product.yaml").relative_to(root).as_posix()
    try:
        product, gone = load(folder / "product.yaml", file, schema.Product)
    except Refused as refused:
        return None, list(refused.issues)
    renditions: dict[str, Mapping[str, Rendition]] = {}
    issues: list[Issue] = []
    for locale in locales:
        beside = folder / f"product.{locale}.yaml"
        if beside.exists() or beside.is_symlink():
            try:
                renditions[locale], found = read_renditions(beside, beside.relative_to(root).as_posix())
                issues += found
            except Refused as refused:
                issues += refused.issues
    keyed = {unit.key: unit for unit in units(product)}
    return Record(folder.name, file, product, keyed, gone, with_pivots(renditions)), issues


def is_slug(name: str) -> bool:
    """Tell whether the folder of a record may have this *name*, which is the address of its page."""
    return bool(_SLUG.fullmatch(name)) and name not in RESERVED_SLUGS and len(name) <= 100


def _layout(products: Path, root: Path, locales: tuple[str, ...]) -> Iterator[Issue]:
    # Of every locale there is: a build of fewer of them must not call the others strangers.
    known = {"product.yaml", "photos", *(f"product.{locale}.yaml" for locale in {*LOCALES, *locales})}
    for path in sorted(products.iterdir()):
        file = path.relative_to(root).as_posix()
        if path.name.startswith("."):
            continue
        if path.is_symlink():
            yield Issue("symlink", file, line=1)
        elif not path.is_dir():
            yield Issue("stray-file", file, line=1)
        elif path.name != REFERENCE and not is_slug(path.name):
            yield Issue("bad-slug", file, line=1, values={"slug": path.name})
        elif path.name != REFERENCE:
            for inside in sorted(path.iterdir()):
                if inside.name not in known and not inside.name.startswith("."):
                    yield Issue("stray-file", inside.relative_to(root).as_posix(), line=1, severity="warning")


def read_reference(products: Path, root: Path) -> Reference:
    """Return what the records share; raise ``Refused`` with every issue of ``_reference/``."""
    issues: list[Issue] = []

    def one(name: str, model: type[M]) -> M | None:
        path = products / REFERENCE / name
        try:
            return load(path, path.relative_to(root).as_posix(), model)[0]
        except Refused as refused:
            issues.extend(refused.issues)
            return None

    collection = one("catalogue.yaml", schema.Collection)
    categories = one("categories.yaml", schema.Categories)
    places = one("places.yaml", schema.Places)
    schemes = one("certificates.yaml", schema.Schemes)
    excuses = one("links.yaml", schema.Excuses) if (products / REFERENCE / "links.yaml").exists() else None
    folder = products / REFERENCE / "producers"
    producers = {path.stem: one(f"producers/{path.name}", schema.Producer) for path in sorted(folder.glob("*.yaml"))}
    words = products / REFERENCE / GLOSSARY
    glossary, found = read_glossary(words, words.relative_to(root).as_posix())
    issues += found
    if issues or collection is None or categories is None or places is None or schemes is None:
        raise Refused(issues)
    return Reference(
        collection=collection,
        sectors={item.id: item for item in categories.sectors},
        sets={item.id: item for item in categories.sets},
        kinds={item.id: item for item in categories.kinds},
        levels=places.levels,
        places={item.id: item for item in places.places},
        schemes={item.id: item for item in schemes.schemes},
        producers={key: value for key, value in producers.items() if value is not None},
        glossary=glossary,
        excuses=excuses.excused if excuses else (),
    )


def folders(products: Path, root: Path, locales: tuple[str, ...]) -> tuple[list[Path], list[Issue]]:
    """Return the folders of the records, in the order of their slugs, and what stands in ``products/`` that should not.

    That there is no record at all is one of the issues, so that a first one can still be written. Raises ``Refused`` when there
    is no ``products/``.
    """
    file = products.relative_to(root).as_posix()
    if not products.is_dir():
        raise Refused([Issue("missing-file", file, line=1)])
    issues = list(_layout(products, root, locales))
    found = sorted(path for path in products.iterdir() if path.is_dir() and not path.name.startswith(("_", ".")))
    if not found and not issues:
        issues.append(Issue("no-records", file, line=1))
    return [path for path in found if not path.is_symlink()], issues


def located(root: Path, issues: Iterable[Issue]) -> list[Issue]:
    """Return *issues* by file and line; a line that the check did not know is looked up in the file."""
    lines = cache(partial(_lines, root))
    found = [issue if issue.line else issue.on_line(_line(lines(issue.file), issue.at)) for issue in issues]
    return sorted(found, key=lambda issue: (issue.file, issue.line, issue.check))


def _lines(root: Path, file: str) -> dict[At, int]:
    """Return the line of every path of *file*; none of a file that cannot be read."""
    try:
        return parse(read_bytes(root / file, file), file)[1]
    except Refused:
        return {}
