"""The checks of a translated unit: a source text and its translation in, findings out.

One function a check, entered into one table by ``@check``; its words are in ``messages``, its examples in ``tests/checks/``.
An error keeps a machine's text from being stored and a person's from being published; a warning is listed.
"""

from collections.abc import Container

# The order of these lines is the order of the checks: what could do harm first, what is a matter of style last.
# isort: off
from catalogue.checks.pairs import safety, sameness
from catalogue.checks.pairs import addresses, numbers, names, terms
from catalogue.checks.pairs import markup, typography, french, claims

# isort: on
from catalogue.checks.pairs.table import CHECKS, Finding
from catalogue.model import Pair

THEMES = (safety, sameness, numbers, addresses, names, terms, markup, typography, french, claims)
"""The files that hold the checks."""

CATALOGUE_WIDE = ("inconsistent",)
"""The checks that look at more than one pair; they are excused like the others."""
NAMES = (*CHECKS, *CATALOGUE_WIDE)
"""Every check of a translated unit, by its name."""


def findings(pair: Pair, ignored: Container[str] = ()) -> tuple[Finding, ...]:
    """Return what the checks say about *pair*, without those that a person has excused."""
    return tuple(
        Finding(check.name, check.severity, values)
        for check in CHECKS.values()
        if check.name not in ignored
        for values in check.function(pair)
    )
