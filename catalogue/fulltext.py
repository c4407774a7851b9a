"""Full text through Pagefind, the only foreign program: passages in, the files of an index out, nothing on the disk between.

Pagefind answers messages, each in Base64 and ended by a comma, one after the other; it stops when nobody speaks to it any more.
Its own Python package waits a tenth of a second for each answer, so this speaks to the program itself. Each message waits
for the answer to the one before, so the passages of a whole catalogue never stand in memory together.
"""

import base64
import json
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from catalogue.issues import Issue, Refused
from catalogue.model import Document, Passage
from catalogue.text import romanise

FOLDER = "assets/text"
_KEPT = re.compile(r"pagefind(-worker)?\.js|pagefind-entry\.json|pagefind\..+\.pf_meta|wasm\..+|(fragment|index)/.+")
_CHUNK = 1 << 20
# Pagefind takes marks off letters, but these are letters of their own to it.
_OWN_LETTERS = frozenset("đĐœŒæÆ")

Message = dict[str, Any]


def _refused(reason: str) -> Refused:
    return Refused([Issue("no-full-text", "mkdocs.yml", line=1, values={"reason": reason})])


def _program() -> str:
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415  # where it is not installed, that is a finding

        return str(get_executable())
    except (ImportError, OSError) as error:
        raise _refused(str(error)) from None


def _folded(words: str) -> str:
    """Return what Pagefind would not find of *words* without marks, once more as it is typed without."""
    return " ".join(romanise(word) for word in dict.fromkeys(words.split()) if not _OWN_LETTERS.isdisjoint(word))


def _added(locale: str, passage: Passage) -> Message:
    meta = {"title": passage.title, "lang": passage.lang, "folded": _folded(f"{passage.title} {passage.words}")}
    return {
        "type": "AddRecord", "index_id": 0, "url": passage.path, "content": passage.words, "language": locale,
        "meta": {key: value for key, value in meta.items() if value},
    }  # fmt: skip


def _started() -> subprocess.Popen[bytes]:
    program = _program()
    try:
        return subprocess.Popen(  # noqa: S603  # the program of a pinned package, and no record's text among its arguments
            [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise _refused(error.strerror or str(error)) from None


def _asked(process: subprocess.Popen[bytes], payload: Message) -> Message:
    """Return the answer to *payload*; raise ``Refused`` when it is an error, ``EOFError`` when there is none."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(base64.b64encode(json.dumps({"message_id": 0, "payload": payload}).encode()) + b",")
    process.stdin.flush()
    said = bytearray()
    while not said.endswith(b","):
        chunk = os.read(process.stdout.fileno(), _CHUNK)
        if not chunk:
            raise EOFError
        said += chunk
    answer: Message = json.loads(base64.b64decode(said))["payload"]
    if answer["type"] == "Error":
        raise _refused(answer["message"])
    return answer


def _files(locale: str, passages: Iterable[Passage]) -> list[Message]:
    """Return the files of the index of *passages*; the program and its memory are gone by then."""
    with suppress(BrokenPipeError, EOFError), _started() as process:
        try:
            _asked(process, {"type": "NewIndex", "config": None})
            for passage in passages:
                _asked(process, _added(locale, passage))
            files: list[Message] = _asked(process, {"type": "GetFiles", "index_id": 0})["files"]
        finally:
            process.kill()
        return files
    raise _refused("Pagefind stopped before its last answer")


def documents(locale: str, passages: Iterable[Passage]) -> Iterator[Document]:
    """Yield the index of *passages* in one locale, below ``assets/text/<locale>/``; raise ``Refused`` when that fails."""
    for file in _files(locale, passages):
        if _KEPT.fullmatch(file["path"]):
            yield Document(f"{FOLDER}/{locale}/{file['path']}", base64.b64decode(file["content"]))
