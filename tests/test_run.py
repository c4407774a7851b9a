"""A run hands on each result as it comes, gives up no text before it was asked for alone, and reports what is left."""

import threading
import time
from collections import Counter

import pytest

from catalogue.checks.pairs import findings
from catalogue.memory import Memory
from catalogue.model import Catalogue, Pair, Record, Rendition, Unit
from catalogue.schema import Product
from catalogue.text import digest, romanise
from catalogue.translate.asking import BUDGET, PATIENCE
from catalogue.translate.engine import BudgetSpent, EngineFailure, Limits
from catalogue.translate.run import Context, Run
from catalogue.translate.wanted import FEW, Job, fewer, implausible
from catalogue.translations.running import Meter

NAMES = (("Lục Ngạn", "Luc Ngan"),)
TEXTS = [f"Vải thiều {word}" for word in ("sớm", "muộn", "khô", "tươi", "ngọt", "chua", "đỏ", "xanh")]


def job(text, number=0, locale="fr"):
    record = Record(f"x-{number}", "products/x/product.yaml", Product.model_construct(), {})
    return Job(record, locale, Unit("name", text, digest(text)), "text")


def jobs(*texts, locale="fr"):
    return [job(text, number, locale) for number, text in enumerate(texts)]


def context(known=()):
    def pair(one, target):
        return Pair(one.unit.text, target, "vi", one.locale, NAMES)

    def wrong(one):
        return tuple(finding.check for finding in findings(one) if finding.severity == "error")

    memories = {locale: Memory(known) for locale in ("en", "fr")}
    return Context("vi", "2026-11-24", memories, lambda _: NAMES, pair, wrong)


class Trial:
    """An engine that keeps the protocol. *faults*, by text, are what is made of it: an answer, ``None`` or a failure."""

    name = "trial"

    def __init__(self, faults=None, *, markup="token", limits=None, spend=lambda _: None):
        self.faults = faults or {}
        self.markup = markup
        self.limits = limits or Limits(1000, 4, 2)
        self.asked = []
        self.spend = spend

    def translate(self, texts, source, target):
        self.asked.append(tuple(texts))
        self.spend(sum(map(len, texts)))
        return [self.one(text) for text in texts]

    def one(self, text):
        fault = next((fault for known, fault in self.faults.items() if known in text), romanise(text))
        if isinstance(fault, Exception):
            raise fault
        return fault(text) if callable(fault) else fault


def ran(engine, asked, known=()):
    run = Run(engine, context(known))
    done = list(run(asked))
    assert Counter(id(one.job) for one in done) == Counter(map(id, asked))
    return run, {one.job.unit.text: one for one in done}


def texts_of(done):
    return {text: one.rendition.text for text, one in done.items() if one.rendition}


def undone(done):
    return {text: one.reasons for text, one in done.items() if not one.rendition}


SOUND = {text: romanise(text) for text in TEXTS}


def test_every_text_is_sealed_with_what_made_it():
    run, done = ran(Trial(), jobs(*TEXTS))

    own = digest("Vai thieu som")
    assert done["Vải thiều sớm"].rendition == Rendition(
        "Vai thieu som", own, "machine", digest("Vải thiều sớm"), own, "trial", "2026-11-24"
    )
    assert texts_of(done) == SOUND
    assert run.stopped == ""


@pytest.mark.parametrize("markup", ["token", "html"])
def test_names_come_back_as_the_target_writes_them(markup):
    _, done = ran(Trial(markup=markup), jobs("Vải Lục Ngạn & mì < 5"))

    assert texts_of(done) == {"Vải Lục Ngạn & mì < 5": "Vai Luc Ngan & mi < 5"}


LAME = {
    "nothing": (None, ("no-answer",)),
    "an empty text": ("  ", ("no-answer",)),
    "a script": (lambda text: f"{romanise(text)}<script>alert(1)</script>", ("new-tags",)),
    "another number": (lambda text: f"{romanise(text)} 12", ("numbers",)),
    "an error page": ("Error 500 (Server Error)!!1500.That’s an error.", None),
    "a hidden character": (lambda text: f"{romanise(text)}\u202e", ("hidden-characters",)),
    "no sense": (EngineFailure("broken", "no sense"), ("no sense",)),
    "a refusal": (EngineFailure("refused", "too long"), ("too long",)),
    "silence": (EngineFailure("unreachable", "no answer within 30 s"), ("no answer within 30 s",)),
}


@pytest.mark.parametrize(("fault", "reasons"), LAME.values(), ids=LAME)
@pytest.mark.parametrize("place", [0, 3, 7])
def test_one_text_that_fails_costs_no_other_text_and_is_reported(fault, reasons, place):
    engine = Trial({TEXTS[place]: fault})
    run, done = ran(engine, jobs(*TEXTS))

    assert texts_of(done) == {text: made for text, made in SOUND.items() if text != TEXTS[place]}
    assert undone(done).keys() == {TEXTS[place]}
    assert reasons in {None, *undone(done).values()}
    assert run.stopped == ""


