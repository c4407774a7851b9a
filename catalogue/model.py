"""The frozen nouns. Everything read becomes Records; everything written is Documents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from catalogue import schema

Word = Literal["machine", "human", "reviewed"]
State = Literal["missing", "stale", "edited", "machine", "human", "reviewed"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Unit:
    """A translatable text of a record: its flat dotted key, its source text, and the digest of that text."""

    key: str
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Rendition:
    """One unit in one target locale, with its sealed status line; *digest* is of *text* as it stands.

    *ignored* holds the checks that a person has excused here, each with the reason; *suggestion* a machine's newer text under a
    person's that has gone stale. *line* is where *text* begins in its file, from 1; 0 where that is not known. *pivot* is the
    digest, as it stands now, of the text in the other target locale that *origin* says it came through.
    """

    text: str
    digest: str
    word: Word
    source_digest: str
    text_digest: str
    origin: str
    date: str
    who: str = ""
    ignored: Mapping[str, str] = field(default_factory=dict)
    suggestion: "Rendition | None" = None
    line: int = field(default=0, compare=False)
    pivot: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary: what it is in the source, and by locale the ways to say it, the preferred one first.

    A term that is the same everywhere is a name to keep.
    """

    source: str
    targets: Mapping[str, tuple[str, ...]]
    note: str = ""

    @property
    def kept(self) -> bool:
        """Whether the term stays as it is in every locale."""
        return all(ways == (self.source,) for ways in self.targets.values())


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and its translation, and what must survive between them.

    *names* are the record's own names (producer, places, brand): each as the source writes it and as this locale does.
    *terms* are those of the glossary that stand in the source. *health* marks a product of which an EU rule forbids claims
    about diseases.
    """

    source: str
    target: str
    source_locale: str
    locale: str
    names: tuple[tuple[str, str], ...] = ()
    terms: tuple[Term, ...] = ()
    health: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A product record, its units by their keys, and its translations by locale and unit key.

    *not_applicable* holds the dotted paths of the facts that do not apply to it.
    """

    slug: str
    file: str
    product: schema.Product
    units: Mapping[str, Unit]
    not_applicable: frozenset[str] = frozenset()
    renditions: Mapping[str, Mapping[str, Rendition]] = field(default_factory=dict)

    def beside(self, locale: str) -> str:
        """Return the file of its translations into *locale*, relative to the project."""
        return f"{self.file.removesuffix('.yaml')}.{locale}.yaml"


@dataclass(frozen=True, slots=True)
class Reference:
    """What many records share, each by its id; ``levels`` are the patterns of the places' levels."""

    collection: schema.Collection
    sectors: Mapping[str, schema.Sector]
    sets: Mapping[str, schema.CriteriaSet]
    kinds: Mapping[str, schema.Kind]
    levels: Mapping[str, schema.Labels]
    places: Mapping[str, schema.Place]
    schemes: Mapping[str, schema.Scheme]
    producers: Mapping[str, schema.Producer]
    glossary: tuple[Term, ...] = ()
    excuses: tuple[schema.Excuse, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that was read."""

    reference: Reference
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """A hand-written page about a kind or a topic: *body* and *opening* are HTML from the project's own Markdown.

    *locale* is that of the site it stands in, *lang* that of its text: they differ where nobody has translated it.
    *readers* says whom a topic is for, ``visitors`` or ``buyers``; *parts* are its headings, each with its anchor.
    """

    id: str
    locale: str
    lang: str
    title: str
    description: str
    opening: str
    body: str
    sources: tuple[Mapping[str, str], ...] = ()
    readers: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """What full text search reads of one page: its path below its locale, its title, its words, and the locale of these."""

    path: str
    title: str
    words: str
    lang: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another locale; *region* is that locale in OpenGraph's words."""

    locale: str
    region: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one locale. *path* is its address below the locale, such as ``products/x/``.

    *view* makes what its template shows when the page is rendered, so that a listing of 20,000 pages stays small.
    *fallback* marks a page whose prose is the source's: canonical to the source page, absent from the sitemap. *offered* are
    the locales in which it is not one, so that no page names an alternate that does not name it.
    """

    locale: str
    kind: str
    path: str
    title: str
    description: str
    view: Callable[[], Any]
    offered: tuple[str, ...]
    fallback: bool = False
    changed: str = ""
    robots: str = ""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A file of a picture: its path below the site, how it ends, its width and height in pixels."""

    path: str
    extension: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo made ready for pages: the colour that stands while it loads (``#rrggbb``), and its files.

    The files of a format follow each other, the narrowest first; the format that a browser should prefer comes first, and JPEG,
    which every browser reads, last.
    """

    colour: str
    files: tuple[PictureFile, ...]

    @property
    def largest(self) -> PictureFile:
        """The widest JPEG."""
        return self.files[-1]

    @property
    def extensions(self) -> tuple[str, ...]:
        """How the files of each format end, the one to prefer first."""
        return tuple(dict.fromkeys(file.extension for file in self.files))

    @property
    def narrowest(self) -> tuple[PictureFile, ...]:
        """The smallest file of each format, as a card shows them."""
        return tuple(self.of(extension)[0] for extension in self.extensions)

    def of(self, extension: str) -> tuple[PictureFile, ...]:
        """Return the files that end so; none where this format was not made."""
        return tuple(file for file in self.files if file.extension == extension)


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be written below the site."""

    path: str
    data: bytes
