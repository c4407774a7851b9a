"""The translatable units of a record, and the state of each.

The word of a status line is never believed alone: the state is computed from the two digests beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from pydantic import BaseModel

from catalogue.model import Record, Rendition, State, Unit
from catalogue.schema import Product
from catalogue.text import digest

Renditions = Mapping[str, Mapping[str, Rendition]]
"""The translations of one record, by locale and unit key."""

PUBLISHED: Mapping[str, frozenset[State]] = {
    "reviewed": frozenset({"reviewed", "human"}),
    "label": frozenset({"reviewed", "human", "machine", "edited", "stale"}),
    "all": frozenset({"reviewed", "human", "machine", "edited", "stale"}),
}


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Return the names of the fields of *model*, and whether each is a text to translate."""
    extras = ((name, info.json_schema_extra) for name, info in model.model_fields.items())
    return tuple((name, isinstance(extra, dict) and bool(extra.get("unit"))) for name, extra in extras)


def _walk(part: BaseModel, prefix: str) -> Iterator[Unit]:
    for name, is_unit in _fields(type(part)):
        value = getattr(part, name)
        if is_unit and value is not None:
            yield Unit(f"{prefix}{name}", value, digest(value))
        elif isinstance(value, BaseModel):
            yield from _walk(value, f"{prefix}{name}.")
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, BaseModel):
                    yield from _walk(item, f"{prefix}{name}.{getattr(item, 'id')}.")


def units(product: Product) -> tuple[Unit, ...]:
    """Return the units of *product* in the order of the schema."""
    return tuple(_walk(product, ""))


def state(unit: Unit, rendition: Rendition | None) -> State:
    """Return the effective state of *unit* in a target locale."""
    if rendition is None or not rendition.text:
        return "missing"
    if rendition.source_digest != unit.digest or _moved(rendition):
        return "stale"
    if rendition.text_digest != rendition.digest:
        return "edited"
    return rendition.word


def status_line(rendition: Rendition) -> str:
    """Return the status of *rendition* as it stands on disk: word, two digests, origin, date and, for a person, who."""
    parts = (rendition.word, rendition.source_digest, rendition.text_digest, rendition.origin, rendition.date, rendition.who)
    return " ".join(part for part in parts if part)


def _parts(rendition: Rendition) -> tuple[str, str, str]:
    """Return the parts of an origin: the engine and, if it went through another target locale, that and its text's digest."""
    engine, _, rest = rendition.origin.partition(":")
    locale, _, sealed = rest.partition(":")
    return engine, locale, sealed


def _moved(rendition: Rendition) -> bool:
    """Tell whether the text that *rendition* went through has another digest now."""
    _, locale, sealed = _parts(rendition)
    return bool(locale) and sealed != rendition.pivot


def origin_now(rendition: Rendition) -> str:
    """Return the origin of *rendition* as an approval seals it: what it went through is approved as it stands now."""
    engine, locale, _ = _parts(rendition)
    return f"{engine}:{locale}:{rendition.pivot}" if locale and rendition.pivot else engine


def with_pivots(renditions: Renditions) -> Renditions:
    """Return the translations of a record, each told what the text that it went through has for a digest now."""
    return {
        locale: {key: with_pivot(one, key, renditions) for key, one in found.items()} for locale, found in renditions.items()
    }


def with_pivot(rendition: Rendition, key: str, others: Renditions) -> Rendition:
    """Return *rendition* of the unit *key*, and its suggestion, told what the texts they went through have for a digest now."""
    if ":" not in rendition.origin and rendition.suggestion is None:
        return rendition
    pivot = others.get(_parts(rendition)[1], {}).get(key)
    below = rendition.suggestion and with_pivot(rendition.suggestion, key, others)
    return replace(rendition, pivot=pivot.digest if pivot else "", suggestion=below)


def publishable(rendition: Rendition | None, effective: State, policy: str) -> bool:
    """Tell whether *policy* shows a text in this state.

    Under ``reviewed``, stale text that a person wrote or approved stays published, marked.
    """
    if rendition is None or effective == "missing":
        return False
    if policy == "reviewed" and effective == "stale":
        return rendition.word in {"reviewed", "human"}
    return effective in PUBLISHED[policy]


def rendition(record: Record, locale: str, key: str) -> Rendition | None:
    """Return the translation of the unit *key*, if there is one."""
    return record.renditions.get(locale, {}).get(key)