def test_what_failed_among_others_is_sound_alone():
    class Muddled(Trial):
        def translate(self, texts, source, target):
            answers = super().translate(texts, source, target)
            return answers if len(texts) == 1 else answers[1:]

    engine = Muddled()
    _, done = ran(engine, jobs(*TEXTS))

    assert texts_of(done) == SOUND
    assert Counter(map(len, engine.asked)) == {4: 2, 1: 8}


def test_a_dropped_name_is_asked_for_in_other_ways_before_the_text_is_given_up():
    def dropped(text):
        return romanise(text.replace("[X1X]", "").replace('<span translate="no">Luc Ngan</span>', ""))

    engine = Trial({"Vải": dropped})
    _, done = ran(engine, jobs("Vải Lục Ngạn ngọt"))

    assert texts_of(done) == {"Vải Lục Ngạn ngọt": "Vai Luc Ngan ngot"}
    assert engine.asked == [("Vải [X1X] ngọt",), ('Vải <span translate="no">Luc Ngan</span> ngọt',), ("Vải",), ("ngọt",)]


def test_a_text_without_a_name_is_asked_for_alone_but_once():
    engine = Trial({"sớm": None})
    ran(engine, jobs(*TEXTS[:2]))

    assert engine.asked == [tuple(TEXTS[:2]), (TEXTS[0],)]


@pytest.mark.parametrize("kind", ["unreachable", "refused", "broken"])
def test_an_engine_that_always_fails_is_asked_no_more_after_a_few_requests(kind):
    engine = Trial({"": EngineFailure(kind, "gone")})
    run, done = ran(engine, jobs(*TEXTS, locale="en") + jobs(*(f"{text} Lục Ngạn" for text in TEXTS)))

    assert run.stopped == "gone"
    assert PATIENCE <= len(engine.asked) < PATIENCE + engine.limits.parallel
    assert set(undone(done).values()) == {("gone",)}


def test_a_quota_that_is_used_up_ends_the_asking_at_once():
    engine = Trial({"": EngineFailure("quota", "enough")}, limits=Limits(1000, 4, 1))
    run, done = ran(engine, jobs(*TEXTS))

    assert run.stopped == "enough"
    assert len(engine.asked) == 1
    assert len(undone(done)) == len(TEXTS)


def test_what_was_answered_before_an_engine_fails_is_kept():
    left = iter(range(5))

    class Tiring(Trial):
        def one(self, text):
            if next(left, None) is None:
                raise EngineFailure("quota", "enough")
            return romanise(text)

    _, done = ran(Tiring(limits=Limits(1000, 1, 1)), jobs(*TEXTS))

    assert texts_of(done) == {text: SOUND[text] for text in TEXTS[:5]}


def test_without_an_engine_the_memory_serves_what_it_knows():
    _, done = ran(None, jobs("Hạn dùng 6 tháng", *TEXTS), [("Hạn dùng 12 tháng", "Se garde 12 mois")])

    made = done["Hạn dùng 6 tháng"].rendition
    assert (made.text, made.word, made.origin) == ("Se garde 6 mois", "machine", "memory")
    assert undone(done) == dict.fromkeys(TEXTS, ("no-engine",))


def test_when_an_engine_cannot_be_reached_the_memory_still_serves():
    engine = Trial({"": EngineFailure("unreachable", "gone")})
    _, done = ran(engine, jobs(TEXTS[0], *TEXTS[1:]), [(TEXTS[0], "Litchi précoce")])

    assert texts_of(done) == {TEXTS[0]: "Litchi précoce"}


def test_the_memory_serves_nothing_that_the_checks_forbid():
    _, done = ran(Trial(), jobs("Vải thiều sớm"), [("Vải thiều sớm", "Litchi <script>")])

    assert texts_of(done) == {"Vải thiều sớm": "Vai thieu som"}


def test_one_text_in_many_records_is_asked_for_once():
    engine = Trial()
    asked = jobs(*["Vải thiều sớm"] * 20, "Vải thiều muộn")
    done = list(Run(engine, context())(asked))

    assert engine.asked == [("Vải thiều sớm", "Vải thiều muộn")]
    assert Counter(one.rendition.origin for one in done) == {"trial": 2, "memory": 19}


def test_each_locale_has_its_own_memory_and_its_own_requests():
    engine = Trial()
    ran(engine, jobs("Vải thiều sớm", locale="en"))
    list(Run(engine, context())(jobs("Vải thiều sớm", locale="en") + jobs("Vải thiều sớm", locale="fr")))

    assert engine.asked == [("Vải thiều sớm",)] * 3


@pytest.mark.parametrize("most", [0, 5, 14, 40, 63, 200])
@pytest.mark.parametrize("parallel", [1, 3])
def test_no_character_is_sent_beyond_the_budget_and_none_of_it_is_left_while_a_text_would_fit(most, parallel):
    meter = Meter(most)
    engine = Trial(spend=meter.spend, limits=Limits(60, 4, parallel))
    run, done = ran(engine, jobs(*TEXTS))

    assert meter.spent <= most
    assert meter.spent == sum(map(len, texts_of(done)))
    assert bool(undone(done)) == (run.stopped == BUDGET)
    assert not undone(done) or most - meter.spent < max(map(len, undone(done)))


