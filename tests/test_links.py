"""Are the pages still there? Loopback servers that move, refuse, hang and forget, and records that name them."""

import json
import socket
import sys
import threading
import time
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import urllib3
from proposals import edit

from catalogue import build, host
from catalogue.links import look
from catalogue.links.rounds import rounds, turned
from catalogue.links.visiting import Manner, Visit, Visitor

RECORD = "products/mat-ong-rung/product.yaml"
LINKS = "products/_reference/links.yaml"
GUEST = Manner("a-test (+https://example.org/)", connect=2, read=0.3, retries=2, backoff=0, patience=1, private=True)
FOREVER = 60


class Elsewhere:
    """A host: its answers by path, a status or ``(status, headers)``; several in a list are given one after the other."""

    def __init__(self):
        self.answers = {}
        self.log = []
        self.hung = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._http.server_port}"

    def _handler(self):
        elsewhere = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                elsewhere.log.append((self.command, self.path, self.headers["User-Agent"]))
                said = elsewhere.answers.get(f"{self.command} {self.path}", elsewhere.answers.get(self.path, 404))
                said = said.pop(0) if isinstance(said, list) else said
                if said == "hang":
                    elsewhere.hung.wait(FOREVER)
                    return
                status, headers = said if isinstance(said, tuple) else (said, {})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_HEAD = do_GET  # noqa: N815

            def log_message(self, *_):
                pass

        return Handler

    @contextmanager
    def open(self):
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield self
        finally:
            self.hung.set()
            self._http.shutdown()
            self._http.server_close()

    def asked(self, path):
        return [method for method, where, _ in self.log if where == path]


@pytest.fixture
def elsewhere():
    with Elsewhere().open() as host:
        yield host


def visit(host, path="/page", manner=GUEST):
    return Visitor(manner).visit(host.address + path)


# One visit.


def test_a_page_that_is_there_is_asked_for_once_by_its_head_and_told_who_asks(elsewhere):
    elsewhere.answers["/page"] = 200

    assert visit(elsewhere, "/page#part") == Visit("", 200)
    assert elsewhere.log == [("HEAD", "/page", GUEST.agent)]


@pytest.mark.parametrize("status", [404, 405, 403, 500])
def test_a_host_that_refuses_head_is_asked_properly(status, elsewhere):
    elsewhere.answers |= {"HEAD /page": status, "GET /page": 200}

    assert visit(elsewhere) == Visit("", 200)
    assert elsewhere.asked("/page") == ["HEAD", "GET"]


def test_a_host_that_hangs_on_head_is_asked_properly(elsewhere):
    elsewhere.answers |= {"HEAD /page": "hang", "GET /page": 200}

    assert visit(elsewhere) == Visit("", 200)


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone(status, elsewhere):
    elsewhere.answers["/page"] = status

    assert visit(elsewhere) == Visit("gone", status)


@pytest.mark.parametrize("status", [401, 403, 429, 451, 503])
def test_a_refusal_is_no_proof_that_a_page_is_gone(status, elsewhere):
    elsewhere.answers["/page"] = status

    assert visit(elsewhere) == Visit("refused", status)


def test_a_host_that_asks_for_patience_gets_it_within_reason(elsewhere):
    elsewhere.answers["/page"] = [(429, {"Retry-After": "1"}), (429, {"Retry-After": "1"}), 200]
    begun = time.monotonic()

    assert visit(elsewhere) == Visit("", 200)
    assert time.monotonic() - begun >= 1


def test_a_host_that_asks_for_a_day_does_not_get_it(elsewhere):
    elsewhere.answers["/page"] = (503, {"Retry-After": "86400"})

    assert visit(elsewhere) == Visit("refused", 503)
    assert elsewhere.asked("/page") == ["HEAD", "GET", "GET", "GET"]


def test_silence_ends(elsewhere):
    elsewhere.answers["/page"] = "hang"

    assert visit(elsewhere) == Visit("silent")


def test_a_closed_door_is_silence():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        assert Visitor(GUEST).visit(f"http://127.0.0.1:{held.getsockname()[1]}/") == Visit("silent")


def test_a_host_without_a_certificate(elsewhere):
    assert Visitor(GUEST).visit(elsewhere.address.replace("http:", "https:")) == Visit("untrusted")


@pytest.mark.parametrize(("number", "problem"), [(socket.EAI_NONAME, "no-host"), (socket.EAI_AGAIN, "silent")])
def test_a_name_that_nobody_has_is_told_from_one_that_cannot_be_looked_up_now(number, problem, monkeypatch):
    def fail(*_):
        raise socket.gaierror(number, "x")

    monkeypatch.setattr(urllib3.util.connection.socket, "getaddrinfo", fail)

    assert Visitor(GUEST).visit("https://gone.example/page") == Visit(problem)


@pytest.mark.parametrize("address", ["http://[::1", "https://a b/", "http://x.example:99999/", "http://"])
def test_an_address_that_is_none_is_no_traceback(address):
    assert Visitor(GUEST).visit(address) == Visit("silent")


