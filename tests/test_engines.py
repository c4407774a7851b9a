"""The contract of every engine, against servers on this machine that speak the services' own protocols."""

import html
import re
import socket
import sys
import threading
import time
import types
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import deep_translator.google
import deep_translator.libre
import pytest
import requests
import servers
from conftest import ROOT
from deep_translator import GoogleTranslator, LibreTranslator
from servers import SCRIPT, serving, translation

from catalogue.engines import DEFAULT, ENGINES, make, net
from catalogue.engines.failures import guarded, redacted
from catalogue.engines.net import Net, Pace, guard
from catalogue.engines.options import KEYS, Network
from catalogue.engines.sift import escaped, poisoned, translated, unescaped
from catalogue.translate.engine import BudgetSpent, EngineFailure

SPAN = re.compile(r'(<span translate="no">.*?</span>)')
QUICK = {"connect": 20, "read": 20, "retries": 2, "backoff": 0.001, "per_second": 0}
NETWORKED = {
    "google": servers.Google,
    "libretranslate": servers.LibreTranslate,
    "deepl": servers.Deepl,
    "microsoft": servers.Microsoft,
    "mymemory": servers.MyMemory,
}
LOCAL = ("pseudo", "ctranslate2")
BATCHED = ("google", "libretranslate", "deepl", "microsoft")
KEYED = ("libretranslate", "deepl", "microsoft")


class Meter:
    """Counts what is spent, and forbids more than *most* requests."""

    def __init__(self, most=None):
        self.spent = []
        self.most = most

    def __call__(self, characters):
        if self.most is not None and len(self.spent) >= self.most:
            raise BudgetSpent
        self.spent.append(characters)


@dataclass
class Bench:
    """An engine, its server where it has one, and its meter."""

    name: str
    options: dict
    server: servers.Server | None = None
    meter: Meter = field(default_factory=Meter)

    def make(self, **more):
        return make(self.name, {**self.options, **more}, self.meter)

    def translate(self, *texts, target="en", **more):
        return list(self.make(**more).translate(texts, "vi", target))

    def failure(self, *texts, **more):
        with pytest.raises(EngineFailure) as caught:
            self.translate(*texts, **more)
        assert caught.value.__context__ is None
        return caught.value

    def protected(self, name):
        return f'<span translate="no">{name}</span>' if ENGINES[self.name].markup == "html" else "[X1X]"

    def expected(self, text, target="en"):
        if self.name == "pseudo":
            return {"Mật ong": "⟦Màt öng one⟧", "Vải thiều": "⟦Vàî thîéü one⟧", "Mì gạo": "⟦Mî gàö one⟧"}[text]
        return translation(text, target, SPAN if "<span" in text else servers.TOKEN)


@pytest.fixture(autouse=True)
def _only_this_machine(monkeypatch):
    """Refuse every connection and every question for a name that leaves 127.0.0.1."""
    real = socket.socket.connect

    def connect(self, address):
        assert address[0] == "127.0.0.1", f"{address} was contacted"
        return real(self, address)

    def getaddrinfo(host, port, *_, **__):
        assert host == "127.0.0.1", f"{host} was asked for"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(autouse=True)
def _keys(monkeypatch):
    for name, variable in KEYS.items():
        monkeypatch.setenv(variable, NETWORKED[name].key)


class FakeProcessor:
    def __init__(self, model_file):
        assert model_file.endswith(".spm")

    def encode(self, text, out_type):
        return [out_type(word) for word in text.split(" ")]

    def decode(self, tokens):
        return " ".join(tokens)


class FakeTranslator:
    def __init__(self, folder, device, compute_type):
        self.target = folder[-2:]
        assert (device, compute_type) == ("cpu", "int8")

    def translate_batch(self, tokens, beam_size):
        assert beam_size == 4
        texts = [translation(" ".join(words), self.target) for words in tokens]
        return [types.SimpleNamespace(hypotheses=[text.split(" ")]) for text in texts]


@pytest.fixture(name="models")
def _models(tmp_path, monkeypatch):
    """A folder of models, and the two libraries that read them, as far as the engine uses these."""
    monkeypatch.setitem(sys.modules, "ctranslate2", types.SimpleNamespace(Translator=FakeTranslator))
    monkeypatch.setitem(sys.modules, "sentencepiece", types.SimpleNamespace(SentencePieceProcessor=FakeProcessor))
    for pair in ("vi-en", "vi-fr"):
        (tmp_path / pair).mkdir()
        for name in ("model.bin", "source.spm", "target.spm"):
            (tmp_path / pair / name).touch()
    return tmp_path


