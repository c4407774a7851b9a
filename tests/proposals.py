"""A proposed change played: a project before and after it, and what a record must not be able to say in a comment."""

import re
from datetime import date

from catalogue import build, host
from catalogue.changes import Reading, changes

DAY = date(2026, 11, 23)
HOSTILE = "@boss [x](https://evil.example) ![y](//z) <img src=x onerror=1> `c` **b** | #12 www.evil.example &#64;boss"
ACTIVE = re.compile(r"(?<=@)\w|(?<!&)#\w|://|www\.|[<\[]|&(?!#\d+;)|&#64;|```", re.IGNORECASE)
"""What would ping a person, link, or draw, in a text for GitHub."""


def edit(project, file, *swaps):
    path = project / file
    text = path.read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def compared(before, project, day=DAY):
    def reading(folder):
        catalogue, issues = build.inspect(host.read_settings(folder / "mkdocs.yml"))
        return Reading(catalogue, tuple(issues))

    return changes(reading(before), reading(project), day, ("en", "fr"))
