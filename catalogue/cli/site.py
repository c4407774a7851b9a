"""The commands about the records and the site: check, build, serve, status, schema."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from catalogue import build as building
from catalogue import reports
from catalogue import schema as schemas
from catalogue.cli.options import (
    config_option,
    day_option,
    locale_option,
    messages_option,
    only,
    pictures_bar,
    policy_option,
    site_dir_option,
    tell,
    the_day,
)
from catalogue.coverage import ending
from catalogue.exchange import ics
from catalogue.issues import Issue, failed
from catalogue.ratings import EXPIRING_DAYS
from catalogue.store.sidecar import replace_whole

_CHECKED = {"vi": "{records} hồ sơ, {issues} điều cần xem", "en": "{records} records, {issues} findings"}


@click.command()
@config_option
@messages_option
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="How to print.")
def check(file: Path, words: str, form: str) -> None:
    """Print every finding of the records. Exit 1 when there is an error."""
    from catalogue import host

    settings = host.read_settings(file)
    catalogue, issues = building.inspect(settings)
    tell(issues, form, words)
    if form == "text":
        records = len(catalogue.records) if catalogue else 0
        click.echo(_CHECKED[words].format(records=records, issues=len(issues)), err=True)
    sys.exit(1 if failed(issues) else 0)


@click.command()
@config_option
@messages_option
@policy_option
@day_option
@site_dir_option
@locale_option
@click.option("--data/--no-data", default=True, help="Whether to write the data for others: interface, tables, feeds.")
def build(
    file: Path, words: str, policy: str | None, day: str | None, site_dir: str | None, locales: tuple[str, ...], data: bool
) -> None:
    """Build the whole site. The old one stays until the new one is whole."""
    from catalogue import host

    settings = only(host.read_settings(file, policy=policy, site_dir=site_dir), locales)
    chosen = the_day(settings, day)
    catalogue, issues = building.load(settings)
    tell(issues, "text", words)
    with host.frame(file) as frame:
        report = building.build(settings, frame, catalogue, chosen, pictures_bar, data=data)
    click.echo(
        f"{report.records} records, {report.pages} pages, {report.written.files} files"
        f" ({report.written.new} new), {report.written.bytes / 1_000_000:.1f} MB in {settings.site_dir}"
    )


@click.command()
def schema() -> None:
    """Print the JSON Schema of a product record."""
    click.echo(json.dumps(schemas.json_schema(), ensure_ascii=False, indent=2))


@click.command()
@config_option
@messages_option
@policy_option
@day_option
@click.option("-a", "--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to listen.")
def serve(file: Path, words: str, policy: str | None, day: str | None, address: str) -> None:
    """Serve the site on this machine. A page shows what its record says now."""
    from catalogue.serve import serve as serving

    port = address.rpartition(":")[2]
    if not port.isdecimal() or int(port) > 65535:
        raise click.UsageError("--address wants a host and a port, such as 127.0.0.1:8000.")

    def told(issues: Iterable[Issue]) -> None:
        tell(issues, "text", words)

    serving(file, {"policy": policy}, day, address, told, lambda at: click.echo(f"{at} (Ctrl-C ends it)"))


@click.command()
@config_option
@messages_option
@day_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@click.option("--list", "listed", is_flag=True, help="Name every text that is missing, stale or edited.")
@click.option(
    "--expiring",
    type=click.IntRange(min=0),
    default=EXPIRING_DAYS,
    show_default=True,
    metavar="DAYS",
    help="Ratings and certificates that may end so soon.",
)
@click.option(
    "--ics", "into", type=click.Path(path_type=Path, dir_okay=False), help="Write these as a calendar (iCalendar) into a file."
)
@click.option("--sources", "unread", type=click.IntRange(min=0), metavar="DAYS", help="Sources that were not read for so long.")
def status(
    file: Path, words: str, day: str | None, form: str, listed: bool, expiring: int, into: Path | None, unread: int | None
) -> None:
    """Print how far the catalogue has come.

    Translations by state, ratings and certificates that end soon, facts, and sources that nobody has read for long.
    """
    from catalogue import host

    settings = host.read_settings(file)
    catalogue, _ = building.load(settings)
    chosen = the_day(settings, day)
    report = reports.status(catalogue, settings, chosen, expiring, words, unread)
    as_text = form == "text"
    click.echo(reports.text(report, words, listed=listed) if as_text else json.dumps(report, ensure_ascii=False, indent=2))
    if into is not None:
        replace_whole(into, ics.calendar(ending(catalogue, chosen, expiring), settings, chosen, words))