def bench_of(name, request):
    if name in NETWORKED:
        with serving(NETWORKED[name]) as server:
            path = {"google": "/m", "mymemory": "/get"}.get(name, "")
            yield Bench(name, {**QUICK, "address": server.address + path}, server)
    else:
        yield Bench(name, {} if name == "pseudo" else {"models": str(request.getfixturevalue("models"))})


@pytest.fixture(name="slept")
def _slept(monkeypatch):
    """The pauses that the net would have made."""
    pauses = []
    monkeypatch.setattr(net, "time", types.SimpleNamespace(sleep=pauses.append, monotonic=time.monotonic))
    return pauses


@pytest.fixture(name="bench")
def _bench(request):
    yield from bench_of(request.param, request)


every = pytest.mark.parametrize("bench", ENGINES, indirect=True)
networked = pytest.mark.parametrize("bench", NETWORKED, indirect=True)
batched = pytest.mark.parametrize("bench", BATCHED, indirect=True)
keyed = pytest.mark.parametrize("bench", KEYED, indirect=True)


def test_every_engine_is_tried_here():
    assert set(NETWORKED) | set(LOCAL) == set(ENGINES)
    assert DEFAULT in ENGINES


@every
def test_it_keeps_the_protocol(bench):
    engine = bench.make()

    assert engine.name == bench.name
    assert re.fullmatch(r"[a-z0-9-]+", engine.name)
    assert engine.markup == ("html" if bench.name in KEYED else "token")
    assert engine.limits.characters >= 499
    assert 2 <= engine.limits.parallel <= 4


@every
@pytest.mark.parametrize("target", ["en", "fr"])
def test_order_and_count_are_kept(bench, target):
    texts = ["Mật ong", "Vải thiều", "Mì gạo", "Mật ong"]

    assert bench.translate(*texts, target=target) == [bench.expected(text, target) for text in texts]


@every
def test_what_says_nothing_is_not_sent(bench):
    assert bench.translate("", "  ", "\n", "—", "***\n…") == [None, None, None, "—", "***\n…"]
    assert bench.meter.spent == []
    assert bench.translate() == []


@every
def test_lines_and_the_spaces_at_their_edges_stay(bench):
    answer = bench.translate("  Mật ong\n\n***\nMì gạo ")

    assert answer == [f"  {bench.expected('Mật ong')}\n\n***\n{bench.expected('Mì gạo')} "]


@every
def test_protected_words_survive(bench):
    name = bench.protected("Lục Ngạn")
    [answer] = bench.translate(f"Vải thiều của {name}")

    assert answer.count(name) == 1
    assert "Vải" not in answer


@every
def test_hundreds_of_texts_from_eight_threads_at_once(bench):
    engine = bench.make()
    texts = [f"Tôm {number} đi {'chợ' if number % 3 else 'đồng'}" for number in range(320)]
    size = engine.limits.texts if engine.limits.texts == 1 else 4
    chunks = [texts[start : start + size] for start in range(0, len(texts), size)]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda chunk: engine.translate(chunk, "vi", "en"), chunks))

    flat = [answer for chunk in answers for answer in chunk]
    assert [re.search(r"\d+", answer)[0] for answer in flat] == [str(number) for number in range(320)]
    if bench.name != "pseudo":
        assert flat == [bench.expected(text) for text in texts]


@every
def test_spending_is_asked_first_and_can_stop(bench):
    bench.meter.most = 0

    with pytest.raises(BudgetSpent):
        bench.translate("Mật ong")
    assert bench.server is None or bench.server.log == []


@every
def test_every_request_is_counted_in_characters(bench):
    bench.translate("Mật ong", "Mì gạo")

    assert 13 <= sum(bench.meter.spent) <= 14


@every
def test_a_language_that_the_engine_does_not_know_is_refused(bench):
    if bench.name == "pseudo":
        return
    assert bench.failure("Mật ong", target="xx").kind == "refused"


