"""What changes on the disk, handed on once it has settled."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

SETTLED = 0.05
"""Seconds without another change before what was changed is read: an editor writes a file in several steps."""
# Asking for no more than these keeps the reading of 20,000 files from flooding the system's queue of events.
_CHANGES: list[type[FileSystemEvent]] = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]


class Watch(Protocol):
    """What watches until it is stopped."""

    def stop(self) -> None:
        """Stop watching."""


class _Changes(FileSystemEventHandler):
    """Gathers the paths that change until they settle, and hands them on."""

    def __init__(self, hand_on: Callable[[frozenset[Path]], None]) -> None:
        self._hand_on = hand_on
        self._paths: set[Path] = set()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        with self._lock:
            self._paths |= {Path(str(path)) for path in (event.src_path, event.dest_path) if path}
            if self._timer:
                self._timer.cancel()
            self._timer = threading.Timer(SETTLED, self._settled)
            self._timer.daemon = True
            self._timer.start()

    def _settled(self) -> None:
        with self._lock:
            paths, self._paths = frozenset(self._paths), set()
        self._hand_on(paths)


class _OnlyFile(FileSystemEventHandler):
    """Hands on the changes of one file of a folder."""

    def __init__(self, changes: _Changes, file: Path) -> None:
        self._changes = changes
        self._file = str(file)

    def on_any_event(self, event: FileSystemEvent) -> None:
        if self._file in {str(event.src_path), str(event.dest_path)}:
            self._changes.on_any_event(event)


def watch(folders: Iterable[Path], file: Path, hand_on: Callable[[frozenset[Path]], None]) -> Watch:
    """Call *hand_on* with the paths that changed below *folders*, or *file*; return what stops that."""
    changes, observer = _Changes(hand_on), Observer()
    for folder in folders:
        observer.schedule(changes, str(folder), recursive=True, event_filter=_CHANGES)
    observer.schedule(_OnlyFile(changes, file), str(file.parent), recursive=False, event_filter=_CHANGES)
    observer.start()
    return observer
