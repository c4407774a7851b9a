"""The loopback server: answers for a desk, and tells waiting pages when something changed."""

import os
import threading
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from catalogue.serve.desk import Answer, Desk

PATIENCE = 25.0
"""Seconds that a page waits for a change before it asks again."""


class Server(ThreadingHTTPServer):
    """Answers for a desk, and tells waiting pages when something changed."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"
    """Windows would let two servers have one address."""

    def __init__(self, desk: Desk, host_name: str, port: int) -> None:
        """Open the address; raises ``OSError``."""
        super().__init__((host_name, port), _Handler)
        self.desk = desk
        self.version = 1
        self.changed = threading.Condition()
        self._taking = threading.Lock()

    def take(self, paths: frozenset[Path]) -> None:
        """Take in what changed at *paths*."""
        with self._taking:
            self.desk.change(paths)
        with self.changed:
            self.version += 1
            self.changed.notify_all()

    def version_after(self, known: str) -> str:
        """Return the version, waiting a while for another than *known*."""
        with self.changed:
            self.changed.wait_for(lambda: str(self.version) != known, timeout=PATIENCE)
            return str(self.version)


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/_version":
            known = parse_qs(address.query).get("after", [""])[0]
            self._send(Answer(HTTPStatus.OK, "text/plain", self.server.version_after(known).encode()))
        else:
            self._send(self.server.desk.answer(unquote(address.path).lstrip("/")))

    do_HEAD = do_GET  # noqa: N815  # the name is the base class's

    def _send(self, answer: Answer) -> None:
        text = answer.type.startswith("text/") or answer.type.endswith(("javascript", "json", "xml"))
        with suppress(ConnectionError):  # the page was closed while it waited
            self.send_response(answer.status)
            self.send_header("Content-Type", f"{answer.type}; charset=utf-8" if text else answer.type)
            self.send_header("Content-Length", str(len(answer.data)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        """Say nothing: the terminal is for findings."""
