"""Loopback servers that speak the protocols of translation services, log every request, and fail on demand.

They translate deterministically: a small dictionary, the marks of the rest taken off, and the target as a visible marker, so
that ``Mật ong`` is ``Honey ·en`` and ``Tôm chua`` is ``Tom chua ·en``. Protected words stay only where the real service keeps
them: spans in HTML, tokens everywhere.
"""

import html
import json
import re
import threading
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from catalogue.text import romanise

DICTIONARY = {
    "Mật ong": {"en": "Honey", "fr": "Miel"},
    "Vải thiều": {"en": "Thieu lychee", "fr": "Litchi thieu"},
    "Mì gạo": {"en": "Rice noodles", "fr": "Nouilles de riz"},
    "của": {"en": "of", "fr": "de"},
}
SPAN = re.compile(r'(<span translate="no">.*?</span>)', re.DOTALL)
ELEMENT = re.compile(r'(<span translate="no">.*?</span>|<[^>]*>)', re.DOTALL)
TOKEN = re.compile(r"(\[X\d+X\])")
SCRIPT = "<script>alert(1)</script>"
LOCALES = ("vi", "en", "fr")


def _words(text, target):
    for source, words in DICTIONARY.items():
        text = text.replace(source, words.get(target, source))
    return romanise(text)


def translation(text, target, kept=TOKEN):
    """Return what every server here makes of *text*; what *kept* finds stays."""
    pieces = [piece if place % 2 else _words(piece, target) for place, piece in enumerate(kept.split(text))]
    return f"{''.join(pieces)} ·{target}"


def translation_of_html(text, target):
    """Return what a server makes of HTML in which ``translate="no"`` is honoured: HTML again. It leaves elements alone."""
    pieces = ELEMENT.split(text)
    pieces[::2] = [html.escape(_words(html.unescape(piece), target), quote=False) for piece in pieces[::2]]
    return f"{''.join(pieces)} ·{target}"


@dataclass
class Request:
    method: str
    path: str
    query: dict[str, str]
    headers: Message
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


@dataclass
class Fault:
    """``429`` (with *retry_after*), ``500``, ``hang``, ``truncated``, ``page``, ``quota``.

    And in an answer that is otherwise right: ``poison``, ``swapped``, ``dropped``, ``injected``, ``merged``, ``blank``.
    """

    name: str
    retry_after: str | None = None


@dataclass
class Reply:
    status: int
    body: str
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


def reply(status, value):
    return Reply(status, json.dumps(value))


PAGE = Reply(200, "<!DOCTYPE html><html><title>Error 500 (Server Error)!!1</title></html>", {"Content-Type": "text/html"})
POISON = "Error 500 (Server Error)!!1500.That’s an error.There was an error. Please try again later.That’s all we know."


class Server:
    """One service. *faults* are taken one a request; *log* and *connections* tell what was asked."""

    path = "/translate"
    key = "s3cret/key+1"
    poison = POISON

    def __init__(self):
        self.log = []
        self.connections = 0
        self.faults = deque()
        self.released = threading.Event()
        self._lock = threading.Lock()
        self._http = _http_server(self)
        self.address = f"http://127.0.0.1:{self._http.server_port}"

    def fail(self, name, times=1, retry_after=None):
        self.faults.extend(Fault(name, retry_after) for _ in range(times))

    def answer(self, request):
        """Return the reply to *request*, or the name of a fault of the connection itself."""
        with self._lock:
            self.log.append(request)
            fault = self.faults.popleft() if self.faults else Fault("")
        if fault.name in {"hang", "truncated"}:
            return fault.name
        if not urlsplit(request.path).path.endswith(self.path):
            return self.refusal(404)
        if fault.name in {"429", "500"}:
            said = self.refusal(int(fault.name))
            said.headers |= {"Retry-After": fault.retry_after} if fault.retry_after is not None else {}
            return said
        return self.quota() if fault.name == "quota" else PAGE if fault.name == "page" else self.serve(request, fault.name)

    def refusal(self, status):
        return reply(status, {"error": "Slowdown: too many requests" if status == 429 else "Cannot translate text"})

    def quota(self):
        return self.refusal(429)

    def altered(self, answers, fault):
        """Return *answers* with what *fault* does to them."""
        if fault == "swapped":
            return answers[::-1]
        if fault == "poison":
            return [self.poison for _ in answers]
        if fault == "dropped":
            return [TOKEN.sub("", SPAN.sub("", answer)) for answer in answers]
        if fault == "injected":
            return [f"{answer}{SCRIPT}" for answer in answers]
        if fault == "blank":
            return [*answers[:1], "", *answers[2:]]
        return answers[1:] if fault == "merged" else answers