@pytest.mark.parametrize("status", [301, 308])
def test_a_page_that_has_moved_for_good_tells_where_it_is(status, elsewhere):
    elsewhere.answers |= {"/page": (status, {"Location": "/m%E1%BA%ADt-ong"}), "/m%E1%BA%ADt-ong": 200}

    assert visit(elsewhere) == Visit("", 200, f"{elsewhere.address}/m%E1%BA%ADt-ong")


def test_a_detour_for_today_is_no_move(elsewhere):
    elsewhere.answers |= {"/page": (302, {"Location": "/today"}), "/today": (301, {"Location": "/tomorrow"}), "/tomorrow": 200}

    assert visit(elsewhere) == Visit("", 200)


def test_a_move_before_a_detour_counts(elsewhere):
    elsewhere.answers |= {"/page": (301, {"Location": "/new"}), "/new": (302, {"Location": "/today"}), "/today": 200}

    assert visit(elsewhere) == Visit("", 200, f"{elsewhere.address}/new")


def test_a_move_to_a_page_that_is_gone_is_no_move(elsewhere):
    elsewhere.answers["/page"] = (301, {"Location": "/nothing"})

    assert visit(elsewhere).problem == "gone"


def test_a_page_that_leads_home_is_told(elsewhere):
    elsewhere.answers |= {"/page": (302, {"Location": "/"}), "/": 200}

    assert visit(elsewhere).front
    assert not visit(elsewhere, "/").front


def test_a_ring_ends(elsewhere):
    elsewhere.answers["/page"] = (301, {"Location": "/page"})

    assert visit(elsewhere) == Visit("loops")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "//[", "gopher:x"])
def test_no_redirect_leads_out_of_the_web(target, elsewhere):
    elsewhere.answers["/page"] = (302, {"Location": target})

    assert visit(elsewhere) == Visit("silent")


# Not inside our own network.

# Of the ways to write an address, other systems know fewer: there nothing is reached at all.
REACHED = {"inside"} if sys.platform == "linux" else {"inside", "no-host", "silent"}


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "0.0.0.0", "[::ffff:127.0.0.1]", "127.1", "2130706433"])  # noqa: S104
def test_nothing_is_sent_to_an_address_of_a_private_network(name, elsewhere):
    elsewhere.answers["/page"] = 200
    address = elsewhere.address.replace("127.0.0.1", name)

    assert Visitor(Manner("x", connect=2, read=1, retries=0)).visit(f"{address}/page").problem in REACHED
    assert elsewhere.log == []


# Many visits.


def test_the_pages_of_one_host_are_visited_one_after_the_other_and_each_once():
    running, most, lock = dict.fromkeys("ab", 0), dict.fromkeys("ab", 0), threading.Lock()
    told = []

    def slow(address):
        host = address[7]
        with lock:
            running[host] += 1
            most[host] = max(most[host], running[host])
        time.sleep(0.01)
        with lock:
            running[host] -= 1
        return Visit("", 200)

    addresses = [f"http://{host}/{number}" for number in range(5) for host in "ab"]
    found = rounds(addresses, slow, 0, lambda done, count: told.append((done, count)))

    assert set(found) == set(addresses)
    assert most == {"a": 1, "b": 1}
    assert told == [(number, 10) for number in range(1, 11)]


def test_a_host_that_does_not_open_is_not_knocked_at_for_every_page():
    asked = []

    def shut(address):
        asked.append(address)
        return Visit("" if address.endswith("/1") else "silent")

    found = rounds([f"http://a/{number}" for number in range(9)], shut, 0, lambda *_: None)

    assert asked == [f"http://a/{number}" for number in range(4)]
    assert [visit.problem for visit in found.values()] == ["silent", "", *["silent"] * 7]


def test_no_visit_begins_once_the_time_is_over():
    def slow(address):
        time.sleep(0.15)
        return Visit("", 200)

    found = rounds([f"http://a/{number}" for number in range(1_000)], slow, 0, lambda *_: None, seconds=0.5)

    assert found
    assert list(found) == [f"http://a/{number}" for number in range(len(found))]
    assert len(found) <= 4


def test_where_a_tenth_is_visited_each_has_its_turn_within_half_a_year():
    addresses = [f"http://a/{number}" for number in range(1_000)]
    weeks = [turned(addresses, date(2026, 1, 4) + timedelta(weeks=week)) for week in range(200)]

    assert {tuple(sorted(week)) for week in weeks} == {tuple(sorted(addresses))}
    for begin in range(200 - 26):
        assert {address for week in weeks[begin : begin + 26] for address in week[:100]} == set(addresses)


def test_an_interruption_is_not_waited_for():
    def fail(address):
        raise KeyboardInterrupt

    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        rounds(["http://a/1", "http://a/2"], fail, FOREVER, print)

    assert time.monotonic() - begun < FOREVER


