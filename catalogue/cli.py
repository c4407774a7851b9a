"""The command line, thin: a command is its options and a few lines; every finding is printed here, once."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from catalogue import build as building
from catalogue import messages, reports, schema
from catalogue.issues import Issue, Refused, failed
from catalogue.ratings import EXPIRING_DAYS
from catalogue.settings import POLICIES, Settings

config_option = click.option(
    "-f", "--config", "file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), help="The settings (mkdocs.yml)."
)
messages_option = click.option(
    "--messages", "words", type=click.Choice(["vi", "en"]), default="en", help="The language of the findings."
)
policy_option = click.option("--policy", type=click.Choice(POLICIES), help="Which translations are published.")
day_option = click.option("--day", metavar="YYYY-MM-DD", help="The day of the certificate clock.")
site_dir_option = click.option("--site-dir", help="Where the site is written.")
locale_option = click.option("--locale", "locales", multiple=True, help="Only these locales, with the source's.")


def _day(settings: Settings, chosen: str | None) -> date:
    try:
        return building.today(settings, chosen)
    except ValueError:
        raise click.UsageError("--day wants a date such as 2026-11-23.") from None


def _only(settings: Settings, locales: Sequence[str]) -> Settings:
    for locale in locales:
        if locale not in settings.locales:
            raise click.UsageError(f"--locale {locale}: the locales are {', '.join(settings.locales)}.")
    kept = tuple(code for code in settings.locales if code == settings.source or code in locales)
    return replace(settings, locales=kept) if locales else settings


def _print(issues: Iterable[Issue], form: str, words: str) -> None:
    if form == "json":
        click.echo(json.dumps([messages.as_data(issue, words) for issue in issues], ensure_ascii=False, indent=2))
    else:
        for issue in issues:
            click.echo(messages.github(issue, words) if form == "github" else messages.line(issue, words))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rural-catalogue")
def commands() -> None:
    """Build a multilingual catalogue of rural products from YAML records."""


@commands.command()
@config_option
@messages_option
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="How to print.")
def check(file: Path, words: str, form: str) -> None:
    """Print every finding of the records; exit 1 when there is an error."""
    from catalogue import host

    settings = host.read_settings(file)
    catalogue, issues = building.inspect(settings)
    _print(issues, form, words)
    if form == "text":
        records = len(catalogue.records) if catalogue else 0
        click.echo(f"{records} records, {len(issues)} findings", err=True)
    sys.exit(1 if failed(issues) else 0)


@commands.command()
@config_option
@messages_option
@policy_option
@day_option
@site_dir_option
@locale_option
def build(file: Path, words: str, policy: str | None, day: str | None, site_dir: str | None, locales: tuple[str, ...]) -> None:
    """Build the whole site; the old one stays until the new one is whole."""
    from catalogue import host

    settings = _only(host.read_settings(file, policy=policy, site_dir=site_dir), locales)
    chosen = _day(settings, day)
    catalogue, issues = building.load(settings)
    _print(issues, "text", words)
    with host.frame(file) as frame:
        report = building.build(settings, frame, catalogue, chosen)
    click.echo(
        f"{report.records} records, {report.pages} pages, {report.written.files} files"
        f" ({report.written.new} new), {report.written.bytes / 1_000_000:.1f} MB in {settings.site_dir}"
    )


@commands.command("schema")
def schema_() -> None:
    """Print the JSON Schema of a product record."""
    click.echo(json.dumps(schema.json_schema(), ensure_ascii=False, indent=2))


@commands.command()
@config_option
@messages_option
@policy_option
@day_option
@click.option("-a", "--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to listen.")
def serve(file: Path, words: str, policy: str | None, day: str | None, address: str) -> None:
    """Serve the site on this machine; a page shows what its record says now."""
    from catalogue.serve import serve as serving

    if not address.rpartition(":")[2].isdigit():
        raise click.UsageError("--address wants a host and a port, such as 127.0.0.1:8000.")

    def tell(issues: Iterable[Issue]) -> None:
        _print(issues, "text", words)

    serving(file, {"policy": policy}, day, address, tell, lambda at: click.echo(f"{at} (Ctrl-C ends it)"))


@commands.command()
@config_option
@messages_option
@day_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@click.option("--list", "listed", is_flag=True, help="Name every text that is missing, stale or edited.")
@click.option(
    "--expiring", type=int, default=EXPIRING_DAYS, show_default=True, metavar="DAYS", help="Ratings that end so soon."
)
def status(file: Path, words: str, day: str | None, form: str, listed: bool, expiring: int) -> None:
    """Print how far the catalogue has come: translations, ratings near their end, facts."""
    from catalogue import host

    settings = host.read_settings(file)
    catalogue, _ = building.load(settings)
    report = reports.status(catalogue, settings, _day(settings, day), expiring, words)
    click.echo(json.dumps(report, ensure_ascii=False, indent=2) if form == "json" else reports.text(report, listed=listed))


def main() -> None:
    """Run a command; findings and refusals are printed as lines, never as a traceback."""
    try:
        commands(standalone_mode=True)
    except Refused as refused:
        _print(refused.issues, "text", "vi" if "vi" in sys.argv else "en")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
