"""The translations beside a record, in: each unit's text, its status, what a person has excused, and a machine's suggestion."""

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from catalogue.issues import Issue, Refused
from catalogue.issues import Path as At
from catalogue.model import Rendition, Word
from catalogue.store.events import parse, read_bytes
from catalogue.text import digest, nfc

_FIELDS = ("text", "status", "ignore", "suggest")
_STATUS = re.compile(
    r"(machine|human|reviewed) ([0-9a-f]{10}) ([0-9a-f]{10})"
    r" ([a-z0-9-]+(?::[A-Za-z-]+:[0-9a-f]{10})?) (\d{4}-\d{2}-\d{2})(?: ([A-Za-z0-9-]+))?"
)


class _Sidecar:
    """One file of translations: what it says, and what is wrong with it."""

    def __init__(self, file: str, lines: Mapping[At, int]) -> None:
        self.file = file
        self.lines = lines
        self.issues: list[Issue] = []

    def report(self, check: str, at: At, **values: str) -> None:
        """Keep an issue at the nearest line that is known."""
        known = at
        while known and known not in self.lines:
            known = known[:-1]
        self.issues.append(Issue(check, self.file, at, self.lines.get(known, 1), values=values))

    def rendition(self, unit: str, entry: Any, at: At) -> Rendition | None:
        """Return the text and the status of *entry*, which is a unit or a suggestion below one."""
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or not isinstance(entry.get("status"), str):
            self.report("broken-unit", at, unit=unit)
            return None
        status = _STATUS.fullmatch(entry["status"].strip())
        if status is None:
            self.report("broken-status", (*at, "status"), unit=unit, value=entry["status"][:80])
            return None
        word, source, text, origin, day, who = status.groups()
        written = nfc(entry["text"]).strip()
        below = self.ignored(entry, at), self.suggestion(unit, entry, at)
        line = self.lines.get((*at, "text"), 0)
        return Rendition(written, digest(written), _word(word), source, text, origin, day, who or "", *below, line=line)

    def ignored(self, entry: dict[str, Any], at: At) -> dict[str, str]:
        """Return the checks that a person has excused, each with the reason, which is required."""
        found = entry.get("ignore", {})
        if not isinstance(found, dict) or not all(isinstance(reason, str) and reason.strip() for reason in found.values()):
            self.report("broken-ignore", (*at, "ignore"), unit=str(at[0]))
            return {}
        return {check: nfc(reason).strip() for check, reason in found.items()}

    def suggestion(self, unit: str, entry: dict[str, Any], at: At) -> Rendition | None:
        """Return the machine's newer text under a person's that has gone stale."""
        below = entry.get("suggest")
        return None if below is None else self.rendition(unit, below, (*at, "suggest"))

    def unknown_fields(self, entry: Any, at: At) -> None:
        """Report what no unit has, such as ``txt:``."""
        for field in entry if isinstance(entry, dict) else ():
            if field not in _FIELDS:
                nearest = next(iter(difflib.get_close_matches(field, _FIELDS, n=1, cutoff=0.5)), "")
                self.report("unknown-key", (*at, field), field=field, nearest=nearest)


def read_renditions(path: Path, file: str) -> tuple[dict[str, Rendition], list[Issue]]:
    """Return the translations in the file at *path* by unit key, and what is wrong with the others.

    Raises ``Refused`` when the file cannot be used at all.
    """
    tree, lines = parse(read_bytes(path, file), file)
    if not isinstance(tree, dict):
        raise Refused([Issue("not-a-mapping", file, line=1, values={"field": file})])
    sidecar = _Sidecar(file, lines)
    found = {}
    for key, entry in tree.items():
        sidecar.unknown_fields(entry, (key,))
        if rendition := sidecar.rendition(key, entry, (key,)):
            found[key] = rendition
    return found, sidecar.issues


def _word(word: str) -> Word:
    return "reviewed" if word == "reviewed" else "human" if word == "human" else "machine"