# The command.


@pytest.fixture
def naming(project, elsewhere):
    """A project whose every address is one of *elsewhere*, with more sources: the id of each, and its path."""

    def named(**paths):
        edit(
            project,
            "products/_reference/catalogue.yaml",
            ("https://creativecommons.org/licenses/by/4.0/", f"{elsewhere.address}/"),
        )
        more = "".join(
            f"  - id: {key}\n    url: {elsewhere.address}{path}\n    tier: B1\n    read: 2026-01-02\n"
            for key, path in paths.items()
        )
        edit(project, RECORD, ("https://example.org/mat-ong", f"{elsewhere.address}/"), ("added:", f"{more}added:"))
        elsewhere.answers["/"] = 200
        return project

    return named


def line_of(project, words):
    lines = (project / RECORD).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def excuse(project, address, until):
    text = f"excused:\n  - id: robots\n    prefix: {address}\n    reason: refuses programs\n    until: {until}\n"
    (project / LINKS).write_text(text, encoding="utf-8")


def test_pages_that_are_there_are_not_spoken_of(naming, run):
    done = run(naming(), "links", "--private")

    assert (done.returncode, done.stdout) == (0, "")


def test_a_page_that_is_gone_is_an_error_on_its_line(naming, run, elsewhere):
    project = naming(gone="/gone")
    done = run(project, "links", "--private", "--messages", "vi")

    assert done.returncode == 1
    assert done.stdout == (
        f"{RECORD}:{line_of(project, '/gone')}: “{elsewhere.address}/gone” không còn (máy chủ trả lời 404)."
        " Tìm địa chỉ mới của trang, hoặc một nguồn khác.\n"
    )


def test_what_may_mend_itself_is_a_note(naming, run, elsewhere):
    elsewhere.answers |= {"/shut": 403, "/old": (301, {"Location": "/new"}), "/new": 200}
    done = run(naming(shut="/shut", old="/old"), "links", "--private")

    assert done.returncode == 0
    assert [line.split(": ", 2)[1] for line in done.stdout.splitlines()] == ["note", "note"]
    assert f"has moved for good to {elsewhere.address}/new." in done.stdout


def test_the_findings_as_data(naming, run):
    project = naming(gone="/gone")
    (found,) = json.loads(run(project, "links", "--private", "--format", "json").stdout)

    assert (found["check"], found["file"], found["line"]) == ("link-gone", RECORD, line_of(project, "/gone"))
    assert found["at"][0] == "sources"


def test_an_address_inside_is_an_error_unless_it_is_allowed(naming, run, elsewhere):
    done = run(naming(), "links")

    assert done.returncode == 1
    assert "is inside a private network" in done.stdout
    assert elsewhere.log == []


def test_what_is_excused_is_not_told(naming, run, elsewhere):
    project = naming(gone="/gone/1", again="/gone/2")
    excuse(project, f"{elsewhere.address}/gone/", "2026-12")
    done = run(project, "links", "--private", "--day", "2026-12-31")

    assert (done.returncode, done.stdout) == (0, "")


def test_an_excuse_ends(naming, run, elsewhere):
    project = naming(gone="/gone/1")
    excuse(project, f"{elsewhere.address}/gone/", "2026-12")
    done = run(project, "links", "--private", "--day", "2027-01-01")

    assert done.returncode == 1
    assert f"{LINKS}:5: note: the excuse of “{elsewhere.address}/gone/” ended on 2026-12." in done.stdout


def test_an_excuse_that_nothing_needs_is_told(naming, run, elsewhere):
    project = naming()
    excuse(project, f"{elsewhere.address}/gone/", "2026-12")
    done = run(project, "links", "--private", "--day", "2026-12-31")

    assert done.returncode == 0
    assert done.stdout.startswith(f"{LINKS}:3: note: “{elsewhere.address}/gone/” needs no excuse any more.")


def test_what_there_was_no_time_for_is_counted_and_its_excuse_may_be_needed(naming, elsewhere):
    project = naming(one="/one", two="/two")
    excuse(project, f"{elsewhere.address}/two", "2026-12")
    catalogue, _ = build.load(host.read_settings(project / "mkdocs.yml"))
    (left,) = look(catalogue, GUEST, date(2026, 11, 24), print, seconds=0)

    assert (left.check, left.severity, left.values["count"]) == ("links-left", "warning", left.values["of"])
    assert elsewhere.log == []


def test_the_time_is_given_in_minutes(naming, run, elsewhere):
    done = run(naming(), "links", "--private", "--minutes", "1")

    assert (done.returncode, done.stdout) == (0, "")
    assert elsewhere.log


def test_a_broken_excuse_is_found_before_anybody_is_asked(project, run):
    (project / LINKS).write_text("excused:\n  - id: robots\n    prefix: https://a.example/\n", encoding="utf-8")

    assert f"{LINKS}:2:" in run(project, "check").stdout