class LibreTranslate(Server):
    """``POST /translate`` as libretranslate/app.py reads it: JSON, form or query, a list only in JSON, limits, keys."""

    characters = 2000
    batch = 30
    needs_key = True

    def serve(self, request, fault):
        asked = self._asked(request)
        texts = asked.get("q")
        if self.needs_key and asked.get("api_key") != self.key:
            return reply(403, {"error": f"Invalid API key {asked.get('api_key')}"})
        wrong = self._wrong(asked, texts)
        if wrong:
            return reply(400, {"error": wrong})
        make = translation_of_html if asked.get("format") == "html" else translation
        answers = [make(text, asked["target"]) for text in (texts if isinstance(texts, list) else [texts])]
        answers = self.altered([html.unescape(answer) for answer in answers], fault)
        return reply(200, {"translatedText": answers if isinstance(texts, list) else answers[0]})

    def _asked(self, request):
        if request.headers.get("Content-Type", "").startswith("application/json"):
            return request.json
        return request.query | {name: values[0] for name, values in parse_qs(request.body.decode()).items()}

    def _wrong(self, asked, texts):
        missing = [name for name in ("q", "source", "target") if not asked.get(name)]
        if missing:
            return f"Invalid request: missing {missing[0]} parameter"
        if isinstance(texts, list) and len(texts) > self.batch:
            return f"Invalid request: request ({len(texts)}) exceeds text limit ({self.batch})"
        if sum(map(len, texts)) > self.characters:
            return f"Invalid request: request ({sum(map(len, texts))}) exceeds text limit ({self.characters})"
        unknown = [asked[name] for name in ("source", "target") if asked[name] not in LOCALES]
        return f"{unknown[0]} is not supported" if unknown else ""


class Google(Server):
    """``GET /m``: a page with the translation in it, and no charset named. An address of more than 16 KB is refused."""

    path = "/m"

    def serve(self, request, fault):
        text, target = request.query.get("q", ""), request.query.get("tl")
        if len(request.path) > 16_384 or target not in LOCALES:
            return Reply(400, "<!DOCTYPE html><title>Error 400 (Bad Request)!!1</title>", {"Content-Type": "text/html"})
        lines = [translation(line, target, re.compile(r"(\[X\d+X\])")) for line in text.split("\n")]
        answers = lines if fault == "injected" else [html.escape(line) for line in self.altered(lines, fault)]
        answers = self.altered(answers, fault) if fault == "injected" else answers
        shown = self.poison if fault == "poison" else "\n".join(answers)
        page = f'<!DOCTYPE html><html><div class="header">Google</div><div class="result-container">{shown}</div></html>'
        return Reply(200, page, {"Content-Type": "text/html"})

    def refusal(self, status):
        return Reply(status, f"<!DOCTYPE html><title>Error {status}</title>", {"Content-Type": "text/html"})


