"""Work done several at a time, while somebody is told how far it is: the codecs do not hold the interpreter."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
WORKERS = 4
"""How many pictures are made at a time at most: a photo may hold 260 MB while it is decoded."""
Progress = Callable[[str, int], AbstractContextManager[Callable[[], None]]]
"""Told what is made and how many of it, and then of each that is."""


def several(label: str, work: Callable[[T], R], items: Sequence[T], progress: Progress) -> Iterator[R]:
    """Yield what *work* gives for each of *items*, as it is done; nobody is told of nothing. Raises the first error."""
    if not items:
        return
    with ThreadPoolExecutor(min(WORKERS, os.cpu_count() or 1)) as pool, progress(label, len(items)) as step:
        try:
            for done in as_completed([pool.submit(work, item) for item in items]):
                yield done.result()
                step()
        finally:
            pool.shutdown(cancel_futures=True)