@every
@pytest.mark.parametrize("option", ["base_url", "key"])
def test_an_unknown_option_is_refused_without_its_value(bench, option):
    failure = bench.failure("Mật ong", **{option: "s3cret"})

    assert failure.kind == "refused"
    assert option in failure.reason
    assert "s3cret" not in str(failure)


def test_an_unknown_engine_is_refused():
    with pytest.raises(EngineFailure, match=r"refused: there is no engine chatgpt; there are google, libretranslate"):
        make("chatgpt", {}, Meter())


@networked
@pytest.mark.parametrize(
    "address", ["ftp://127.0.0.1/", "http://name:s3cret@127.0.0.1/", "127.0.0.1", "http://127.0.0.1/?key=s3cret"]
)
def test_an_address_that_is_none_or_holds_a_key_is_refused(bench, address):
    failure = bench.failure("Mật ong", address=address)

    assert (failure.kind, "s3cret" in str(failure)) == ("refused", False)


@networked
def test_a_busy_server_is_asked_again_after_the_time_it_names(bench, slept):
    bench.server.fail("429", retry_after="7")

    assert bench.translate("Mật ong") == [bench.expected("Mật ong")]
    assert [pause for pause in slept if pause] == [7]
    assert len(bench.server.log) == len(bench.meter.spent) == 2


@networked
@pytest.mark.parametrize("retry_after", ["3600", "nonsense", None])
def test_a_server_that_stays_busy_is_a_quota(bench, retry_after):
    bench.server.fail("429", times=3, retry_after=retry_after)

    assert bench.failure("Mật ong").kind == "quota"
    assert len(bench.server.log) == len(bench.meter.spent) == (1 if retry_after == "3600" else 3)


@networked
def test_a_server_that_is_out_of_order_is_asked_again_then_unreachable(bench):
    bench.server.fail("500", times=5)

    assert bench.failure("Mật ong").kind == "unreachable"
    assert len(bench.server.log) == len(bench.meter.spent) == 3
    assert bench.translate("Mật ong") == [bench.expected("Mật ong")]


@networked
def test_spending_can_stop_a_retry(bench):
    bench.server.fail("500", times=5)
    bench.meter.most = 2

    with pytest.raises(BudgetSpent):
        bench.translate("Mật ong")
    assert len(bench.server.log) == 2


@networked
def test_a_hang_ends_by_timeout_and_is_not_repeated(bench):
    bench.server.fail("hang")
    failure = bench.failure("Mật ong", read=0.2)

    assert (failure.kind, failure.reason) == ("unreachable", "127.0.0.1 gave no answer within 0.2 s")
    assert len(bench.meter.spent) == 1


@networked
def test_a_body_that_breaks_off_is_asked_for_again(bench):
    bench.server.fail("truncated")

    assert bench.translate("Mật ong") == [bench.expected("Mật ong")]
    assert len(bench.meter.spent) == 2


@networked
def test_nobody_at_the_address_is_unreachable(bench):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"

    assert bench.failure("Mật ong", address=address).kind == "unreachable"


@networked
def test_an_error_page_with_status_200_is_broken(bench):
    bench.server.fail("page")

    assert bench.failure("Mật ong").kind == "broken"


@networked
def test_a_used_up_quota_is_told_as_such(bench):
    bench.server.fail("quota", times=3)

    assert bench.failure("Mật ong").kind == "quota"


@networked
def test_an_error_that_comes_as_a_translation_is_nothing(bench):
    bench.server.fail("poison")

    assert bench.translate("Mật ong") == [None]


@networked
def test_an_injected_element_stays_for_all_to_see(bench):
    bench.server.fail("injected")

    assert bench.translate("Mật ong") == [f"{bench.expected('Mật ong')}{SCRIPT}"]


@networked
def test_a_dropped_placeholder_stays_dropped(bench):
    bench.server.fail("dropped")
    [answer] = bench.translate(f"Vải thiều của {bench.protected('Lục Ngạn')}")

    assert answer == "Thieu lychee of  ·en"


@networked
def test_characters_with_a_meaning_in_html_come_back_as_they_were(bench):
    text = 'Tôm & cá < 5% "loại" <loại 1> của nhà'

    assert bench.translate(text) == [bench.expected(text)]


