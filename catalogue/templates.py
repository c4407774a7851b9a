"""The Jinja environment over ``overrides/``: the catalogue's looks, autoescaped; record text is never a template."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from catalogue import text

FOLDER = "catalogue"
DRAWINGS = "drawings"
_SVG = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def environment(overrides: Path, cache: Path | None = None) -> Environment:
    """Return the environment; *cache* keeps compiled templates between runs."""
    bytecode = None
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        bytecode = FileSystemBytecodeCache(str(cache))
    env = Environment(
        loader=FileSystemLoader(overrides / FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # else every import of a template asks the disk for its date
        bytecode_cache=bytecode,
    )
    env.filters["paragraphs"] = text.paragraphs
    env.filters["excerpt"] = text.excerpt
    env.filters["each"] = lambda items, function: [function(item) for item in items]
    env.filters["host"] = lambda url: urlsplit(url).hostname
    return env


def renderer(env: Environment) -> Callable[[str, dict[str, Any]], str]:
    """Return the function that outputs are handed: a template's name and what it may see, to text."""
    loaded = {name: env.get_template(name) for name in env.list_templates()}

    def render(name: str, values: dict[str, Any]) -> str:
        return loaded[name].render(values)

    return render


def drawings(overrides: Path) -> Mapping[str, str]:
    """Return the inside of every drawing by its name, safe to put into a sprite: they are the project's own files."""
    found = {}
    for path in sorted((overrides / DRAWINGS).glob("*.svg")):
        inside = _SVG.search(path.read_text(encoding="utf-8"))
        if inside:
            found[path.stem] = Markup(inside[1].strip())  # noqa: S704  # the project's own drawing
    return found