class Deepl(Server):
    """``POST /v2/translate``: the key in a header only, at most 50 texts and 128 KiB."""

    path = "/v2/translate"
    key = "d33pl-key:fx"
    codes = frozenset({"VI", "EN", "EN-GB", "EN-US", "FR"})

    def serve(self, request, fault):
        if "auth_key" in request.query or request.headers.get("Authorization") != f"DeepL-Auth-Key {self.key}":
            return reply(403, {"message": f"Forbidden: {request.headers.get('Authorization')}"})
        if len(request.body) > 128 * 1024:
            return reply(413, {"message": "Request Entity Too Large"})
        asked = request.json
        if len(asked["text"]) > 50 or {asked["source_lang"], asked["target_lang"]} - self.codes:
            return reply(400, {"message": "Value for 'target_lang' not supported."})
        make = translation_of_html if asked.get("tag_handling") == "html" else translation
        answers = self.altered([make(text, asked["target_lang"][:2].lower()) for text in asked["text"]], fault)
        return reply(200, {"translations": [{"detected_source_language": "VI", "text": answer} for answer in answers]})

    def refusal(self, status):
        return reply(status, {"message": "Too many requests" if status == 429 else "Internal server error"})

    def quota(self):
        return reply(456, {"message": "Quota Exceeded"})


class Microsoft(Server):
    """``POST /translate?api-version=3.0``: a list in, a list out."""

    def serve(self, request, fault):
        if request.headers.get("Ocp-Apim-Subscription-Key") != self.key:
            said = f"The request is not authorized: {request.headers.get('Ocp-Apim-Subscription-Key')}"
            return reply(401, {"error": {"code": 401000, "message": said}})
        target = request.query.get("to")
        if request.query.get("api-version") != "3.0" or target not in LOCALES:
            return reply(400, {"error": {"code": 400036, "message": "The target language is not valid."}})
        make = translation_of_html if request.query.get("textType") == "html" else translation
        answers = self.altered([make(item["text"], target) for item in request.json], fault)
        return reply(200, [{"translations": [{"text": answer, "to": target}]} for answer in answers])

    def refusal(self, status):
        return reply(status, {"error": {"code": status * 1000 + 1, "message": "The server rejected the request."}})

    def quota(self):
        said = "The operation is not allowed because the subscription has exceeded its free quota."
        return reply(403, {"error": {"code": 403001, "message": said}})


class MyMemory(Server):
    """``GET /get``: one text below 500 characters; what goes wrong is told as a translation, with status 200."""

    path = "/get"
    key = "someone@example.org"
    warning = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN 13 HOURS"
    poison = "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS"

    def serve(self, request, fault):
        source, target = request.query["langpair"].split("|")
        if not {source, target} <= {"vi-VN", "en-GB", "en-US", "fr-FR"}:
            return self._told("INVALID LANGUAGE PAIR SPECIFIED", "403")
        if len(request.query["q"]) >= 500:
            return self._told(self.poison, "403")
        text = html.escape(translation(request.query["q"], target[:2]))
        return self._told(([*self.altered([text], fault), ""])[0], 200)

    def quota(self):
        return self._told(self.warning, 429)

    def _told(self, text, status):
        answer = {"translatedText": text, "match": 0.85}
        return reply(
            200, {"responseData": answer, "responseDetails": "", "responseStatus": status, "matches": [{"translation": ""}]}
        )


def _http_server(service):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body leave together: apart, they wait 40 ms for each other on a connection that is kept

        def setup(self):
            service.connections += 1
            super().setup()

        def do_GET(self):
            split = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(split.query).items()}
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self._send(service.answer(Request(self.command, self.path, query, self.headers, body)))

        do_POST = do_GET  # noqa: N815

        def _send(self, said):
            if said == "hang":
                service.released.wait(20)
                self.close_connection = True
                return
            data = b"{" if said == "truncated" else said.body.encode()
            self.send_response(200 if said == "truncated" else said.status)
            for name, value in ({} if said == "truncated" else said.headers).items():
                self.send_header(name, value)
            self.send_header("Set-Cookie", f"seen={len(service.log)}")
            self.send_header("Content-Length", str(100 if said == "truncated" else len(data)))
            self.end_headers()
            self.wfile.write(data)
            self.close_connection |= said == "truncated"

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    return server


@contextmanager
def serving(kind):
    """Run a server of *kind* while the block lasts."""
    server = kind()
    thread = threading.Thread(target=server._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)  # noqa: SLF001
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server._http.shutdown()  # noqa: SLF001
        server._http.server_close()  # noqa: SLF001
