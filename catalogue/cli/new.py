"""The commands for who writes a product down, and who is asked about it: new, form."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from catalogue import build as building
from catalogue import hints
from catalogue.cli.options import config_option, day_option, messages_option, tell, the_day, the_record
from catalogue.interview.making import NAME, PRODUCER_ASKED, RECORD_ASKED, Maker, make
from catalogue.interview.person import Person
from catalogue.issues import Issue, Refused
from catalogue.site import resolve
from catalogue.store.sidecar import replace_whole


def answers_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give *command* an option for each thing that it asks for, said as the schema says it."""
    for question in reversed((*RECORD_ASKED, *PRODUCER_ASKED)):
        said = hints.said(question.info, "en")
        begin = "Of a new producer: " if question in PRODUCER_ASKED else ""
        again = "; may be repeated" if question.listed else ""
        option = click.option(
            f"--{question.name}", question.name.replace("-", "_"), multiple=question.listed, help=f"{begin}{said}{again}."
        )
        command = option(command)
    return command


@click.command()
@config_option
@messages_option
@day_option
@click.option("--ask/--no-ask", "asking", default=True, help="Ask for what no option says, or leave it out.")
@click.option("--slug", help="Address of the page; else one made of the name.")
@answers_options
@click.option(
    f"--{NAME}",
    "producer_name",
    multiple=True,
    metavar="LOCALE=NAME",
    help="A new producer's name in one locale; one for each.",
)
def new(file: Path, words: str, day: str | None, asking: bool, **given: Any) -> None:
    """Ask for a new product, and write its record.

    The record is a draft, sound and in canonical form, with a comment above each field. The command asks in
    Vietnamese with --messages vi. What an option says is not asked for. Nothing is written before the last answer.
    """
    from catalogue import host

    settings = host.read_settings(file)
    catalogue, issues = building.inspect(settings)
    if catalogue is None:
        raise Refused(issues)
    known = {name.replace("_", "-"): _values(value) for name, value in given.items() if value not in {None, ()}}
    person = Person(_line, click.echo, words, silent=not asking)
    if asking:
        person.say("begin")
    try:
        drafts = Maker(settings, catalogue, person, known, the_day(settings, day)).drafts()
    except (KeyboardInterrupt, EOFError):
        click.echo()
        person.say("nothing")
        sys.exit(130)
    make(settings, drafts)
    person.say("written", files=", ".join(draft.file for draft in drafts))
    person.say("draft")


@click.command()
@click.argument("slug")
@config_option
@messages_option
@day_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; else the slug and .html.",
)
def form(slug: str, file: Path, words: str, day: str | None, output: Path | None) -> None:
    """Write a form for a product's producer, one page to print.

    It says what the catalogue has, and asks for what it lacks. It opens by a double click, needs no other file, and is in
    the language of the records.
    """
    from catalogue import host
    from catalogue.outputs import form as forms

    settings = host.read_settings(file)
    catalogue, issues = building.load(settings)
    tell(issues, "text", words)
    record = the_record(catalogue, slug)
    site = resolve(catalogue, (), settings, the_day(settings, day))[0]
    looks = building.looks(settings)
    document = forms.document(site, record, looks.render, looks.drawings)
    target = output or Path(document.path)
    replace_whole(target, document.data)
    click.echo(f"{target}")


def _values(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return what an option said, once or several times."""
    return value if isinstance(value, tuple) else (value,)


def _line(prompt: str) -> str:
    """Return a line that somebody types, or that comes through a pipe; raise ``EOFError`` where none follows."""
    with suppress(ImportError):
        import readline  # noqa: F401  # the arrow keys work where there is one
    try:
        return input(prompt)
    except UnicodeDecodeError:
        raise Refused([Issue("not-utf-8", "-", line=1)]) from None
