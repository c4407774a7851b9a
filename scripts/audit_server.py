"""Serves a built site on the loopback as a good host would: compressed, kept by the browser, below the path of its address."""

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TEXT = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml", "application/manifest+json")
mimetypes.add_type("image/avif", ".avif")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("application/manifest+json", ".webmanifest")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together
    site: Path
    base: str

    def do_GET(self) -> None:
        path = self.found()
        status = HTTPStatus.OK if path else HTTPStatus.NOT_FOUND
        kind, data, packed = self.read(path or self.site / "404.html")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache" if kind.startswith("text/html") else "max-age=31536000")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def found(self) -> Path | None:
        """Return the file of the address; an address of a folder is that of its page."""
        address = unquote(urlsplit(self.path).path)
        if not address.startswith(self.base):
            return None
        path = self.site / address.removeprefix(self.base)
        path = path / "index.html" if address.endswith("/") else path
        return path if path.is_file() else None

    @staticmethod
    @cache
    def read(path: Path) -> tuple[str, bytes, bool]:
        """Return type and bytes of *path*, compressed where that is worth it."""
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        data = path.read_bytes() if path.is_file() else b""
        if not kind.startswith(TEXT):
            return kind, data, False
        charset = "" if kind == "image/svg+xml" else "; charset=utf-8"
        return f"{kind}{charset}", gzip.compress(data, 6), True

    def log_message(self, *_: object) -> None:
        """Say nothing: the table is what is printed."""


@contextmanager
def served(site: Path, base: str) -> Iterator[str]:
    """Yield the address at which *site* is served, below *base*."""
    handler = type("_Site", (_Handler,), {"site": site, "base": base})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()
