"""The proof: 205 records in two locales, translated by the command through services that fail, killed again and again.

Every text has a number of its own: so it can be found in a request, and in the place of another it is not sound.
"""

import html
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter

import pytest
import servers
import yaml
from conftest import ROOT

from catalogue.store.events import parse
from catalogue.store.renditions import read_renditions
from catalogue.text import digest, romanise

RECORDS = 205
LOCALES = ("en", "fr")
KILLS = 5
TEXTS = 25
PRODUCER = {"vi": "HTX Đồi Xanh", "en": "Doi Xanh Cooperative", "fr": "Coopérative Doi Xanh"}
WORDS = "hương vị ngọt thanh trồng trên đồi cao nắng gió sớm mai thơm đậm quả đỏ vàng óng mềm dẻo lá xanh đất lành"
SAME = "Bảo quản nơi khô ráo & thoáng mát, tránh nắng."
REVIEWED = "Dry and airy, no sun."
NUMBER = re.compile(r"(?<!\d)[12]\d{4}(?!\d)")
FAULTS = ("429", "500", "truncated", "hang", "page", "poison", "swapped", "dropped", "injected", "merged", "blank")


class Texts:
    """Texts of words by chance, the same in every run."""

    def __init__(self):
        self.chance = random.Random(205)  # noqa: S311  # the same texts each time
        self.number = 10_000

    def one(self, beginning, words):
        self.number += 1
        return f"{beginning} {' '.join(self.chance.choices(WORDS.split(), k=words))} {self.number}"

    def record(self):
        summary = f"{self.one('Mì gạo của ' + PRODUCER['vi'], 9)}, 5 < 6 & “thơm”."
        story = f"{self.one('Vải thiều', 30)}.\n\n- {self.one('Dòng', 6)}\n- {self.one('Dòng', 6)}"
        return {"name": self.one("Mật ong", 2), "summary": summary, "story": story, "storage": SAME}


def right(text, locale):
    """What the services make of *text*, but for their mark; one text is remembered from a person's approval."""
    if text == SAME:
        return REVIEWED
    text = text.replace(PRODUCER["vi"], PRODUCER[locale])
    for source, local in servers.DICTIONARY.items():
        text = text.replace(source, local[locale])
    return romanise(text)


def unmarked(text, locale):
    return romanise(text.replace(f" ·{locale}", ""))


def in_hand(key, text, word, source, seal=None):
    """A text as a person leaves it, in another hand than a machine's; *seal* is the text that the status was made for."""
    status = f"{word} {digest(source)} {digest(seal or text)} lan 2026-01-02"
    return f"# Lan: {key}\n{key}:\n  # không sửa\n  text: '{text}'\n  status: {status}  # xong\n"


def of_people(units, locale, kind):
    """The texts of people in one file: fresh ones, stale ones, or edited ones whose status still says machine."""
    name, summary = (right(units[key], locale) for key in ("name", "summary"))
    if kind == "fresh":
        return [in_hand("name", name, "human", units["name"]), in_hand("storage", REVIEWED, "reviewed", SAME)]
    if kind == "stale":
        return [in_hand("name", "Old", "reviewed", "Tên cũ"), in_hand("storage", "Dry", "human", "Khô")]
    return [
        in_hand("name", name, "machine", "Tên cũ", "As it was"),
        in_hand("summary", summary, "machine", units["summary"], "x"),
    ]


@pytest.fixture
def catalogue(project):
    """A project of 205 records: its folder, the units of each record, and the blocks of people by file."""
    texts, units, people = Texts(), {}, {}
    folder = project / "products"
    (folder / "mat-ong-rung").rename(folder / "san-pham-0")
    whole = folder / "san-pham-0" / "product.yaml"
    head, _ = parse(whole.read_bytes(), whole.name)
    for number in range(RECORDS):
        slug = f"san-pham-{number}"
        units[slug] = texts.record()
        (folder / slug).mkdir(exist_ok=True)
        written = yaml.safe_dump({**head, **units[slug]}, allow_unicode=True, sort_keys=False)
        (folder / slug / "product.yaml").write_text(written, encoding="utf-8")
    for number, locale in enumerate(LOCALES):
        for place, kind in enumerate(("fresh", "stale", "edited") * 3):
            slug = f"san-pham-{number + 20 * place}"
            path = folder / slug / f"product.{locale}.yaml"
            people[path] = of_people(units[slug], locale, kind)
            path.write_text("".join(people[path]), encoding="utf-8")
    (folder / "san-pham-0" / "product.fr.yaml").unlink()
    return project, units, people


