"""Work spread over the processors: one forked process a part, so that nothing that was read is copied to it.

Where a system cannot fork safely (Windows, macOS), or the work is small, it is done in this process.
"""

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
Work = Callable[[int, int], T]
LEAST = 100
"""How many records a part must hold to be worth a process."""


@contextmanager
def kept() -> Iterator[None]:
    """Make in this context what lives to the end of the command: the collector does not look at it again and again.

    Nor does it touch, and so copy, the memory that forked parts share.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _parts(records: int) -> int:
    if sys.platform != "linux":
        return 1
    return max(1, min(len(os.sched_getaffinity(0)), records // LEAST))


_asked_by: int | None = None
"""The process that a forked part works for; none in the process that forked it."""


def while_wanted(items: Iterable[T]) -> Iterator[T]:
    """Yield *items*, in a forked part only while its parent lives: a killed build leaves nobody behind who writes."""
    for item in items:
        if _asked_by is not None and os.getppid() != _asked_by:
            os._exit(1)
        yield item


def _done(work: Work[T], part: int, of: int) -> object:
    """Return what a part gave, or its error, to be raised once no other part is at work any more."""
    try:
        return work(part, of)
    except Exception as error:  # noqa: BLE001  # it is raised again by ``spread``
        return error


def _answer(work: Work[T], part: int, of: int, parent: int, answer: Connection) -> None:
    global _asked_by  # noqa: PLW0603  # this process is the part's own
    _asked_by = parent
    answer.send(_done(work, part, of))


def _received(answer: Connection) -> object:
    try:
        return answer.recv()
    except EOFError:
        return OSError("a process of the build was killed")


def spread(work: Work[T], records: int) -> list[T]:
    """Return ``[work(0, of), work(1, of), …]``, the first done here and each other in a process of its own.

    *records* says how much work there is; *of* follows from it and the processors. Raises the first error of any part.
    """
    of = _parts(records)
    if of == 1:
        return [work(0, 1)]
    fork = multiprocessing.get_context("fork")
    others = []
    for part in range(1, of):
        answer, theirs = fork.Pipe(duplex=False)
        process = fork.Process(target=_answer, args=(work, part, of, os.getpid(), theirs), daemon=True)
        process.start()
        theirs.close()
        others.append((process, answer))
    found = [_done(work, 0, of), *(_received(answer) for _, answer in others)]
    for process, _ in others:
        process.join()
    for one in found:
        if isinstance(one, Exception):
            raise one
    return found  # type: ignore[return-value]  # no exception is among them
