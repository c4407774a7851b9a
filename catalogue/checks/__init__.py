"""The checks: one function each, records in, issues out.

``CHECKS`` lists them; the words of each are in ``messages``, a broken example in ``tests/sites/broken/``.
"""

from collections.abc import Iterator

from catalogue.checks import consistency, references, texts
from catalogue.issues import Issue
from catalogue.model import Catalogue

CHECKS = (
    references.known_references,
    references.unique_slugs,
    references.unique_ids,
    references.labels,
    texts.orphan_units,
    texts.excused_checks,
    texts.translations,
    consistency.consistent_renderings,
)


def check(catalogue: Catalogue, locales: tuple[str, ...]) -> Iterator[Issue]:
    """Yield every issue of *catalogue* whose *locales* begin with the source."""
    for function in CHECKS:
        yield from function(catalogue, locales)
