"""HTTP as the engines need it: no silence is endless, every attempt is metered, no key is told.

deep-translator calls ``requests`` without a timeout, opens a connection a call, puts what it posts into the address and loses
the status of a failure. ``guard`` puts a door into one of its modules in place of the name ``requests``; the global one stays.
"""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import requests
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ChunkedEncodingError, ConnectionError, ContentDecodingError, ReadTimeout, SSLError  # noqa: A004
from urllib3.exceptions import InvalidHeader, ReadTimeoutError
from urllib3.util import Retry

from catalogue.engines.failures import kind_of, redacted
from catalogue.engines.options import Network
from catalogue.translate.engine import EngineFailure, Spend

AGAIN = frozenset({408, 429, 500, 502, 503, 504, 529})
"""The statuses after which the same request may succeed."""

_sending: ContextVar["Sent"] = ContextVar("_sending")


class Door:
    """What stands in a module of deep-translator for the name ``requests``: the net that is sending, else the real thing."""

    def __getattr__(self, name: str) -> Any:
        """Return what ``requests`` has under *name*."""
        return getattr(requests, name)

    def get(self, url: str, **parts: Any) -> Response:
        """Send a GET request."""
        return _through("GET", url, parts)

    def post(self, url: str, **parts: Any) -> Response:
        """Send a POST request."""
        return _through("POST", url, parts)


def _through(method: str, url: str, parts: dict[str, Any]) -> Response:
    sent = _sending.get(None)
    if sent is None:
        return requests.request(method, url, **parts)  # noqa: S113  # someone else's use of the library: none of ours
    response = sent.net.request(method, url, sent.characters, **parts)
    sent.page = response.text
    return response


def guard(module: ModuleType) -> None:
    """Put a door into *module*; a second time changes nothing."""
    if not isinstance(module.requests, Door):
        module.requests = Door()  # type: ignore[attr-defined]


@dataclass
class Sent:
    """What deep-translator is sending in this thread, through which net, and the last page that came back."""

    net: "Net"
    characters: int
    page: str = ""


@dataclass(frozen=True, slots=True)
class _Failed:
    """An attempt without an answer, whether another may have one, and how long the engine asks to wait."""

    failure: EngineFailure
    again: bool
    wait: float | None = None


class Net:
    """One engine's connections. Safe from several threads: it keeps no cookies, and nothing of a request."""

    def __init__(self, options: Network, spend: Spend, secrets: Sequence[str] = ()) -> None:
        """Open nothing yet. *secrets* are masked in every failure."""
        self._options = options
        self._spend = spend
        self._secrets = secrets
        self._session = _session()
        self._pace = Pace(options.per_second)
        self._retry = Retry(
            options.retries, backoff_factor=options.backoff, backoff_jitter=options.backoff, backoff_max=options.patience
        )

    @contextmanager
    def sending(self, characters: int) -> Iterator[Sent]:
        """Let what deep-translator sends in this thread go through here, each request counted as *characters*."""
        sent = Sent(self, characters)
        token = _sending.set(sent)
        try:
            yield sent
        finally:
            _sending.reset(token)

    def request(self, method: str, url: str, characters: int, **parts: Any) -> Response:
        """Return the answer, whose status is 2xx. Raises ``EngineFailure``, and whatever *spend* raises before an attempt.

        An attempt that timed out while the engine was at work is not repeated: it may have been charged, and waits again.
        """
        retry = self._retry
        while True:
            self._pace.wait()
            self._spend(characters)
            outcome = self._attempt(method, url, _bodied(method, parts))
            if isinstance(outcome, Response):
                return outcome
            if not outcome.again or not retry.total:
                raise outcome.failure
            retry = retry.increment(method)
            self._rest(outcome, retry.get_backoff_time())

    def _rest(self, failed: _Failed, backoff: float) -> None:
        pause = backoff if failed.wait is None else failed.wait
        if pause > self._options.patience:
            raise failed.failure
        time.sleep(pause)

    def _attempt(self, method: str, url: str, parts: dict[str, Any]) -> Response | _Failed:
        limits = (self._options.connect, self._options.read)
        try:
            # A redirect would carry the key to wherever it points.
            response = self._session.request(method, url, timeout=limits, allow_redirects=False, **parts)
        except requests.RequestException as error:
            return self._silence(error, urlsplit(url).hostname or "the address")
        if "charset" not in response.headers.get("Content-Type", ""):
            response.encoding = "utf-8"  # requests takes latin-1 where none is named
        return response if response.ok and not response.is_redirect else self._refusal(response)

    def _silence(self, error: Exception, host: str) -> _Failed:
        """Say why there is no answer, in words of our own: the exception's hold the whole address."""
        if _timed_out(error):
            return _Failed(EngineFailure("unreachable", f"{host} gave no answer within {self._options.read:g} s"), again=False)
        if isinstance(error, SSLError):
            return _Failed(EngineFailure("unreachable", f"{host} has no certificate that can be trusted"), again=False)
        if isinstance(error, ConnectionError | ChunkedEncodingError | ContentDecodingError):
            return _Failed(EngineFailure("unreachable", f"the connection to {host} failed or broke off"), again=True)
        return _Failed(EngineFailure("refused", f"{host} cannot be asked ({type(error).__name__})"), again=False)

    def _refusal(self, response: Response) -> _Failed:
        host, detail = urlsplit(response.url).hostname, _detail(response)
        reason = redacted(f"{host} answered {response.status_code} {detail}", self._secrets)
        failure = EngineFailure(kind_of(response.status_code, detail), reason)
        return _Failed(failure, response.status_code in AGAIN, _wait(response))


