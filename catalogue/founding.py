"""A new catalogue, for another province: the software, the look and what is national, and no fact of the model's own.

The programme's parts (sectors, criteria sets, kinds, schemes, levels of places, general terms) come from the catalogue that
stands as the model; pages and settings from ``docs/project/skeleton/``.
"""

import csv
import io
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from tempfile import mkdtemp
from typing import Any

from catalogue.issues import Issue, Refused
from catalogue.locales import LOCALES
from catalogue.schema import SCHEMA_VERSION
from catalogue.settings import Settings
from catalogue.store import GLOSSARY, REFERENCE
from catalogue.store.canonical import SHARED
from catalogue.store.events import parse, read_bytes
from catalogue.store.fresh import written
from catalogue.store.shapes import of

SOFTWARE = (
    "catalogue", "overrides", "scripts", "docs/project", ".ci", ".github", ".vscode",
    "Makefile", "pyproject.toml", "requirements.txt", "requirements-dev.txt", "LICENSE",
    "CONTRIBUTING.md", ".editorconfig", ".gitattributes", ".gitignore",
)  # fmt: skip
"""What is copied as it is, where the model has it."""
GENERAL_PAGES = ("data", "guides/ocop-stars")
"""The pages of ``docs/`` that speak of the programme, not of the province."""
SKELETON = "docs/project/skeleton"
_LEFT = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*_cache")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the new catalogue is called, its locales with the source first, its address with its last slash, its time zone."""

    name: str
    locales: tuple[str, ...]
    site_url: str
    time_zone: str


def found(model: Settings, wish: Wish, target: Path) -> None:
    """Lay a new catalogue at *target*, whole or not at all.

    Raises ``Refused`` when something is there already, when *model* is no catalogue that can be copied, or the disk refuses.
    """
    if target.is_symlink() or (target.exists() and not (target.is_dir() and not any(target.iterdir()))):
        raise Refused([Issue("already-there", target.name, line=1)])
    if not (Path(model.root) / SKELETON).is_dir():
        raise Refused([Issue("missing-file", SKELETON, line=1)])
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _lay_beside(model, wish, target)
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        raise Refused([Issue("cannot-write-record", target.name, line=1, values=values)]) from None


def _lay_beside(model: Settings, wish: Wish, target: Path) -> None:
    """Lay the new catalogue in a folder beside *target*, and give it its name once it is whole."""
    folder = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        _lay(model, wish, folder)
        folder.chmod(0o755)
        if target.exists():
            target.rmdir()  # Windows puts no folder in the place of another, not even of an empty one
        folder.rename(target)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _lay(model: Settings, wish: Wish, folder: Path) -> None:
    root = Path(model.root)
    for name in SOFTWARE:
        _copy(root / name, folder / name)
    _drop_forms(folder / ".github" / "ISSUE_TEMPLATE", wish.locales)
    _copy(root / SKELETON / "tests", folder / "tests")
    _write_filled(root / SKELETON, wish, folder)
    _copy_pages(root / SKELETON / "docs", "about", wish, folder)
    for page in GENERAL_PAGES:
        _copy_pages(Path(model.docs), page, wish, folder, source=model.source)
    reference = folder / "products" / REFERENCE
    (reference / "producers").mkdir(parents=True)
    for name, data in _shared(Path(model.products) / REFERENCE, wish):
        (reference / name).write_bytes(data)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=_LEFT)
    elif source.is_file():
        shutil.copy2(source, target)


def _drop_forms(forms: Path, locales: Sequence[str]) -> None:
    """Take away the forms in other locales than *locales*, unless none would be left."""
    kept = {form for code in locales for form in forms.glob(f"*-{code}.yml")}
    for form in forms.glob("*-*.yml") if kept else ():
        if form not in kept:
            form.unlink()


