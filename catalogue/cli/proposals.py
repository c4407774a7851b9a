"""The commands about a proposed change: changes."""

import json
from dataclasses import replace
from pathlib import Path

import click

from catalogue import build as building
from catalogue import changes as proposed
from catalogue import summary
from catalogue.cli.options import config_option, day_option, the_day
from catalogue.settings import Settings

before_argument = click.argument("before", type=click.Path(path_type=Path, exists=True, file_okay=False))


def _reading(settings: Settings) -> proposed.Reading:
    catalogue, issues = building.inspect(settings)
    return proposed.Reading(catalogue, tuple(issues))


def _at(settings: Settings, folder: Path) -> Settings:
    """Return *settings* for the same project as it stands in *folder*."""
    root = folder.resolve()
    return replace(settings, root=root, products=root / settings.products.relative_to(settings.root))


@click.command()
@before_argument
@config_option
@day_option
@click.option(
    "--messages", "words", type=click.Choice(summary.LOCALES_SAID), help="Only this language; else both, Vietnamese first."
)
@click.option(
    "--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True, help="How to print."
)
def changes(before: Path, file: Path, day: str | None, words: str | None, form: str) -> None:
    """Print what this catalogue does that the one in the folder BEFORE does not: for the text of a pull request.

    Records, translations and ratings, then the findings that are new. Errors are told, and are no failure here.
    """
    from catalogue import host

    settings = host.read_settings(file)
    found = proposed.changes(_reading(_at(settings, before)), _reading(settings), the_day(settings, day), settings.locales[1:])
    if form == "json":
        click.echo(json.dumps(proposed.as_data(found, words or "en"), ensure_ascii=False, indent=2))
    else:
        click.echo(summary.markdown(found, (words,) if words else summary.LOCALES_SAID), nl=False)
