"""What an enquiry says: one JSON for each locale, read when a reader asks (``overrides/assets/enquiry.js``).

A letter is written in the source's words, for the producer, and again in the reader's where those are others.
"""

import json
from collections.abc import Iterator
from typing import Any

from catalogue.facts import ASKED
from catalogue.locales import LOCALES, Locale
from catalogue.model import Document
from catalogue.outputs import Press
from catalogue.schema import Face
from catalogue.site import Site

LETTER = ("about", "ask", "hello", "subject", "thanks")
WORDS = ("both", "copied", "copy", "long", "mail", "nobody", "select", "tick", "title", "to")
"""The interface strings below ``enquiry.`` of which a letter is made, and those that stand around it."""

QUESTIONS = ASKED[Face.TRADE]


def letter(locale: Locale) -> dict[str, Any]:
    """Return the words of a letter, and its question for each fact that may be missing."""
    questions = {path: locale.t(f"question.{path}") for path in QUESTIONS}
    return {"lang": locale.code, **{key: locale.t(f"enquiry.{key}") for key in LETTER}, "questions": questions}


def office(site: Site) -> str:
    """Return the office's e-mail address, empty where the collection names none."""
    contact = site.catalogue.reference.collection.contact
    return (contact and contact.email) or ""


def _said(site: Site) -> dict[str, Any]:
    codes = dict.fromkeys((site.settings.source, site.locale.code))
    return {
        "to": office(site),
        "words": {key: site.locale.t(f"enquiry.{key}") for key in WORDS},
        "facts": {path: site.locale.field(path) for path in QUESTIONS},
        "letters": [letter(LOCALES[code]) for code in codes],
    }


def documents(press: Press) -> Iterator[Document]:
    """Yield ``assets/enquiry.<locale>.json`` for every locale."""
    for site in press.sites:
        text = json.dumps(_said(site), ensure_ascii=False, separators=(",", ":"))
        yield Document(f"assets/enquiry.{site.locale.code}.json", text.encode())
