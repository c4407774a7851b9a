"""One address visited: asked as a polite guest does, every redirect followed, and nothing of the page read.

Records are proposed by anybody, so an address must not make this machine knock at doors inside its own network: whom a
connection has reached is looked at before anything is sent, and so it does not matter what a name meant a moment earlier.
"""

import ipaddress
import socket
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urldefrag, urljoin, urlsplit

from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, PoolManager, Retry, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, MaxRetryError, NameResolutionError, SSLError

Problem = Literal["", "gone", "inside", "loops", "no-host", "refused", "silent", "untrusted"]
AGAIN = frozenset({429, 500, 502, 503, 504})
"""The statuses after which the same request may succeed."""
FOR_GOOD = frozenset({301, 308})
GONE = frozenset({404, 410})
MOST_REDIRECTS = 10


@dataclass(frozen=True, slots=True)
class Manner:
    """How a guest behaves: what it calls itself, for how many seconds it waits, how often it asks again.

    *pause* lies between two visits of one host, *patience* bounds what a host may ask to wait; *private* allows addresses
    that only a network of one's own has.
    """

    agent: str
    connect: float = 10
    read: float = 20
    pause: float = 1
    retries: int = 2
    backoff: float = 1
    patience: int = 60
    private: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of a visit: the *problem*, if any, with the last *status*; *moved* is where the page lives now, for good.

    *front* tells that the visit ended at the front page of a site, though another page was asked for.
    """

    problem: Problem = ""
    status: int = 0
    moved: str = ""
    front: bool = False


class _InsideError(HTTPError):
    """A connection has reached a network that the public has no part in."""


def _outside(reached: socket.socket) -> socket.socket:
    address = ipaddress.ip_address(reached.getpeername()[0])
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    if (mapped or address).is_global:
        return reached
    reached.close()
    raise _InsideError


class _Http(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _outside(super()._new_conn())


class _Https(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _outside(super()._new_conn())


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


class Visitor:
    """Visits addresses; safe from several threads. It keeps no cookie, and no proxy stands between."""

    def __init__(self, manner: Manner) -> None:
        """Open nothing yet."""
        self._pool = PoolManager(
            headers={"User-Agent": manner.agent, "Accept": "*/*"},
            timeout=Timeout(connect=manner.connect, read=manner.read),
            ca_certs=DEFAULT_CA_BUNDLE_PATH,  # else each system's own, and macOS' Python has none
        )
        if not manner.private:
            self._pool.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
        self._retry = Retry(
            manner.retries,
            status_forcelist=AGAIN,
            allowed_methods=None,
            raise_on_status=False,
            backoff_factor=manner.backoff,
            retry_after_max=manner.patience,
        )

    def visit(self, address: str) -> Visit:
        """Return what becomes of a visit to *address*."""
        try:
            return self._followed(address)
        except (HTTPError, ValueError) as error:  # urllib calls an address that cannot be read a wrong value
            return Visit(_problem(error))

    def _followed(self, address: str) -> Visit:
        here, lasting, moved = urldefrag(address).url, True, ""
        for _ in range(MOST_REDIRECTS):
            answer = self._asked(here)
            target = answer.get_redirect_location()
            if not target:
                front = not _deep(here) and _deep(address)
                return Visit(_judged(answer.status), answer.status, moved, front)
            here = urljoin(here, _as_sent(target))
            lasting = lasting and answer.status in FOR_GOOD
            moved = here if lasting else moved
        return Visit("loops")

    def _asked(self, address: str) -> BaseHTTPResponse:
        """Return the head of the answer. Some hosts refuse HEAD, or answer it wrongly: none is believed before a GET."""
        try:
            answer = self._sent("HEAD", address, Retry(0))
        except _InsideError:
            raise
        except HTTPError:
            return self._sent("GET", address, self._retry)
        return answer if answer.status < 400 else self._sent("GET", address, self._retry)

    def _sent(self, method: str, address: str, retry: Retry) -> BaseHTTPResponse:
        answer = self._pool.request(method, address, redirect=False, retries=retry, preload_content=False)
        answer.close()
        return answer


def _judged(status: int) -> Problem:
    if status < 400:
        return ""
    return "gone" if status in GONE else "refused"


def _problem(error: Exception) -> Problem:
    if isinstance(error, _InsideError):
        return "inside"
    reason = error.reason if isinstance(error, MaxRetryError) else error
    if isinstance(reason, SSLError):
        return "untrusted"
    if isinstance(reason, NameResolutionError):
        why = reason.__cause__
        # That a name cannot be looked up just now says nothing of the host.
        return "silent" if isinstance(why, socket.gaierror) and why.errno == socket.EAI_AGAIN else "no-host"
    return "silent"


def _deep(address: str) -> bool:
    split = urlsplit(address)
    return split.path not in {"", "/"} or bool(split.query)


def _as_sent(target: str) -> str:
    """Return the address of a redirect: bytes above ASCII are UTF-8, which the library reads as Latin-1."""
    try:
        return target.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return target
