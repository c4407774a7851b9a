"""The commands about a proposed change: changes and preview."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from catalogue import build as building
from catalogue import changes as proposed
from catalogue import summary
from catalogue.cli.options import config_option, day_option, messages_option, site_dir_option, tell, the_day
from catalogue.issues import Refused
from catalogue.settings import Settings

MOST = 25
"""How many changed products a preview shows, unless they are named."""


since_option = click.option(
    "--since",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="The products that differ from the project in this folder, 25 at most.",
)


def _reading(settings: Settings) -> proposed.Reading:
    catalogue, issues = building.inspect(settings)
    return proposed.Reading(catalogue, tuple(issues))


def _at(settings: Settings, folder: Path) -> Settings:
    """Return *settings* for the same project as it stands in *folder*."""
    root = folder.resolve()
    return replace(settings, root=root, products=root / settings.products.relative_to(settings.root))


def _compared(settings: Settings, before: Path, now: proposed.Reading, day: date) -> proposed.Changes:
    """Return what *now* changes in the project as it stands in the folder *before*."""
    return proposed.changes(_reading(_at(settings, before)), now, day, settings.locales[1:])


@click.command()
@click.argument("before", type=click.Path(path_type=Path, exists=True, file_okay=False))
@config_option
@day_option
@click.option(
    "--messages", "words", type=click.Choice(summary.LOCALES_SAID), help="Only this language; else both, Vietnamese first."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json", "github"]),
    default="markdown",
    show_default=True,
    help="How to print; github gives the new findings as annotations.",
)
def changes(before: Path, file: Path, day: str | None, words: str | None, form: str) -> None:
    """Print what this catalogue changes of the one in BEFORE.

    BEFORE is a folder with the project as it stood. For the text of a pull request: records, translations and ratings, then
    the findings that are new. Errors are told, and are no failure here.
    """
    from catalogue import host

    try:
        settings = host.read_settings(file)
        found = _compared(settings, before, _reading(settings), the_day(settings, day))
    except Refused as refused:
        found = proposed.Changes(findings=refused.issues, compared=False)
    if form == "github":
        tell(found.findings, form, words or "vi")
    elif form == "json":
        click.echo(json.dumps(proposed.as_data(found, words or "en"), ensure_ascii=False, indent=2))
    else:
        click.echo(summary.markdown(found, (words,) if words else summary.LOCALES_SAID), nl=False)


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@config_option
@messages_option
@day_option
@site_dir_option
@since_option
def preview(slugs: tuple[str, ...], file: Path, words: str, day: str | None, site_dir: str | None, since: Path | None) -> None:
    """Write the pages of a few products, to open by a double click.

    Drafts and unapproved texts too. They stand in every locale, in a folder of their own (--site-dir, else preview/), which
    may be sent to anybody.
    """
    from catalogue import host
    from catalogue.build import preview as previews

    if not slugs and since is None:
        raise click.UsageError("name a product, or with --since the project as it stood.")
    settings = host.read_settings(file, site_dir=site_dir or "preview")
    catalogue, issues = building.load(settings)
    tell(issues, "text", words)
    now, today = proposed.Reading(catalogue, tuple(issues)), the_day(settings, day)
    touched = _compared(settings, since, now, today).touched if since else ()
    wanted = tuple(dict.fromkeys([*slugs, *touched[:MOST]]))
    if len(touched) > MOST:
        click.echo(f"{len(touched) - MOST} more products changed", err=True)
    if not wanted:
        click.echo("0 products")
        return
    with host.frame(file) as frame:
        report = previews.build(settings, frame, catalogue, wanted, today)
    click.echo(f"{report.records} products, {report.pages} pages: open {settings.site_dir}/index.html")
