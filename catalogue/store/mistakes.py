"""What a person most likely did where YAML is broken: its own words are English, and often name another line."""

import re
from collections.abc import Iterator

_INDENT = re.compile(r"[ \t]*")
_BLOCK = re.compile(r".*(?:^|[\s:-])[|>][-+0-9]*[ \t]*(?:#.*)?")
_QUOTED = re.compile(r"""[ ]*(?:-[ ]+)*(?:[\w.-]+:[ \t]+)?(?P<quote>['"])(?P<rest>.*)""")
_CLOSED = {
    "'": re.compile(r"(?:[^']|'')*'[ \t]*(?:#.*|:.*)?"),
    '"': re.compile(r'(?:[^"\\]|\\.)*"[ \t]*(?:#.*|:.*)?'),
}
_COLON = "mapping values are not allowed"
_COLONS = re.compile(r":(?=\s|$)")
_UNEVEN = ("did not find expected '-' indicator", "did not find expected key")
_CONFLICT = re.compile(r"(?:<{7}|>{7}) .*|={7}")


def mistake(text: str, problem: str, line: int) -> tuple[str, int] | None:
    """Return the check that says what is wrong with *text*, and its line from 1; ``None`` when it is nothing known.

    *problem* and *line* are what libyaml says.
    """
    lines = text.split("\n")
    for number, marked in enumerate(lines, start=1):
        if _CONFLICT.fullmatch(marked.rstrip("\r")):
            return "conflict-marker", number
    begin = _INDENT.match(lines[line - 1]) if line <= len(lines) else None
    if begin and "\t" in begin[0]:
        return "tab-indent", line
    for number, quoted in _values(lines[:line]):
        if (found := _QUOTED.fullmatch(quoted)) and not _CLOSED[found["quote"]].fullmatch(found["rest"]):
            return "open-quote", number
    if problem.startswith(_COLON):
        return "colon-in-text" if len(_COLONS.findall(lines[line - 1])) > 1 else "uneven-indent", line
    return ("uneven-indent", line) if problem.startswith(_UNEVEN) else None


def _values(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are no part of a block of prose, each with its number from 1."""
    inside: int | None = None
    for number, line in enumerate(lines, start=1):
        text = line.rstrip("\r")
        indent = len(text) - len(text.lstrip(" "))
        if inside is not None and (not text.strip() or indent > inside):
            continue
        inside = indent if _BLOCK.fullmatch(text) else None
        yield number, text