@batched
def test_an_entity_of_the_source_keeps_its_meaning(bench):
    text = "Viết &amp; và &lt; trong HTML"
    [answer] = bench.translate(text)

    if bench.name == "google":
        assert answer == bench.expected(text)
    else:  # the text is HTML: what comes back says the same, escaped or not
        assert html.unescape(answer) == html.unescape(bench.expected(text))
        assert bench.server.log[0].body.decode().count("&amp;") == 1


@networked
def test_calls_share_a_connection_and_keep_nothing_else(bench):
    engine = bench.make()
    for _ in range(20):
        engine.translate(["Mật ong"], "vi", "en")

    assert bench.server.connections == 1
    assert [request.headers["Cookie"] for request in bench.server.log] == [None] * 20


@networked
def test_a_redirect_is_not_followed(bench, monkeypatch):
    moved = servers.Reply(302, "", {"Location": bench.server.address + bench.server.path})
    monkeypatch.setattr(bench.server, "serve", lambda *_: moved)

    assert bench.failure("Mật ong").kind == "broken"
    assert len(bench.server.log) == 1


@batched
def test_a_missing_answer_is_never_filled_by_its_neighbour(bench):
    bench.server.fail("merged")
    texts = ["Mật ong", "Vải thiều", "Mì gạo"]
    if bench.name == "google":
        assert bench.translate(*texts) == [bench.expected(text) for text in texts]
    else:
        assert bench.failure(*texts).kind == "broken"


@batched
def test_a_swapped_batch_is_left_to_the_checks(bench):
    bench.server.fail("swapped")

    assert bench.translate("Mật ong", "Mì gạo") == [bench.expected("Mì gạo"), bench.expected("Mật ong")]


@batched
def test_a_batch_is_one_request(bench):
    bench.translate("Mật ong", "Vải thiều", "Mì gạo")

    assert len(bench.server.log) == 1


@keyed
def test_a_bad_key_is_refused_and_never_shown(bench, monkeypatch, caplog, capfd):
    monkeypatch.setenv(KEYS[bench.name], "wr0ng/key+2")
    caplog.set_level(0)
    failure = bench.failure("Mật ong")

    assert failure.kind == "refused"
    assert KEYS[bench.name] not in failure.reason
    said = f"{failure!r} {failure} {caplog.text} {capfd.readouterr()}"
    assert ("wr0ng" in said, "•••" in said) == (False, True)


@networked
@pytest.mark.parametrize("fault", ["429", "500", "hang", "truncated", "page", "quota"])
def test_no_failure_and_no_warning_holds_a_key(bench, fault, caplog, capfd):
    caplog.set_level("INFO")
    bench.server.fail(fault, times=4, retry_after="0")
    failure = bench.failure("Mật ong", read=0.2 if fault == "hang" else 20)

    said = f"{failure!r} {failure} {caplog.text} {capfd.readouterr()}"
    assert bench.server.key not in said
    assert "127.0.0.1:" not in said


@pytest.mark.parametrize("bench", ["deepl", "microsoft"], indirect=True)
def test_without_its_key_an_engine_says_which_variable_to_set(bench, monkeypatch):
    monkeypatch.delenv(KEYS[bench.name])

    assert bench.failure("Mật ong").reason == f"{bench.name} needs a key: set {KEYS[bench.name]} in the environment"


@keyed
def test_no_address_holds_a_key_or_a_text(bench):
    bench.translate("Mật ong")
    [request] = bench.server.log

    assert (request.method, "q" in request.query, "key" in request.path) == ("POST", False, False)
    assert "Mật ong" in request.body.decode()


