"""The state of a text is computed and its word alone never believed; no machine touches what a person wrote."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from catalogue import build, host
from catalogue.model import Rendition, Unit
from catalogue.store.renditions import read_renditions
from catalogue.store.sidecar import write
from catalogue.text import digest, romanise
from catalogue.translate.engine import Limits
from catalogue.translate.wanted import place
from catalogue.translations import running
from catalogue.units import publishable, state, with_pivot, with_pivots

NOW, THEN = "Mật ong rừng", "Mật ong"
UNIT = Unit("name", NOW, digest(NOW))
SLUG = "mat-ong-rung"


def text_of(word="machine", *, source=NOW, text="Forest honey", sealed=None, below=None):
    """A text that renders *source*, sealed over *sealed*: another text than its own was edited since."""
    seal = digest(text if sealed is None else sealed)
    return Rendition(text, digest(text), word, digest(source), seal, "google", "2026-01-02", suggestion=below)


WORDS = ("machine", "human", "reviewed")
EDITED = {"sealed": "Honey of the forest"}
STATES = [
    (None, "missing"),
    *((text_of(word, text=""), "missing") for word in WORDS),
    *((text_of(word, source=THEN), "stale") for word in WORDS),
    *((text_of(word, source=THEN, **EDITED), "stale") for word in WORDS),
    *((text_of(word, **EDITED), "edited") for word in WORDS),
    *((text_of(word), word) for word in WORDS),
]


@pytest.mark.parametrize(("found", "effective"), STATES)
def test_the_state_follows_from_the_two_digests_before_the_word(found, effective):
    assert state(UNIT, found) == effective


@pytest.mark.parametrize("unit", ["Mật ong rừng  ", "Mật ong rừng\n"])
def test_a_space_at_the_end_of_a_line_makes_nothing_stale(unit):
    assert state(Unit("name", unit, digest(unit)), text_of()) == "machine"


def test_the_normal_form_of_a_source_makes_nothing_stale():
    decomposed = "Ma\u0302\u0323t ong ru\u031b\u0300ng"

    assert digest(decomposed) == digest(NOW)


FRESH, OLD = text_of(source=NOW), text_of(source=THEN)
OLD_EDITED, FRESH_EDITED = text_of(source=THEN, **EDITED), text_of(**EDITED)
TOUCHED = [text_of("human", source=THEN), text_of("reviewed", source=THEN), OLD_EDITED, text_of("human", source=THEN, **EDITED)]
MAY = [
    (None, "text"),
    (text_of(text=""), "text"),
    (text_of(), None),
    (text_of("human"), None),
    (text_of("reviewed"), None),
    *((text_of(word, **EDITED), None) for word in WORDS),
    (OLD, "text"),
    *((one, "suggestion") for one in TOUCHED),
    *((replace(one, suggestion=FRESH), None) for one in TOUCHED),
    *((replace(one, suggestion=OLD), "suggestion") for one in TOUCHED),
    # A person has worked on the suggestion itself.
    *((replace(one, suggestion=below), None) for one in TOUCHED for below in (OLD_EDITED, FRESH_EDITED)),
    *((replace(one, suggestion=text_of(word, source=THEN)), None) for one in TOUCHED for word in ("human", "reviewed")),
]


@pytest.mark.parametrize(("found", "where"), MAY)
def test_a_machine_writes_what_is_missing_or_stale_and_never_a_persons_words(found, where):
    assert place(UNIT, found) == where


@pytest.mark.parametrize(("found", "effective"), STATES)
def test_no_machine_text_is_published_as_reviewed(found, effective):
    shown = publishable(found, effective, "reviewed")

    assert shown == (effective in {"human", "reviewed"} or (effective == "stale" and found.word != "machine"))


# On disk, through the command line.


def beside(project, locale="en"):
    return project / "products" / SLUG / f"product.{locale}.yaml"


def source(project):
    return project / "products" / SLUG / "product.yaml"


def change(path, *pairs):
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def read(project, locale="en"):
    return read_renditions(beside(project, locale), "product.en.yaml")[0]


def seen(project):
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (project / "products").rglob("*.yaml")}


def translate(run, project, *more, code=0):
    done = run(project, "translate", "--engine", "pseudo", "--day", "2026-11-24", *more)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def approve(run, project, *more, code=0):
    done = run(project, "review", "approve", SLUG, "--to", "en", "--who", "lan", *more)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def test_translating_twice_writes_nothing_the_second_time(run, project):
    beside(project, "fr").unlink()
    change(source(project), ("ở rừng trên đồi", "trong rừng"))
    translate(run, project)
    before = seen(project)

    assert "0 texts written" in translate(run, project, "--day", "2027-01-01").stdout
    assert seen(project) == before


def test_what_is_done_keeps_its_date_when_another_text_is_translated(run, project):
    change(source(project), ("name: Mật ong rừng", "name: Mật ong rừng già"))

    translate(run, project)

    assert (read(project)["name"].date, read(project)["summary"].date) == ("2026-11-24", "2026-01-02")


@pytest.mark.parametrize("word", ["human", "reviewed"])
def test_under_a_stale_text_of_a_person_stands_a_suggestion_until_it_is_approved(run, project, word):
    change(beside(project), ("machine", word))
    old = beside(project).read_text(encoding="utf-8")
    change(source(project), ("name: Mật ong rừng", "name: Mật ong rừng già"))

    translate(run, project)
    with_suggestion = beside(project).read_text(encoding="utf-8")
    head, _, tail = with_suggestion.partition("  suggest:\n    text: |-\n      ⟦")
    assert tail
    assert old == head + tail[tail.index("summary:") :]
    translate(run, project)
    assert beside(project).read_text(encoding="utf-8") == with_suggestion

    approve(run, project, "--unit", "name")
    assert read(project)["name"].suggestion is None
    assert read(project)["name"].source_digest == digest("Mật ong rừng già")
    assert read(project)["name"].text == "Forest honey"


def test_who_approves_everything_has_not_compared_what_is_stale(run, project):
    change(source(project), ("name: Mật ong rừng", "name: Mật ong rừng già"))
    before = read(project)["name"]

    done = run(project, "review", "approve", SLUG, "--to", "en", "--who", "lan")

    assert done.returncode == 1
    assert done.stdout.startswith("approved: summary\n")
    assert "approve it by name with --unit name" in done.stdout
    assert read(project)["name"] == before


def test_a_newer_suggestion_takes_the_place_of_an_older_one(run, project):
    change(beside(project), ("machine", "reviewed"))
    for name in ("Mật ong rừng già", "Mật ong rừng non"):
        change(source(project), (source(project).read_text(encoding="utf-8").partition("\n")[0], f"name: {name}"))
        translate(run, project)

        assert read(project)["name"].text == "Forest honey"
        assert read(project)["name"].suggestion.source_digest == digest(name)


def test_an_edited_text_stays_when_its_source_changes_though_nobody_changed_its_status(run, project):
    change(beside(project), ("Forest honey", "Wild honey"))
    change(source(project), ("name: Mật ong rừng", "name: Mật ong rừng già"))

    translate(run, project)

    assert read(project)["name"].text == "Wild honey"
    assert read(project)["name"].suggestion.text.startswith("⟦")


def test_a_withdrawn_record_is_not_translated(run, project):
    beside(project).unlink()
    change(source(project), ("status: published", "status: withdrawn"))

    translate(run, project)

    assert not beside(project).exists()


def test_one_text_is_approved_and_the_other_stays(run, project):
    before = beside(project).read_text(encoding="utf-8")

    assert approve(run, project, "--unit", "name").stdout == "approved: name\n"

    assert beside(project).read_text(encoding="utf-8") == before.replace("machine", "reviewed", 1).replace(
        "draft 2026-01-02\n", "draft 2026-01-02 lan\n", 1
    )


def test_all_texts_are_approved_and_then_nothing_new(run, project):
    assert approve(run, project).stdout == "approved: name, summary\n"
    before = seen(project)

    assert approve(run, project).stdout == "approved: nothing new\n"
    assert seen(project) == before


def test_an_edited_text_is_approved_as_it_stands(run, project):
    change(beside(project), ("Forest honey", "Wild honey"))
    assert state(UNIT, read(project)["name"]) == "edited"

    approve(run, project, "--day", "2026-03-04")

    assert state(UNIT, read(project)["name"]) == "reviewed"
    assert read(project)["name"].text == "Wild honey"
    assert {key: found.date for key, found in read(project).items()} == {"name": "2026-03-04", "summary": "2026-01-02"}


def test_a_text_with_an_error_is_not_approved_and_the_others_are(run, project):
    change(beside(project), ("Forest honey", "Forest honey, 500 g"))

    done = approve(run, project, code=1)

    assert done.stdout.startswith("approved: summary\n")
    assert f"products/{SLUG}/product.en.yaml:2: " in done.stdout
    assert "500" in done.stdout
    assert (read(project)["name"].word, read(project)["summary"].word) == ("machine", "reviewed")


def test_what_a_person_has_excused_is_approved_and_stays_excused(run, project):
    change(
        beside(project),
        ("Forest honey", "Forest honey, 500 g"),
        ("draft 2026-01-02\nsummary", "draft 2026-01-02\n  ignore:\n    numbers: 'the jar'\nsummary"),
    )

    approve(run, project, "--unit", "name")

    assert (read(project)["name"].word, read(project)["name"].ignored) == ("reviewed", {"numbers": "the jar"})


def test_what_has_no_text_cannot_be_approved(run, project):
    assert "there is no translation “story”" in approve(run, project, "--unit", "story", code=1).stdout


def test_a_source_that_changes_with_its_approval_leaves_the_text_stale(run, project):
    change(beside(project), ("machine", "reviewed"))
    change(source(project), ("name: Mật ong rừng", "name: Mật ong rừng già"))

    done = run(project, "status", "--list")

    assert f"products/{SLUG}/product.en.yaml: name stale" in done.stdout


def planned_run(project, meanwhile):
    """A run that wants each text of the record in French, with an engine that calls *meanwhile* before it answers."""
    beside(project, "fr").unlink()
    settings = host.read_settings(project / "mkdocs.yml")
    catalogue, _ = build.load(settings)

    class Slow:
        name, markup, limits = "slow", "token", Limits(1000, 10)

        def translate(self, texts, source, target):
            meanwhile()
            return [f"{romanise(text)} ·fr" for text in texts]

    planned = running.plan(catalogue, ("fr",), ())
    return running.translate(settings, catalogue, planned, Slow(), date(2026, 11, 24), lambda _: None)


def test_a_text_that_a_person_writes_while_a_run_is_under_way_stays(project):
    theirs = text_of("human", text="Miel des bois")

    outcome = planned_run(project, lambda: write(beside(project, "fr"), "fr", [("name", theirs)], ()))

    assert [(one.job.unit.key, one.reasons) for one in outcome.undone] == [("name", ("changed-meanwhile",))]
    assert read(project, "fr")["name"] == theirs
    assert read(project, "fr")["summary"].word == "machine"


@pytest.mark.parametrize("theirs", ["name: Miel de Lan\n", "name:\n  text: Miel de Lan\n", "name:\n  text: [\n", "- Miel\n"])
def test_words_that_a_person_has_not_finished_writing_stay(project, theirs):
    outcome = planned_run(project, lambda: beside(project, "fr").write_text(theirs, encoding="utf-8"))

    assert "name" in {one.job.unit.key for one in outcome.undone}
    assert beside(project, "fr").read_text(encoding="utf-8").startswith(theirs)


# Through approved English.

ENGLISH = "Forest honey"
THROUGH = f"google:en:{digest(ENGLISH)}"


@pytest.mark.parametrize(
    ("english", "effective"),
    [(ENGLISH, "reviewed"), ("Wild honey", "stale"), (None, "stale")],
    ids=["as it was", "edited", "gone"],
)
def test_a_text_that_went_through_english_is_stale_when_the_english_is_another(english, effective):
    french = replace(text_of("reviewed", text="Miel de forêt"), origin=THROUGH)
    others = {"en": {"name": text_of("reviewed", text=english)} if english else {}, "fr": {"name": french}}

    assert state(UNIT, with_pivots(others)["fr"]["name"]) == effective


def test_a_suggestion_that_went_through_english_is_replaced_when_the_english_is_another():
    below = replace(text_of(text="Miel de forêt"), origin=THROUGH)
    french = replace(text_of("human", source=THEN, text="Miel"), suggestion=below)
    same, other = (with_pivot(french, "name", {"en": {"name": text_of(text=text)}}) for text in (ENGLISH, "Wild honey"))

    assert (place(UNIT, same), place(UNIT, other)) == (None, "suggestion")


@pytest.fixture
def approved(run, project):
    """A project whose English name is approved, and that has no French."""
    approve(run, project, "--unit", "name")
    beside(project, "fr").unlink()
    return project


def test_only_what_is_approved_in_english_is_translated_through_it(run, approved):
    done = translate(run, approved, "--pivot", "en")

    assert done.stdout == "1 texts wait until their text in en is approved\n1 texts written, 0 not done, 12 characters sent\n"
    made = read(approved, "fr")["name"]
    assert (made.text, made.origin, made.source_digest) == (
        "⟦Förést hönéy one⟧",
        f"pseudo:en:{digest(ENGLISH)}",
        digest(NOW),
    )
    assert list(read(approved, "fr")) == ["name"]


def test_nothing_is_translated_again_until_the_english_changes(run, approved):
    translate(run, approved, "--pivot", "en")
    before = seen(approved)
    translate(run, approved, "--pivot", "en")
    assert seen(approved) == before

    change(beside(approved), ("Forest honey", "Wild honey"))
    assert "product.fr.yaml: name stale" in run(approved, "status", "--list").stdout
    translate(run, approved, "--pivot", "en")
    assert seen(approved).keys() == before.keys()
    assert digest("Wild honey") not in beside(approved, "fr").read_text(encoding="utf-8")

    approve(run, approved, "--unit", "name")
    translate(run, approved, "--pivot", "en")
    assert read(approved, "fr")["name"].origin == f"pseudo:en:{digest('Wild honey')}"


def test_an_approval_holds_for_the_english_as_it_stands_then(run, approved):
    translate(run, approved, "--pivot", "en")
    change(beside(approved), ("Forest honey", "Wild honey"))

    done = run(approved, "review", "approve", SLUG, "--to", "fr", "--who", "lan", "--unit", "name")
    assert done.stdout == "approved: name\n"
    assert read(approved, "fr")["name"].origin == f"pseudo:en:{digest('Wild honey')}"

    assert run(approved, "review", "approve", SLUG, "--to", "fr", "--who", "lan").stdout == "approved: nothing new\n"


def test_english_is_not_translated_through_itself(run, approved):
    said = translate(run, approved, "--pivot", "en", "--to", "en", code=2).stderr

    assert "--pivot en: no other target locale is left to translate into." in said


def test_a_pivot_that_is_no_target_locale_is_refused(run, approved):
    assert "--pivot vi: the target locales are en, fr." in translate(run, approved, "--pivot", "vi", code=2).stderr


def test_names_travel_through_english_as_each_locale_writes_them(run, approved):
    change(source(approved), ("name: Mật ong rừng", "name: Mật ong HTX Đồi Xanh"))
    renamed = text_of("reviewed", source="Mật ong HTX Đồi Xanh", text="Honey of Doi Xanh Cooperative")
    write(beside(approved), "en", [("name", renamed)], ())

    translate(run, approved, "--pivot", "en")

    assert "Coopérative Doi Xanh" in read(approved, "fr")["name"].text


def test_a_run_that_would_write_most_of_the_catalogue_again_asks_first(run, project):
    folder = project / "products" / SLUG
    for number in range(30):
        shutil.copytree(folder, folder.with_name(f"ong-{number}"))
    for path in (project / "products").glob("*/product.yaml"):
        change(path, ("ở rừng trên đồi", "trong rừng"))
    before = seen(project)

    refused = translate(run, project, code=1)
    assert "62 texts would be translated again" in refused.stdout
    assert seen(project) == before

    assert "62 texts written" in translate(run, project, "--yes-really").stdout
