"""A finding as data. Its words are in ``messages``; its line is found by ``store``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that a person has to look at.

    *check* names the rule (and its words in ``messages``), *file* is relative to the project, *at* is the path of keys
    and positions inside the file, *line* counts from 1 and is 0 until it is known, *values* fill the words. *cell* is where in
    a spreadsheet it stands, as that names it, with the heading of its column.
    """

    check: str
    file: str
    at: Path = ()
    line: int = 0
    severity: Severity = "error"
    values: Mapping[str, str] = field(default_factory=dict)
    cell: str = ""

    def on_line(self, line: int) -> "Issue":
        """Return the same issue, its line known."""
        return replace(self, line=line)


class Refused(Exception):
    """Input that cannot be used at all; carries the issues that say why."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        """Keep *issues*; there is at least one."""
        self.issues = tuple(issues)
        super().__init__(", ".join(issue.check for issue in self.issues))

    def __reduce__(self) -> tuple[type["Refused"], tuple[tuple[Issue, ...]]]:
        """Say how to make it again in another process, from its issues and not from their names."""
        return Refused, (self.issues,)


def failed(issues: Iterable[Issue]) -> bool:
    """Tell whether any of *issues* is an error."""
    return any(issue.severity == "error" for issue in issues)