def test_text_from_the_environment_is_not_taken_for_a_login(project, monkeypatch, request):
    """A .netrc entry for the host does not take the place of DeepL's key."""
    (project / "netrc").write_text("machine 127.0.0.1 login someone password other\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(project / "netrc"))
    for bench in bench_of("deepl", request):
        assert bench.translate("Mật ong") == ["Honey ·en"]


# Google


@pytest.mark.parametrize("bench", ["google"], indirect=True)
def test_google_is_sent_no_address_longer_than_it_takes(bench):
    texts = [f"{number} ẩmặữ {'ợ' * 90}" for number in range(60)]

    assert bench.translate(*texts) == [bench.expected(text) for text in texts]
    assert max(len(request.path) for request in bench.server.log) < 16_384
    assert len(bench.server.log) > 1


@pytest.mark.parametrize("bench", ["google"], indirect=True)
def test_google_answers_by_halves_where_lines_were_merged(bench):
    bench.server.fail("merged")
    texts = [f"Tôm {number}" for number in range(8)]

    assert bench.translate(*texts) == [bench.expected(text) for text in texts]
    assert len(bench.server.log) == 3


@pytest.mark.parametrize("bench", ["google"], indirect=True)
def test_google_answers_by_halves_where_a_line_came_back_empty(bench):
    bench.server.fail("blank")

    assert bench.translate("Mật ong", "Mì gạo", "Vải thiều") == ["Honey ·en", "Rice noodles ·en", "Thieu lychee ·en"]


@pytest.mark.parametrize("bench", ["google"], indirect=True)
def test_google_asks_once_when_a_whole_batch_is_poisoned(bench):
    bench.server.fail("poison")

    assert bench.translate("Mật ong", "Mì gạo") == [None, None]
    assert len(bench.server.log) == 1


@pytest.mark.parametrize("bench", ["google"], indirect=True)
def test_a_text_that_google_cannot_take_is_refused(bench):
    assert bench.failure("a" * 5000).reason == "a text is longer than the engine takes"


@pytest.mark.parametrize("bench", ["google"], indirect=True)
def test_line_breaks_as_elements_are_line_breaks(bench, monkeypatch):
    page = '<div class="result-container">Honey<br>Rice &amp; salt</div>'
    monkeypatch.setattr(bench.server, "serve", lambda *_: servers.Reply(200, page, {"Content-Type": "text/html"}))

    assert bench.translate("Mật ong", "Gạo & muối") == ["Honey", "Rice & salt"]


# LibreTranslate, DeepL, Microsoft, MyMemory


@pytest.mark.parametrize("bench", ["libretranslate"], indirect=True)
@pytest.mark.parametrize("slash", ["", "/"])
def test_the_address_of_a_server_may_end_in_a_slash(bench, slash):
    assert bench.translate("Mật ong", address=f"{bench.server.address}/below{slash}") == ["Honey ·en"]
    assert [request.path for request in bench.server.log] == ["/below/translate"]


@pytest.mark.parametrize("bench", ["libretranslate"], indirect=True)
def test_a_server_of_ones_own_needs_no_key(bench, monkeypatch):
    monkeypatch.delenv(KEYS["libretranslate"])
    bench.server.needs_key = False

    assert bench.translate("Mật ong") == ["Honey ·en"]
    assert "api_key" not in bench.server.log[0].json


@pytest.mark.parametrize("bench", ["libretranslate"], indirect=True)
def test_more_than_a_server_takes_is_refused_in_its_own_words(bench):
    failure = bench.failure("Mật ong " * 300)

    assert (failure.kind, "exceeds text limit (2000)" in failure.reason) == ("refused", True)


def test_libretranslate_needs_an_address():
    with pytest.raises(EngineFailure, match="needs the option address"):
        make("libretranslate", {}, Meter())


@pytest.mark.parametrize("bench", ["libretranslate"], indirect=True)
def test_the_limits_of_a_server_are_options(bench):
    limits = bench.make(characters=900, texts=3, parallel=4).limits

    assert (limits.characters, limits.texts, limits.parallel) == (900, 3, 4)


@pytest.mark.parametrize("bench", ["deepl"], indirect=True)
def test_deepl_is_told_what_matters(bench):
    for target in ("fr", "en"):
        bench.translate("Mật ong", target=target, glossary={"fr": "g-1"})
    french, english = (request.json for request in bench.server.log)

    assert french == {
        "text": ["Mật ong"], "source_lang": "VI", "target_lang": "FR", "tag_handling": "html", "tag_handling_version": "v2",
        "formality": "prefer_more", "glossary_id": "g-1",
    }  # fmt: skip
    assert english["target_lang"] == "EN-GB"
    assert {"formality", "glossary_id"}.isdisjoint(english)


@pytest.mark.parametrize("bench", ["deepl"], indirect=True)
def test_deepl_takes_a_text_of_many_lines_in_several_requests(bench):
    text = "\n".join(f"Tôm {number}" for number in range(120))

    assert bench.translate(text) == ["\n".join(f"Tom {number} ·en" for number in range(120))]
    assert [len(request.json["text"]) for request in bench.server.log] == [50, 50, 20]


@pytest.mark.parametrize("bench", ["deepl"], indirect=True)
def test_deepl_keeps_below_128_kib_at_its_own_limit(bench):
    text = "ợ" * bench.make().limits.characters

    assert bench.translate(text) == [bench.expected(text)]


@pytest.mark.parametrize(("key", "host"), [("a:fx", "api-free.deepl.com"), ("a", "api.deepl.com")])
def test_the_key_says_which_deepl_is_asked(key, host):
    from catalogue.engines.deepl import Client, DeeplOptions

    assert Client(None, key, DeeplOptions(), "vi", "fr")._base_url == f"https://{host}/v2/"  # noqa: SLF001


@pytest.mark.parametrize("bench", ["microsoft"], indirect=True)
def test_microsoft_is_told_its_region_and_asked_for_no_list_of_languages(bench):
    bench.translate("Mật ong", region="southeastasia")
    [request] = bench.server.log

    assert request.headers["Ocp-Apim-Subscription-Region"] == "southeastasia"
    assert request.query == {"api-version": "3.0", "from": "vi", "to": "en", "textType": "html"}


@pytest.mark.parametrize("bench", ["mymemory"], indirect=True)
def test_mymemory_is_told_full_codes_and_the_address_that_raises_its_quota(bench):
    bench.translate("Mật ong", target="fr")

    assert bench.server.log[0].query == {"langpair": "vi-VN|fr-FR", "q": "Mật ong", "de": "someone@example.org"}


@pytest.mark.parametrize("bench", ["mymemory"], indirect=True)
def test_mymemory_takes_fewer_than_500_characters_a_line(bench):
    assert bench.translate("a" * 499) == [f"{'a' * 499} ·en"]
    assert bench.failure("a" * 500).kind == "refused"


def test_mymemory_is_asked_over_https():
    from catalogue.engines.mymemory import ADDRESS

    assert ADDRESS.startswith("https://")


# The engines without a network


PSEUDO = [
    ("- Mật ong", "- ⟦Màt öng one⟧"),
    ("## Mật ong", "## ⟦Màt öng one⟧"),
    ("[X1X] ngon", "⟦[X1X] ngön one⟧"),
    ('Của <span translate="no">Lục Ngạn</span>', '⟦Cüà <span translate="no">Lục Ngạn</span> one⟧'),
    ("[đây](https://example.org/a)", "⟦[dày](https://example.org/a) one⟧"),
    ("Gọi a@example.org", "⟦Göî a@example.org one⟧"),
]


@pytest.mark.parametrize(("text", "expected"), PSEUDO)
def test_pseudo_keeps_what_is_not_words(text, expected):
    assert make("pseudo", {}, Meter()).translate([text], "vi", "en") == [expected]


def test_ctranslate2_translates_sentence_by_sentence(models):
    engine = make("ctranslate2", {"models": str(models)}, Meter())

    assert engine.translate(["Mật ong. Mì gạo!"], "vi", "fr") == ["Miel. ·fr Nouilles de riz! ·fr"]


def test_ctranslate2_says_how_to_install_it(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    with pytest.raises(EngineFailure, match=r'refused: ctranslate2 is not installed: .* "rural-catalogue\[ctranslate2\]"'):
        make("ctranslate2", {"models": str(tmp_path)}, Meter())


@pytest.mark.parametrize("options", [{}, {"models": "no/such/folder"}])
def test_ctranslate2_says_that_it_needs_a_folder(models, options):
    with pytest.raises(EngineFailure, match="refused: ctranslate2 needs the option models"):
        make("ctranslate2", options, Meter())


def test_ctranslate2_says_which_model_is_incomplete(models):
    (models / "vi-fr" / "source.spm").unlink()
    with pytest.raises(EngineFailure, match="refused: the folder of the option models holds no complete model vi-fr"):
        make("ctranslate2", {"models": str(models)}, Meter()).translate(["Mật ong"], "vi", "fr")


# The parts


def test_only_the_module_gets_a_door():
    real = requests.get
    guard(deep_translator.google)
    door = deep_translator.google.requests
    guard(deep_translator.google)

    assert deep_translator.google.requests is door
    assert requests.get is real
    assert door.exceptions is requests.exceptions


def test_through_the_door_what_is_posted_goes_in_the_body(monkeypatch):
    monkeypatch.setattr(deep_translator.libre, "requests", requests)
    guard(deep_translator.libre)
    with serving(servers.LibreTranslate) as server:
        server.characters = 70_000
        door = Net(Network(**QUICK), Meter())
        text = "ợ" * 66_000
        client = LibreTranslator(source="vi", target="en", api_key=server.key, custom_url=f"{server.address}/")
        with door.sending(len(text)):
            answer = client.translate(text)

        assert answer == f"{'o' * 66_000} ·en"
        assert server.log[0].path == "/translate"


def test_others_may_use_deep_translator_as_ever():
    guard(deep_translator.google)
    with serving(servers.Google) as server:
        client = GoogleTranslator(source="vi", target="en")
        client._base_url = f"{server.address}/m"  # noqa: SLF001

        assert client.translate("Mi gao") == "Mi gao ·en".replace("·", "Â·")  # without the door: no charset, so latin-1


def test_a_pace_keeps_starts_apart():
    pace = Pace(50)
    start = time.monotonic()
    threads = [threading.Thread(target=pace.wait) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert time.monotonic() - start >= 0.1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tôm & cá <b>", "Tôm &amp; cá &lt;b&gt;"),
        ('A & <span translate="no">B & C</span> <D', 'A &amp; <span translate="no">B &amp; C</span> &lt;D'),
        ('<span translate="no">A</span>', '<span translate="no">A</span>'),
    ],
)
def test_text_becomes_html_and_text_again(text, expected):
    assert escaped(text) == expected
    assert escaped(expected) == expected
    assert unescaped(expected) == text


@pytest.mark.parametrize("answer", ["R&notes", "AT&T", "a &copy b"])
def test_what_is_no_entity_is_left(answer):
    assert unescaped(answer) == answer


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (servers.POISON, True),
        (servers.MyMemory.warning, True),
        ("<!doctype html>…", True),
        (" <HTML lang=en>", True),
        ("Error 404: honey not found", False),
        ("Honey <b>bold</b>", False),
    ],
)
def test_what_is_poison(answer, expected):
    assert poisoned(answer) is expected


