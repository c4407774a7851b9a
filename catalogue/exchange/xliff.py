"""XLIFF 1.2, for Weblate, OmegaT and agencies: one ``<file>`` a product, ``approved`` and ``state`` as the standard has them.

``extradata`` is the standard's own attribute for a tool's data on a unit; Weblate and OmegaT hand it back. It holds the digests
and the state as they were exported. Source: http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from xml.parsers import expat  # DOCTYPE is refused below, so there are no entities; size and depth are bounded

from catalogue.exchange import Row
from catalogue.exchange.limits import counted, decoded, printable
from catalogue.issues import Issue, Refused
from catalogue.model import State
from catalogue.text import digest

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
MAX_DEPTH = 32

# Each state is a word of the standard; Weblate shows those that begin with "needs" as to be edited.
_WORDS: Mapping[State, str] = {
    "missing": "needs-translation",
    "stale": "needs-adaptation",
    "machine": "needs-review-translation",
    "edited": "needs-review-adaptation",
    "human": "translated",
    "reviewed": "final",
}
_STATES: Mapping[str, State] = {
    **{word: state for state, word in _WORDS.items()},
    "new": "missing",
    "needs-l10n": "stale",
    "needs-review-l10n": "machine",
    "signed-off": "reviewed",
}


def _extra(row: Row) -> str:
    parts = {"source": row.source_digest, "target": row.target_digest}
    return " ".join(f"{name}={value}" for name, value in parts.items() if value)


def _unit(row: Row) -> Iterator[str]:
    approved = "yes" if row.approved else "no"
    yield f'<trans-unit id="{escape(row.unit)}" approved="{approved}" xml:space="preserve" extradata="{escape(_extra(row))}">\n'
    yield f"<source>{escape(row.source)}</source>\n"
    yield f'<target state="{_WORDS[row.state]}">{escape(row.target)}</target>\n'
    if row.note:
        yield f'<note from="catalogue">{escape(row.note)}</note>\n'
    if row.previous:
        yield f'<alt-trans alttranstype="previous-version"><source>{escape(row.previous)}</source><target/></alt-trans>\n'
    yield "</trans-unit>\n"


def _files(rows: Iterable[Row], source: str) -> Iterator[str]:
    products: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        products.setdefault((row.slug, row.locale), []).append(row)
    for (slug, locale), units in products.items():
        languages = f'source-language="{escape(source)}" target-language="{escape(locale)}"'
        yield f'<file original="{escape(slug)}" {languages} datatype="plaintext">\n<body>\n'
        for row in units:
            yield from _unit(row)
        yield "</body>\n</file>\n"


def write(rows: Iterable[Row], source: str) -> bytes:
    """Return *rows*, whose texts are translated from the locale *source*; raise ``Refused`` for a control character."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n', f'<xliff version="1.2" xmlns="{NAMESPACE}">\n']
    return "".join([*parts, *_files(printable(rows), source), "</xliff>\n"]).encode()


class _Reader:
    """Collects the rows as expat tells of elements; *texts* are those of the open unit, by where they stand in it."""

    def __init__(self, file: str) -> None:
        self.rows: list[Row] = []
        self._file = file
        self._path: list[str] = []
        self._locale = ""
        self._unit: Mapping[str, str] | None = None
        self._state = ""
        self._texts: dict[str, list[str]] = {}
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def parse(self, text: str) -> None:
        """Read all of *text*; raise ``Refused`` for what is not XLIFF 1.2, each with its line."""
        try:
            self._parser.Parse(text.encode(), True)
        except expat.ExpatError as error:
            problem = expat.errors.messages[error.code]
            raise Refused([Issue("broken-exchange", self._file, line=error.lineno, values={"problem": problem})]) from None

    def _refuse(self, problem: str) -> Refused:
        line = self._parser.CurrentLineNumber
        return Refused([Issue("broken-exchange", self._file, line=line, values={"problem": problem})])

    def _doctype(self, *_: object) -> None:
        raise Refused([Issue("doctype", self._file, line=self._parser.CurrentLineNumber)])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self._path and (namespace, local) != (NAMESPACE, "xliff"):
            raise self._refuse("XLIFF 1.2?")
        self._path.append(local)
        if len(self._path) > MAX_DEPTH:
            raise self._refuse(f"> {MAX_DEPTH}")
        if local == "file":
            self._locale = attributes.get("target-language", "")
        elif local == "trans-unit":
            self._unit, self._state, self._texts = attributes, "", {}
        elif self._place() == "target":
            self._state = attributes.get("state", self._state)
        elif local == "note" and attributes.get("from") != "catalogue":
            self._path[-1] = "other-note"

    def _place(self) -> str:
        """Return where in the open unit the reader stands: ``source``, ``target``, ``note``, ``alt-trans/source``, or nowhere.

        What a tool marks up inside a text belongs to the text.
        """
        if self._unit is None:
            return ""
        inside = self._path[self._path.index("trans-unit") + 1 :]
        return "/".join(inside[: 2 if inside[:1] == ["alt-trans"] else 1])

    def _text(self, text: str) -> None:
        place = self._place()
        if place:
            self._texts.setdefault(place, []).append(text)

    def _end(self, name: str) -> None:
        if self._path.pop() == "trans-unit" and self._unit is not None:
            texts = {place: "".join(parts) for place, parts in self._texts.items()}
            counted(len(self.rows), self._file)
            self.rows.append(_row(self._unit, self._locale, self._state, texts))
            self._unit = None


def _known(word: str, target: str) -> State:
    """Return the state that *word* says; one that a tool left out, or left standing over a new text, says nothing."""
    state = _STATES.get(word, "edited") if target else "missing"
    return "edited" if target and state == "missing" else state


def _row(unit: Mapping[str, str], locale: str, state: str, texts: Mapping[str, str]) -> Row:
    extra = dict(part.split("=", 1) for part in unit.get("extradata", "").split() if "=" in part)
    slug, _, key = unit.get("id", "").partition("/")
    source, target = texts.get("source", ""), texts.get("target", "")
    return Row(
        slug=slug,
        key=key,
        locale=locale,
        source=source,
        source_digest=extra.get("source") or digest(source),
        target=target,
        state=_known(state, target),
        approved=unit.get("approved") == "yes",
        note=texts.get("note", ""),
        target_digest=extra.get("target", ""),
        previous=texts.get("alt-trans/source", ""),
    )


def read(data: bytes, file: str = "-") -> list[Row]:
    """Return the rows of *data*; raise ``Refused`` for what is not XLIFF 1.2 or holds a DOCTYPE. *file* names it in issues."""
    reader = _Reader(file)
    reader.parse(decoded(data, file))
    return reader.rows