def test_what_a_budget_forbids_is_not_counted():
    meter = Meter(100)
    meter.spend(40)
    meter.spend(40)
    with pytest.raises(BudgetSpent):
        meter.spend(40)

    assert meter.spent == 80


@pytest.mark.parametrize("markup", ["token", "html"])
@pytest.mark.parametrize("characters", [45, 80, 200])
def test_no_request_is_longer_than_the_engine_takes_and_long_texts_come_back_whole(markup, characters):
    engine = Trial(
        {"Vải": lambda text: romanise(text).replace("Vai", "Litchi")}, markup=markup, limits=Limits(characters, 3, 2)
    )
    long = "\n\n".join(f"Đoạn văn số {number} nói về Lục Ngạn. Vải ở Lục Ngạn rất ngọt, quả to." for number in range(12))
    _, done = ran(engine, jobs(long, *TEXTS))

    assert all(sum(map(len, texts)) <= characters and len(texts) <= 3 for texts in engine.asked)
    assert texts_of(done)[long] == romanise(long).replace("Vai", "Litchi")


def test_a_text_without_letters_is_not_sent():
    engine = Trial()
    _, done = ran(engine, jobs("12 × 500"))

    assert texts_of(done) == {"12 × 500": "12 × 500"}
    assert engine.asked == []


def test_a_result_does_not_wait_for_a_slower_request():
    slow = threading.Event()

    class Uneven(Trial):
        def one(self, text):
            if text == TEXTS[0]:
                assert slow.wait(10)
            return romanise(text)

    order = []
    for done in Run(Uneven(limits=Limits(1000, 1, 2)), context())(jobs(*TEXTS)):
        order.append(done.job.unit.text)
        if len(order) == len(TEXTS) - 1:
            slow.set()

    assert order[-1] == TEXTS[0]


def test_the_sound_texts_of_a_request_do_not_wait_until_the_others_were_asked_for_again():
    engine = Trial({TEXTS[0]: None}, limits=Limits(1000, 8, 1))
    when = {done.job.unit.text: len(engine.asked) for done in Run(engine, context())(jobs(*TEXTS))}

    assert when == {text: 1 if text != TEXTS[0] else 2 for text in TEXTS}


def test_no_more_requests_are_under_way_than_the_engine_takes():
    under_way, most = [], []

    class Counting(Trial):
        def translate(self, texts, source, target):
            under_way.append(texts)
            most.append(len(under_way))
            time.sleep(0.005)
            under_way.remove(texts)
            return [romanise(text) for text in texts]

    ran(Counting(limits=Limits(1000, 1, 3)), jobs(*TEXTS))

    assert max(most) == 3


def test_when_the_results_are_taken_no_more_nothing_more_is_asked():
    engine = Trial(limits=Limits(1000, 1, 1))
    results = Run(engine, context())(jobs(*TEXTS))
    next(results)
    results.close()

    assert len(engine.asked) <= 2


def test_texts_are_asked_for_in_the_order_of_the_records():
    engine = Trial(limits=Limits(1000, 1, 1))
    ran(engine, jobs(*TEXTS))

    assert engine.asked == [(text,) for text in TEXTS]


@pytest.mark.parametrize(
    ("written", "again", "refused"),
    [
        (0, 0, False),
        (10, 10, False),
        (FEW, FEW, False),
        (1000, 300, False),
        (1000, 301, True),
        (40, FEW, False),
        (40, FEW + 1, True),
    ],
)
def test_a_share_that_no_change_of_sources_explains_is_implausible(written, again, refused):
    texts = {f"unit-{number}": Rendition("", "", "machine", "", "", "google", "") for number in range(written)}
    record = Record("x", "products/x/product.yaml", Product.model_construct(), {}, renditions={"fr": texts})
    stale = [Job(record, "fr", Unit(f"unit-{number}", "Vải", "0"), "text") for number in range(again)]
    missing = [Job(record, "fr", Unit("new", "Vải", "0"), "text")] * 1000

    assert implausible(Catalogue(None, (record,)), stale + missing) == refused


def wanting(slug, missing, stale=0):
    old = {f"old-{number}": Rendition("", "", "machine", "", "", "google", "") for number in range(stale)}
    record = Record(slug, f"products/{slug}/product.yaml", Product.model_construct(), {}, renditions={"fr": old})
    keys = [*old, *(f"new-{number}" for number in range(missing))]
    return [Job(record, "fr", Unit(key, "Vải", "0"), "text") for key in keys]


def test_of_many_records_the_stale_ones_come_first_and_then_those_that_lack_the_most():
    wanted = wanting("a", 1) + wanting("b", 9) + wanting("c", 2, stale=1) + wanting("d", 9) + wanting("e", 0, stale=1)

    orders = [{job.record.slug for job in fewer(wanted, most)} for most in range(1, 6)]

    assert orders == [{"c"}, {"c", "e"}, {"b", "c", "e"}, {"b", "c", "d", "e"}, {"a", "b", "c", "d", "e"}]
    assert fewer(wanted, 5) == wanted
