"""Serves the catalogue while it is edited.

Nothing is written: a page is printed when it is asked for, into the layouts that MkDocs made once. A change of a record reads
that record again; MkDocs is entered again only when its own files change. What cannot be used is told, and the last sound
catalogue stays.
"""

from collections.abc import Callable
from pathlib import Path

from catalogue.issues import Issue, Refused
from catalogue.serve.desk import Desk, Options, Tell
from catalogue.serve.server import Server
from catalogue.serve.watch import watch


def serve(file: Path, options: Options, day: str | None, address: str, tell: Tell, ready: Callable[[str], None]) -> None:
    """Serve the catalogue of *file* at *address* (``host:port``) until interrupted; raise ``Refused`` when that cannot be.

    *ready* is called with the address once the first page can be asked for; *tell* with what is wrong, at the start and after
    each change.
    """
    desk = Desk(file, options, day, address, tell)
    name, _, port = address.rpartition(":")
    try:
        server = Server(desk, name, int(port))
    except OSError as error:
        values = {"address": address, "reason": error.strerror or str(error)}
        raise Refused([Issue("cannot-serve", file.name, line=1, values=values)]) from None
    watching = watch(desk.watched(), file.resolve(), server.take)
    ready(f"http://{address}/")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass  # how it is ended
    finally:
        watching.stop()
        server.server_close()
