"""The Jinja environment over ``overrides/``: the catalogue's looks, autoescaped; record text is never a template."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.runtime import Context
from markupsafe import Markup

from catalogue import text
from catalogue.issues import Issue, Refused

FOLDER = "catalogue"
DRAWINGS = "drawings"
# What a template can do wrong: its grammar, a name or an interface string that is not there, a value of another kind.
_WRONG = (TemplateError, LookupError, TypeError, ValueError, AttributeError)
_SVG = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def _writable(cache: Path) -> bool:
    """Make the folder *cache*; a project that cannot be written is built without it."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(cache, os.W_OK)


class _Context(Context):
    """Calls what a template calls, and nothing else: Jinja looks at each call for a wish to have the context.

    No function of the looks has it, and a fifth of the time of a page went into asking.
    """

    def call(
        self, function: Callable[..., Any], /, *arguments: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        """Return what *function* gives."""
        return function(*arguments, **named)


class _Environment(Environment):
    """Looks up what a template names as Python does: what is not there raises ``AttributeError``, which is reported."""

    context_class = _Context
    getattr = staticmethod(getattr)  # type: ignore[assignment]  # Jinja names its parameters

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what every template may see: a plain mapping, because it is copied each time one is rendered."""
        return {**self.globals, **(d or {})}


def environment(overrides: Path, cache: Path | None = None) -> Environment:
    """Return the environment; *cache* keeps compiled templates between runs."""
    bytecode = None
    if cache is not None and _writable(cache):
        bytecode = FileSystemBytecodeCache(str(cache))
    env = _Environment(
        loader=FileSystemLoader(overrides / FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # else every import of a template asks the disk for its date
        bytecode_cache=bytecode,
    )
    env.filters["paragraphs"] = text.paragraphs
    env.filters["clipped"] = text.clipped
    env.filters["each"] = lambda items, function: [function(item) for item in items]
    env.filters["host"] = lambda url: urlsplit(url).hostname
    return env


@dataclass(frozen=True)
class Looks:
    """The templates, as a function of a template's name and what it may see, and the drawings by their names."""

    render: Callable[[str, dict[str, Any]], str]
    drawings: Mapping[str, str]


def looks(overrides: Path, cache: Path | None = None) -> Looks:
    """Return the looks in *overrides*; raise ``Refused`` when a template is broken, then or when it is rendered."""
    env = environment(overrides, cache)
    with _refusing(overrides):
        loaded = {name: env.get_template(name) for name in env.list_templates()}

    def render(name: str, values: dict[str, Any]) -> str:
        try:
            return loaded[name].render(values)
        except _WRONG as error:
            raise _refused(overrides, error) from None

    return Looks(render, drawings(overrides))


@contextmanager
def _refusing(overrides: Path) -> Iterator[None]:
    try:
        yield
    except TemplateError as error:
        raise _refused(overrides, error) from None


def _refused(overrides: Path, error: Exception) -> Refused:
    """Return the finding for a template's *error*, at the innermost line of a template that it passed."""
    if isinstance(error, TemplateSyntaxError):
        file, line = error.name or "", error.lineno
    else:
        frames = [(frame.filename, frame.lineno or 1) for frame in extract_tb(error.__traceback__)]
        inside = [frame for frame in frames if Path(frame[0]).is_relative_to(overrides)]
        file, line = inside[-1] if inside else ("", 1)
    name = f"{overrides.name}/{FOLDER}/{Path(file).name}"
    return Refused([Issue("broken-template", name, line=line, values={"reason": str(error)})])


def drawings(overrides: Path) -> Mapping[str, str]:
    """Return the inside of every drawing by its name, safe to put into a sprite: they are the project's own files."""
    found = {}
    for path in sorted((overrides / DRAWINGS).glob("*.svg")):
        inside = _SVG.search(path.read_text(encoding="utf-8"))
        if inside:
            found[path.stem] = Markup(inside[1].strip())  # noqa: S704  # the project's own drawing
    return found