class Pace:
    """Keeps the starts of requests apart. Google's own text allows five a second."""

    def __init__(self, per_second: float) -> None:
        """Keep the gap between two starts."""
        self._gap = 1 / per_second if per_second else 0.0
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the next request may start."""
        with self._lock:
            start = max(time.monotonic(), self._next)
            self._next = start + self._gap
        time.sleep(max(0.0, start - time.monotonic()))


def _session() -> requests.Session:
    session = requests.Session()
    session.auth = _no_auth
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter())
    return session


def _no_auth(request: PreparedRequest) -> PreparedRequest:
    """Leave *request* as it is. Without this, requests puts a ``.netrc`` entry in the place of DeepL's key."""
    return request


def _bodied(method: str, parts: dict[str, Any]) -> dict[str, Any]:
    """Return *parts* with what is posted in the body.

    A server's request line is short (gunicorn: 4,094 bytes, 1,300 Vietnamese characters), and addresses are logged. JSON is
    written as UTF-8, since escapes make six bytes of a Vietnamese letter.
    """
    parts = {name: value for name, value in parts.items() if value is not None}
    if "json" in parts:
        body = json.dumps(parts.pop("json"), ensure_ascii=False).encode()
        return {**parts, "data": body, "headers": {**parts.get("headers", {}), "Content-Type": "application/json"}}
    if method == "POST" and "data" not in parts:
        return {**parts, "data": parts.get("params", {}), "params": None}
    return parts


def _timed_out(error: Exception) -> bool:
    """Whether *error* is a read that took too long: of the head, or, wrapped once more by requests, of the body."""
    return isinstance(error, ReadTimeout) or any(isinstance(cause, ReadTimeoutError) for cause in error.args)


def _wait(response: Response) -> float | None:
    """Return the seconds of ``Retry-After``, or nothing where there is none or it makes no sense."""
    asked = response.headers.get("Retry-After")
    try:
        return None if asked is None else Retry().parse_retry_after(asked)
    except InvalidHeader:
        return None


def _detail(response: Response) -> str:
    """Return what the engine says of a failure: ``{"error": "…"}``, ``{"error": {"message": "…"}}`` or ``{"message": "…"}``."""
    try:
        body = response.json()
    except ValueError:
        return ""
    said = body.get("error") or body.get("message") if isinstance(body, dict) else None
    return str(said.get("message", "") if isinstance(said, dict) else said or "")
