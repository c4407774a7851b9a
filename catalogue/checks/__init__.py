"""The checks: one function each, records in, issues out.

``TOGETHER`` and ``EACH`` list them; the words of each are in ``messages``, a broken example in ``tests/sites/broken/``.
"""

from collections.abc import Iterator

from catalogue.checks import consistency, references, texts
from catalogue.issues import Issue
from catalogue.model import Catalogue

TOGETHER = (
    references.known_references,
    references.unique_slugs,
    references.labels,
    consistency.consistent_renderings,
)
"""What can only be told of the whole catalogue."""

EACH = (
    references.unique_ids,
    texts.orphan_units,
    texts.excused_checks,
    texts.edited_units,
    texts.translations,
)
"""What is told of one record at a time: several processes may share it, and a record that did not change keeps it."""


def together(catalogue: Catalogue, locales: tuple[str, ...]) -> Iterator[Issue]:
    """Yield the issues of *catalogue* as a whole; *locales* begin with the source."""
    for function in TOGETHER:
        yield from function(catalogue, locales)


def each(catalogue: Catalogue, locales: tuple[str, ...]) -> Iterator[Issue]:
    """Yield the issues of the records of *catalogue*, which may be some of all, one by one."""
    for function in EACH:
        yield from function(catalogue, locales)
