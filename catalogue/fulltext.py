"""Full text through Pagefind, the only foreign program: passages in, the files of an index out, nothing on the disk between.

Pagefind answers messages, each in Base64 and ended by a comma, one after the other; it stops when nobody speaks to it any more.
Its own Python package waits a tenth of a second for each answer, so this speaks to the program itself.
"""

import base64
import json
import os
import re
import subprocess
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any

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


def _feed(messages: Sequence[Message], pipe: IO[bytes]) -> None:
    try:
        for number, payload in enumerate(messages):
            pipe.write(base64.b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b",")
        pipe.flush()
    except (OSError, ValueError):
        return  # it has stopped, and who reads its answers will tell


def _started() -> subprocess.Popen[bytes]:
    program = _program()
    try:
        return subprocess.Popen(  # noqa: S603  # the program of a pinned package, and no record's text among its arguments
            [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise _refused(error.strerror or str(error)) from None


def _answers(messages: Sequence[Message]) -> Iterator[Message]:
    """Yield the answer to each of *messages*; raise ``Refused`` when there are fewer.

    The last one holds the whole index, so nothing of it stays in memory in a form that was read already.
    """
    said, count = bytearray(), 0
    with suppress(BrokenPipeError), _started() as process:  # it breaks when the program stops: what it said is counted below
        assert process.stdin
        assert process.stdout
        threading.Thread(target=_feed, args=(messages, process.stdin), daemon=True).start()
        while count < len(messages) and (chunk := os.read(process.stdout.fileno(), _CHUNK)):
            said += chunk
            count += chunk.count(b",")
        process.kill()
    if count < len(messages):
        raise _refused("Pagefind stopped before its last answer")
    answers = deque(said.split(b",")[: len(messages)])
    said.clear()
    while answers:
        yield json.loads(base64.b64decode(answers.popleft()))["payload"]


def _files(answers: Iterable[Message]) -> Iterator[Message]:
    """Yield the files that the last answer holds; raise ``Refused`` when any answer is an error."""
    for answer in answers:
        if answer["type"] == "Error":
            raise _refused(answer["message"])
        yield from answer.get("files", ())


def documents(locale: str, passages: Iterable[Passage]) -> Iterator[Document]:
    """Yield the index of *passages* in one locale, below ``assets/text/<locale>/``; raise ``Refused`` when that fails."""
    added = [_added(locale, passage) for passage in passages]
    messages = [{"type": "NewIndex", "config": None}, *added, {"type": "GetFiles", "index_id": 0}]
    for file in _files(_answers(messages)):
        if _KEPT.fullmatch(file["path"]):
            yield Document(f"{FOLDER}/{locale}/{file['path']}", base64.b64decode(file["content"]))
