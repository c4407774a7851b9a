"""What comes of each row that returns: a decision, never an exception, because one bad row must not cost the others.

A row is merged three ways: what was exported (its digests), what the catalogue holds now, and what the row says.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from catalogue.exchange import Row
from catalogue.exchange.limits import unseen
from catalogue.issues import Issue
from catalogue.model import Record, Rendition, Unit
from catalogue.text import digest, nfc
from catalogue.units import rendition, state

ORIGIN = "import"
Verdict = Literal["unchanged", "accepted", "refused"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What came of *row*: an accepted one has its *rendition*, a refused one the *issue* that says why."""

    row: Row
    verdict: Verdict
    rendition: Rendition | None = None
    issue: Issue | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """A row beside what the catalogue holds; *text* is the row's as it would be stored."""

    row: Row
    record: Record
    unit: Unit
    text: str

    @property
    def current(self) -> Rendition | None:
        return rendition(self.record, self.row.locale, self.unit.key)


def _shown(text: str) -> str:
    """Return *text*, which a stranger wrote, fit for a message."""
    return text[:80] if text.isprintable() else ascii(text[:80])


def _refused(row: Row, check: str, **values: str) -> Decision:
    told = {"unit": row.key, "slug": row.slug, "locale": row.locale, **values}
    shown = {name: _shown(value) for name, value in told.items()}
    file = f"products/{shown['slug']}/product.{shown['locale']}.yaml"
    return Decision(row, "refused", issue=Issue(check, file, (shown["unit"],), values=shown))


def _accepted(case: _Case, who: str, day: date) -> Decision:
    sealed = digest(case.text)
    kept = case.current.ignored if case.current and case.current.text == case.text else {}
    word: Literal["reviewed", "human"] = "reviewed" if case.row.approved else "human"
    found = Rendition(case.text, sealed, word, case.unit.digest, sealed, ORIGIN, day.isoformat(), who, kept)
    return Decision(case.row, "accepted", rendition=found)


def _confirmed(case: _Case, who: str, day: date) -> Decision:
    """Decide about a text that the catalogue already holds: whether a person has said anything new of it."""
    effective = state(case.unit, case.current)
    said = case.row.approved or case.row.state in {"human", "reviewed"}
    if effective == "stale" and not said:
        return _refused(case.row, "unfinished-unit")
    finished = {"reviewed"} if case.row.approved else {"reviewed", "human"}
    if said and effective not in finished:
        return _accepted(case, who, day)
    return Decision(case.row, "unchanged")


def _changed(case: _Case, who: str, day: date) -> Decision:
    """Decide about a text that the catalogue does not hold, by who moved since the export: the row, the catalogue or both."""
    exported = case.row.target_digest
    if exported and digest(case.text) == exported:
        return _refused(case.row, "target-moved") if case.row.approved else Decision(case.row, "unchanged")
    current = case.current
    by_a_person = (
        current is not None and bool(current.text) and (current.word != "machine" or current.text_digest != current.digest)
    )
    if by_a_person and current is not None and current.digest != exported:
        return _refused(case.row, "target-moved")
    return _accepted(case, who, day)


def _decision(row: Row, record: Record | None, locales: Collection[str], who: str, day: date) -> Decision:
    """Decide about one row, the first reason to refuse it foremost."""
    text = nfc(row.target).strip()
    hidden = unseen(text)
    unit = record.units.get(row.key) if record else None
    if row.locale not in locales:
        return _refused(row, "unknown-locale", known=", ".join(locales))
    if record is None or unit is None:
        return _refused(row, "unknown-unit")
    if row.source_digest != unit.digest:
        return _refused(row, "source-moved")
    if not text:
        return _refused(row, "nothing-returned")
    if hidden:
        return _refused(row, "control-character", value=ascii(hidden))
    case = _Case(row, record, unit, text)
    same = case.current is not None and case.current.text == text
    return _confirmed(case, who, day) if same else _changed(case, who, day)


def _once(decisions: Iterable[Decision]) -> list[Decision]:
    """Return *decisions*, refusing a row for a unit that an earlier one has already given another rendition."""
    taken: dict[tuple[str, str], Rendition] = {}
    found = []
    for decision in decisions:
        at = (decision.row.unit, decision.row.locale)
        new = decision.rendition
        if new is not None and taken.setdefault(at, new) != new:
            found.append(_refused(decision.row, "unit-twice"))
        else:
            found.append(decision)
    return found


def decisions(
    records: Mapping[str, Record], rows: Iterable[Row], *, locales: Collection[str], who: str, day: date
) -> list[Decision]:
    """Return what comes of each of *rows*, in their order.

    *records* are by their slugs, *locales* are those that are translated into; *who* and *day* go into the status lines.
    """
    return _once(_decision(row, records.get(row.slug), locales, who, day) for row in rows)
