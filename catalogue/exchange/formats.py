"""The formats there are: to add one is a module beside this one, a line below, and a part of ``docs/project/exchange.md``."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from catalogue.exchange import Row, po, table, tmx, xliff


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the *ending* of its files.

    *write* takes rows and the source locale. *read* takes bytes and the name for issues; it is ``None`` for a format that only
    goes out. Both raise ``Refused``.
    """

    ending: str
    write: Callable[[Iterable[Row], str], bytes]
    read: Callable[[bytes, str], list[Row]] | None = None


FORMATS: Mapping[str, Format] = {
    "xliff": Format(".xlf", xliff.write, xliff.read),
    "po": Format(".po", po.write, po.read),
    "csv": Format(".csv", table.write, table.read),
    "tmx": Format(".tmx", tmx.write),
}
