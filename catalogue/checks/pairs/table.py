"""The one table of the checks of a translated unit, and the decorator that fills it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from catalogue.issues import Severity
from catalogue.model import Pair

Values = Mapping[str, str]
Function = Callable[[Pair], Iterator[Values]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says about a pair; *values* fill its words in ``messages``."""

    check: str
    severity: Severity
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """A check by its name. A *safety* check stays an error whoever wrote the text, because the text could do harm."""

    name: str
    severity: Severity
    safety: bool
    function: Function


CHECKS: dict[str, Check] = {}
"""The checks in the order they are declared."""


def check(name: str, severity: Severity, *, safety: bool = False) -> Callable[[Function], Function]:
    """Enter a function into the table: it takes a pair, and yields for each finding the values that fill its words."""

    def enter(function: Function) -> Function:
        CHECKS[name] = Check(name, severity, safety, function)
        return function

    return enter