@pytest.mark.parametrize("answer", [None, "", "  ", 7, ["Honey"], servers.POISON])
def test_an_answer_that_is_not_sound_is_nothing(answer):
    assert translated(["Mật ong", "Mì"], lambda _: [answer, "Noodles"]) == [None, "Noodles"]


@pytest.mark.parametrize("answers", [None, "ab", {"a": 1, "b": 2}, ["one"], ["one", "two", "three"]])
def test_another_number_of_answers_is_broken(answers):
    with pytest.raises(EngineFailure, match="broken: the answer does not hold 2 texts"):
        translated(["Mật ong", "Mì"], lambda _: answers)


def test_one_missing_line_is_the_whole_text():
    assert translated(["Mật ong\nMì", "Gạo"], lambda _: ["Honey", None, "Rice"]) == [None, "Rice"]


def test_entities_of_the_source_stay():
    answers = ["Write &amp; read", "Write &#39;a&#39;"]

    assert translated(["Viết &amp; đọc", "Viết"], lambda _: answers) == ["Write &amp; read", "Write 'a'"]


@pytest.mark.parametrize("secret", ["a/b+c", "plain"])
def test_secrets_are_masked_in_every_form(secret):
    text = f"no {secret}, no {requests.utils.quote(secret, safe='')}\n{'x' * 300}"

    assert redacted(text, [secret, ""]).startswith("no •••, no ••• xxx")
    assert len(redacted(text, [secret])) == 200


def test_a_guarded_call_hides_the_first_exception():
    def call():
        raise StopIteration("s3cret")

    with pytest.raises(EngineFailure) as caught:
        guarded(call)
    assert (str(caught.value), caught.value.__context__) == ("broken: the answer makes no sense (StopIteration)", None)


def test_every_engine_and_key_is_documented():
    text = (ROOT / "docs" / "project" / "engines.md").read_text(encoding="utf-8")
    rows = {row.split("`")[1]: row for row in text.splitlines() if row.startswith("| `")}

    assert set(ENGINES) <= set(rows)
    for name, variable in KEYS.items():
        assert f"`{variable}`" in rows[name]