def _write_filled(skeleton: Path, wish: Wish, folder: Path) -> None:
    """Write the settings and the README with what is wished in them; JSON is how YAML quotes a name."""
    lines = [f"        - locale: {code}\n          name: {LOCALES[code].name}" for code in wish.locales]
    lines[0] += "\n          default: true"
    quoted = {"name": _quoted(wish.name), "site_url": _quoted(wish.site_url), "time_zone": _quoted(wish.time_zone)}
    settings = Template((skeleton / "mkdocs.yml").read_text(encoding="utf-8"))
    (folder / "mkdocs.yml").write_text(settings.substitute(quoted, languages="\n".join(lines)), encoding="utf-8", newline="\n")
    readme = Template((skeleton / "README.md").read_text(encoding="utf-8"))
    (folder / "README.md").write_text(readme.substitute(name=wish.name), encoding="utf-8", newline="\n")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _copy_pages(docs: Path, page: str, wish: Wish, folder: Path, source: str = "") -> None:
    """Copy *page* in each wished locale that has it; the page of a source has no locale in its name, in the old and the new."""
    for code in wish.locales:
        old = docs / (f"{page}.md" if code == source else f"{page}.{code}.md")
        _copy(old, folder / "docs" / (f"{page}.md" if code == wish.locales[0] else f"{page}.{code}.md"))


# What the records share.


def _shared(reference: Path, wish: Wish) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the new ``_reference/`` with its bytes."""
    places = _tree(reference, "places.yaml", wish)
    categories = _tree(reference, "categories.yaml", wish)
    yield _file("catalogue.yaml", _collection(_tree(reference, "catalogue.yaml", wish), wish))
    yield _file("categories.yaml", {**categories, "kinds": [_kind(kind) for kind in categories["kinds"]]})
    yield _file("certificates.yaml", _tree(reference, "certificates.yaml", wish))
    yield _file("places.yaml", {"levels": places["levels"], "places": []})
    if len(wish.locales) > 1 and (reference / GLOSSARY).is_file():  # in one locale there is nothing to translate
        yield GLOSSARY, _glossary((reference / GLOSSARY).read_text(encoding="utf-8-sig"), wish)


def _file(name: str, tree: Mapping[str, Any]) -> tuple[str, bytes]:
    return name, written(tree, f"products/{REFERENCE}/{name}", of(SHARED[name]))


def _tree(reference: Path, name: str, wish: Wish) -> Any:
    file = f"products/{REFERENCE}/{name}"
    return _in_locales(parse(read_bytes(reference / name, file), file)[0], wish.locales)


def _in_locales(tree: Any, locales: Sequence[str]) -> Any:
    """Return *tree* with no label of any other locale; a map whose keys are all locales is one of labels."""
    if isinstance(tree, list):
        return [_in_locales(item, locales) for item in tree]
    if not isinstance(tree, dict):
        return tree
    keys = [key for key in tree if key in locales] if tree.keys() <= LOCALES.keys() else list(tree)
    return {key: _in_locales(tree[key], locales) for key in keys}


def _collection(model: Mapping[str, Any], wish: Wish) -> dict[str, Any]:
    """Return the description of the collection; its first sentence is the programme's name, until somebody writes one."""
    kept = {key: model[key] for key in ("programme", "licence", "country") if key in model}
    name = dict.fromkeys(wish.locales, wish.name)
    return {"schema": str(SCHEMA_VERSION), "name": name, "tagline": model["programme"], **kept}


def _kind(kind: Mapping[str, Any]) -> dict[str, Any]:
    """Return *kind* without what only the model's guides say of it, and without names of its places."""
    kept = {key: value for key, value in kind.items() if key not in {"gift", "keeps", "also"}}
    also = {code: [word for word in words if not _is_local(word)] for code, words in kind.get("also", {}).items()}
    also = {code: words for code, words in also.items() if words}
    return {**kept, "also": also} if also else kept


def _glossary(text: str, wish: Wish) -> bytes:
    """Return the terms that hold no name of a place, in the wished locales; notes tell of the model, and go."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*wish.locales, "note"], extrasaction="ignore", lineterminator="\n", restval="")
    writer.writeheader()
    source = next(iter(rows[0])) if rows else ""
    writer.writerows({**row, "note": ""} for row in rows if not _is_local(row[source]))
    return out.getvalue().encode()


def _is_local(term: str) -> bool:
    """Tell whether *term* holds the name of a place: it begins small, and a later word is written as a name is."""
    first, *rest = term.split() or [""]
    return first[:1].islower() and any(word[:1].isupper() and word[1:].islower() for word in rest)