def configure(project, kind, server):
    options = {"address": server.address + ("/m" if kind == "google" else ""), "read": 0.4, "backoff": 0.01, "per_second": 0}
    options |= {"characters": server.characters, "texts": TEXTS} if kind == "libretranslate" else {}
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"      engine: {kind}\n      engines: {{{kind}: {options}}}\n")


def start(project):
    environment = os.environ | {"PYTHONPATH": str(ROOT), "CATALOGUE_LIBRETRANSLATE_KEY": servers.LibreTranslate.key}
    command = [sys.executable, "-m", "catalogue", "translate", "--day", "2026-11-24"]
    return subprocess.Popen(
        command,
        cwd=project,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def sidecars(project):
    return sorted((project / "products").glob("*/product.??.yaml"))


def written(project):
    """The numbers of the texts that a machine has written, each with its locale."""
    found = set()
    for path in sidecars(project):
        renditions, issues = read_renditions(path, path.name)
        assert not issues, "a kill left half a text"
        for one in renditions.values():
            made = one.suggestion or (one if one.origin != "lan" else None)
            found |= {(number, path.suffixes[0][1:]) for number in NUMBER.findall(made.text)} if made else set()
    return found


def asked(requests):
    """The numbers of the texts in *requests*, each with the locale it was asked for in."""
    found = Counter()
    for request in requests:
        said = request.json if request.body else {"q": [request.query["q"]], "target": request.query["tl"]}
        found.update((number, said["target"]) for text in said["q"] for number in NUMBER.findall(html.unescape(text)))
    return found


def killed(process, project, more):
    """Kill *process* once it has written *more* numbers."""
    before = len(written(project))
    while process.poll() is None and len(written(project)) < before + more:
        time.sleep(0.05)
    assert process.returncode is None, process.stdout.read()
    process.kill()
    process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("kind", ["libretranslate", "google"])
def test_a_run_that_is_killed_and_resumed_ends_with_every_text_right_and_none_asked_for_twice(catalogue, kind):
    project, units, people = catalogue
    chance = random.Random(kind)  # noqa: S311  # the same faults each time
    with servers.serving({"libretranslate": servers.LibreTranslate, "google": servers.Google}[kind]) as server:
        configure(project, kind, server)
        server.faults.extend(servers.Fault(chance.choice(FAULTS) if chance.random() < 0.12 else "") for _ in range(10_000))
        for _ in range(KILLS):
            resumed(project, server, lambda process: killed(process, project, chance.randint(50, 250)))
        for _ in range(4):
            done = resumed(project, server, finished)
            if done == 0:
                break
        server.faults.clear()
        assert resumed(project, server, finished) == 0
        quiet = len(server.log)
        assert resumed(project, server, finished) == 0
        assert len(server.log) == quiet

    check_texts(project, units, people)
    assert len(list((project / "products").rglob("*.new"))) <= KILLS


def finished(process):
    output = process.communicate(timeout=60)[0]
    assert "Traceback" not in output, output
    return process.returncode


def resumed(project, server, wait):
    """Start the command and *wait* for it; whatever was written before is not asked for again."""
    before, mark = written(project), len(server.log)
    result = wait(start(project))

    assert not before & asked(server.log[mark:]).keys()
    return result


def check_texts(project, units, people):
    for slug, own in units.items():
        for locale in LOCALES:
            path = project / "products" / slug / f"product.{locale}.yaml"
            found = read_renditions(path, path.name)[0]
            text = path.read_text(encoding="utf-8")
            assert list(found) == list(own)
            assert all(block in text for block in people.get(path, ()))
            for key, one in found.items():
                made = one if one.origin != "lan" else one.suggestion
                stale = one.source_digest != digest(own[key])
                assert (made is not None) == (one.origin != "lan" or stale)
                if made:
                    # No check can tell that a service has swapped two lines of one text.
                    assert sorted(unmarked(made.text, locale).split("\n")) == sorted(right(own[key], locale).split("\n"))
                    assert (made.word, made.source_digest, made.text_digest) == ("machine", digest(own[key]), made.digest)
