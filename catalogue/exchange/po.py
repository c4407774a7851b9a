"""PO, for Poedit and Weblate, through polib. One locale a file, as the format has it.

``msgctxt`` is the unit, *fuzzy* marks a stale text, with the older source as its previous msgid where that is known. The
digests and the state as they were exported stand in the extracted comment, which tools hand back.

PO has no word for an approved text: a reviewer says it with a translator's comment that reads ``approved``, and so do we.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args

import polib  # type: ignore[import-untyped]  # it ships no types

from catalogue.exchange import Row
from catalogue.exchange.limits import counted, decoded, printable
from catalogue.issues import Issue, Refused
from catalogue.model import State
from catalogue.text import digest

APPROVED = "approved"
_TOLD = re.compile(r"catalogue: state=(\w+) source=(\w*) target=(\w*)")
_LINE = re.compile(r"line (\d+)")


def _entry(row: Row) -> Any:
    told = f"catalogue: state={row.state} source={row.source_digest} target={row.target_digest}"
    return polib.POEntry(
        msgctxt=row.unit,
        msgid=row.source,
        msgstr=row.target,
        comment="\n".join(filter(None, (row.note, told))),
        tcomment=APPROVED if row.approved else "",
        flags=["fuzzy"] if row.state == "stale" else [],
        previous_msgid=row.previous or None,
    )


def write(rows: Iterable[Row], source: str) -> bytes:
    """Return *rows*, all of one locale; raise ``Refused`` for several locales or a control character."""
    listed = printable(rows)
    locales = sorted({row.locale for row in listed})
    if len(locales) > 1:
        raise Refused([Issue("several-locales", "-", values={"locales": ", ".join(locales)})])
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": "catalogue",
        "Language": "".join(locales),
        "X-Source-Language": source,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    file.extend(map(_entry, listed))
    return f"{file}\n".encode()


def _parsed(text: str, file: str) -> Any:
    # polib opens a text that is the path of a file; no path holds a line of this form.
    if not re.search(r'^msgid "', text, re.MULTILINE) or "\n" not in text:
        raise Refused([Issue("broken-exchange", file, line=1, values={"problem": "msgid?"})])
    counted(text.count("\nmsgid "), file)
    try:
        return polib.pofile(text, wrapwidth=0)
    except (OSError, ValueError) as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else 1
        raise Refused([Issue("broken-exchange", file, line=line, values={"problem": "PO"})]) from None


def _state(entry: Any, told: str) -> State:
    """Return the state as the tool left it; to take *fuzzy* away says that the text holds."""
    if not entry.msgstr:
        return "missing"
    if entry.fuzzy:
        return "stale"
    known: Mapping[str, State] = {word: word for word in get_args(State) if word != "missing"} | {"stale": "human"}
    return known.get(told, "edited")


def _row(entry: Any, locale: str) -> Row:
    note, _, told = entry.comment.rpartition("\n")
    found = _TOLD.fullmatch(told)
    state, source, target = found.groups() if found else ("", "", "")
    slug, _, key = (entry.msgctxt or "").partition("/")
    return Row(
        slug=slug,
        key=key,
        locale=locale,
        source=entry.msgid,
        source_digest=source or digest(entry.msgid),
        target=entry.msgstr,
        state=_state(entry, state),
        approved=APPROVED in entry.tcomment.splitlines(),
        note=note if found else entry.comment,
        target_digest=target,
        previous=entry.previous_msgid or "",
    )


def read(data: bytes, file: str = "-") -> list[Row]:
    """Return the rows of *data*; raise ``Refused`` for what is not PO. *file* names it in issues."""
    parsed = _parsed(decoded(data, file), file)
    metadata: Mapping[str, str] = parsed.metadata
    return [_row(entry, metadata.get("Language", "")) for entry in parsed if not entry.obsolete]
