"""Two people, or a person and a machine, work on one file of translations: what git makes of it, tried with git itself."""

import os
import shutil
import subprocess
from dataclasses import replace

import pytest

from catalogue.model import Rendition, Unit
from catalogue.store.renditions import read_renditions
from catalogue.store.sidecar import write
from catalogue.text import digest
from catalogue.units import state

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

FILE = "product.fr.yaml"
STORY = "Cueillis en juin.\n\nSéchés au soleil.\n\nVendus au village.\n\nDemandez la coopérative."
TEXTS = {"name": "Litchi thieu", "summary": "Le litchi de Luc Ngan.", "story": STORY, "storage": "Au frais."}
UNITS = {key: Unit(key, f"nguồn {key}", digest(f"nguồn {key}")) for key in TEXTS}


class Repository:
    """A repository with one file; each change is a branch from where it began."""

    def __init__(self, folder):
        self.path = folder / FILE
        self.git("init", "--quiet", "--initial-branch=main")
        self.put(lambda _: [(key, machine(key, text)) for key, text in TEXTS.items()])
        self.commit()
        self.branches = 0

    def git(self, *arguments):
        who = {f"GIT_{role}_{what}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        environment = os.environ | who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        return subprocess.run(
            ["git", *arguments], cwd=self.path.parent, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    def put(self, change):
        found = read_renditions(self.path, FILE)[0] if self.path.exists() else {}
        write(self.path, FILE, change(found), tuple(UNITS))

    def commit(self):
        self.git("add", FILE)
        assert self.git("commit", "--quiet", "--message", "x").returncode == 0

    def branch(self, change):
        self.branches += 1
        self.git("checkout", "--quiet", "-b", f"branch-{self.branches}", "main")
        change(self)
        self.commit()

    def merge(self):
        """Merge the two branches; return whether git could, and what the file then says."""
        merged = self.git("merge", "--no-edit", "branch-1").returncode == 0
        return merged, read_renditions(self.path, FILE)[0] if merged else {}


def machine(key, text, source=None):
    own = digest(text)
    return Rendition(text, own, "machine", UNITS[key].digest if source is None else digest(source), own, "google", "2026-11-23")


def approve(*keys, who="lan"):
    def change(found):
        return [(key, replace(found[key], word="reviewed", text_digest=found[key].digest, who=who)) for key in keys]

    return lambda repository: repository.put(change)


def put(key, text, source=None):
    return lambda repository: repository.put(lambda _: [(key, machine(key, text, source))])


def translate_again(key):
    return put(key, "Une autre version.", "nguồn mới")


def suggest(key):
    below = machine(key, "Une autre version.", "nguồn mới")
    return lambda repository: repository.put(lambda found: [(key, replace(found[key], suggestion=below))])


def edit(old, new):
    def by_hand(repository):
        text = repository.path.read_text(encoding="utf-8")
        assert old in text
        repository.path.write_text(text.replace(old, new), encoding="utf-8")

    return by_hand


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


MERGES = {
    "two approvals of neighbours": (
        approve("name"),
        approve("summary", who="mai"),
        {"name": "reviewed", "summary": "reviewed"},
    ),
    "two approvals far apart": (approve("name"), approve("storage"), {"name": "reviewed", "storage": "reviewed"}),
    "one approval twice": (approve("name"), approve("name"), {"name": "reviewed"}),
    "an approval beside a new translation": (
        approve("name"),
        translate_again("summary"),
        {"name": "reviewed", "summary": "stale"},
    ),
    "an approval beside an edit": (approve("name"), edit("Luc Ngan.", "Bac Giang."), {"name": "reviewed", "summary": "edited"}),
    "an approval beside a suggestion": (approve("summary"), suggest("name"), {"summary": "reviewed", "name": "machine"}),
    "two edits of neighbours": (
        edit("thieu", "Thieu"),
        edit("Luc Ngan.", "Bac Giang."),
        {"name": "edited", "summary": "edited"},
    ),
    "two edits of one long text": (edit("Cueillis", "Ramassés"), edit("Vendus", "Offerts"), {"story": "edited"}),
    "an edit far from the line that is approved": (edit("Cueillis", "Ramassés"), approve("story"), {"story": "edited"}),
}


@pytest.mark.parametrize(("first", "second", "states"), MERGES.values(), ids=MERGES)
def test_what_merges_reads_as_what_both_meant(repository, first, second, states):
    repository.branch(first)
    repository.branch(second)

    merged, found = repository.merge()

    assert merged
    assert {key: state(UNITS[key], found[key]) for key in states} == states
    assert set(found) == set(TEXTS)


CONFLICTS = {
    "a new translation against an approval": (translate_again("name"), approve("name")),
    "a new translation of a long text against its approval": (translate_again("story"), approve("story")),
    "an edit against an approval of one short text": (edit("Litchi thieu", "Litchi"), approve("name")),
    "an edit of the last line against an approval": (edit("Demandez", "Appelez"), approve("story")),
    "an edit against a new translation": (edit("Litchi thieu", "Litchi"), translate_again("name")),
    "two edits of one line": (edit("Litchi thieu", "Litchi"), edit("Litchi thieu", "Le litchi")),
    "two approvals of one text by two people": (approve("name"), approve("name", who="mai")),
    "a suggestion against an approval": (suggest("name"), approve("name")),
}


@pytest.mark.parametrize(("first", "second"), CONFLICTS.values(), ids=CONFLICTS)
def test_what_cannot_both_be_meant_conflicts(repository, first, second):
    repository.branch(first)
    repository.branch(second)

    assert not repository.merge()[0]


@pytest.mark.parametrize(("new", "merges"), [(("name", "storage"), True), (("summary", "story"), False)])
def test_only_one_branch_may_fill_in_what_is_missing_at_one_place(tmp_path, new, merges):
    repository = Repository(tmp_path)
    whole = repository.path.read_text(encoding="utf-8")
    repository.path.unlink()
    repository.put(lambda _: [(key, machine(key, text)) for key, text in TEXTS.items() if key not in new])
    repository.commit()
    for key in new:
        repository.branch(put(key, TEXTS[key]))

    assert repository.merge()[0] == merges
    assert (repository.path.read_text(encoding="utf-8") == whole) == merges
