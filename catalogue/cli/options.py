"""What several commands share: their options, and the one place where findings are printed."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from catalogue import build as building
from catalogue import messages
from catalogue.issues import Issue, Refused
from catalogue.model import Catalogue, Record
from catalogue.settings import POLICIES, Settings

config_option = click.option(
    "-f", "--config", "file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), help="The settings (mkdocs.yml)."
)
messages_option = click.option(
    "--messages", "words", type=click.Choice(["vi", "en"]), default="en", help="The language of the findings."
)
policy_option = click.option("--policy", type=click.Choice(POLICIES), help="Which translations are published.")
day_option = click.option("--day", metavar="YYYY-MM-DD", help="The day that counts as today.")
site_dir_option = click.option("--site-dir", metavar="FOLDER", help="Where the site is written.")
locale_option = click.option(
    "--locale", "locales", multiple=True, metavar="LOCALE", help="Only this locale, with that of the records; may be repeated."
)


def the_day(settings: Settings, chosen: str | None) -> date:
    """Return the day that a command works with."""
    try:
        return building.today(settings, chosen)
    except ValueError:
        raise click.UsageError("--day wants a date such as 2026-11-23.") from None


def the_record(catalogue: Catalogue, slug: str) -> Record:
    """Return the record *slug*; raise ``Refused`` when there is none."""
    for record in catalogue.records:
        if record.slug == slug:
            return record
    raise Refused([Issue("no-such-record", "products", line=1, values={"slug": slug})])


def only(settings: Settings, locales: Sequence[str]) -> Settings:
    """Return *settings* with no more than the source's locale and *locales*; none means all."""
    for locale in locales:
        if locale not in settings.locales:
            raise click.UsageError(f"--locale {locale}: the locales are {', '.join(settings.locales)}.")
    kept = tuple(code for code in settings.locales if code == settings.source or code in locales)
    return replace(settings, locales=kept) if locales else settings


@contextmanager
def pictures_bar(label: str, total: int) -> Iterator[Callable[[], None]]:
    """Show how many of *total* pictures are made, to whoever sits at a terminal."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def tell(issues: Iterable[Issue], form: str, words: str) -> None:
    """Print findings; nothing else of the program does."""
    if form == "json":
        click.echo(json.dumps([messages.as_data(issue, words) for issue in issues], ensure_ascii=False, indent=2))
    else:
        for issue in issues:
            click.echo(messages.github(issue, words) if form == "github" else messages.line(issue, words))
