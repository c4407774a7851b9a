"""The words of an enquiry: a question for each fact that may be missing, in the reader's language and in the source's."""

import json

import pytest

from catalogue.facts import ASKED
from catalogue.locales import LOCALES


@pytest.fixture
def said(project, run):
    """What a build writes for each locale, with *contact* as the office's."""

    def said(contact=""):
        collection = project / "products" / "_reference" / "catalogue.yaml"
        collection.write_text(collection.read_text(encoding="utf-8") + contact, encoding="utf-8")
        done = run(project, "build")
        assert done.returncode == 0, done.stdout + done.stderr
        read = {code: project / "site" / "assets" / f"enquiry.{code}.json" for code in LOCALES}
        return {code: json.loads(path.read_text(encoding="utf-8")) for code, path in read.items()}

    return said


@pytest.mark.parametrize("code", LOCALES)
def test_each_fact_that_is_asked_for_has_its_question(code):
    questions = {key.removeprefix("question.") for key in LOCALES[code].strings if key.startswith("question.")}

    assert questions == {path for paths in ASKED.values() for path in paths}


def test_a_letter_is_written_for_the_producer_and_for_the_reader(said):
    letters = {code: [one["lang"] for one in written["letters"]] for code, written in said().items()}

    assert letters == {"vi": ["vi"], "en": ["vi", "en"], "fr": ["vi", "fr"]}


def test_no_address_is_named_where_the_office_names_none(said):
    assert {written["to"] for written in said().values()} == {""}


def test_the_offices_address_is_named(said):
    written = said("contact: {email: van-phong@example.org}\n")

    assert {one["to"] for one in written.values()} == {"van-phong@example.org"}
