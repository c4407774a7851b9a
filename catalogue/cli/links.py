"""The command about addresses elsewhere: links."""

import sys
from importlib.metadata import version
from math import inf
from pathlib import Path

import click

from catalogue import build as building
from catalogue import store
from catalogue.cli.options import config_option, day_option, messages_option, tell, the_day
from catalogue.issues import failed


@click.command()
@config_option
@messages_option
@day_option
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="How to print.")
@click.option("--private", is_flag=True, help="Visit addresses inside a private network, too; else each is an error.")
@click.option(
    "--minutes",
    type=click.IntRange(min=1),
    metavar="MINUTES",
    help="Begin no visit after so long; the next week begins elsewhere.",
)
def links(file: Path, words: str, day: str | None, form: str, private: bool, minutes: int | None) -> None:
    """Visit every address that the records name.

    Print what is gone, has moved or cannot be reached. Exit 1 when a page or its host is gone for good; whatever may mend
    itself is a note. What is known stands, with its reason, in products/_reference/links.yaml.
    """
    from catalogue import host
    from catalogue import links as addresses

    settings = host.read_settings(file)
    catalogue, _ = building.load(settings)
    # Whoever keeps a host and wonders who asks finds the catalogue.
    manner = addresses.Manner(f"rural-catalogue/{version('rural-catalogue')} (+{settings.site_url})", private=private)
    with click.progressbar(length=1, label="visiting", file=sys.stderr) as bar:

        def told(done: int, count: int) -> None:
            bar.length = count
            bar.update(done - bar.pos)

        found = addresses.look(catalogue, manner, the_day(settings, day), told, 60 * minutes if minutes else inf)
    issues = store.located(Path(settings.root), found)
    tell(issues, form, words)
    sys.exit(1 if failed(issues) else 0)
