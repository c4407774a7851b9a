"""The commands about translations: translate and review."""

import getpass
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from catalogue import build as building
from catalogue.cli.options import config_option, day_option, messages_option, tell, the_day, the_record
from catalogue.exchange.formats import FORMATS
from catalogue.model import STATES, Reference
from catalogue.settings import Settings
from catalogue.translate.wanted import Done
from catalogue.units import rendition, state

to_option = click.option("--to", "targets", multiple=True, metavar="LOCALE", help="Only this target locale; may be repeated.")
who_option = click.option(
    "--who", metavar="NAME", help="Who approves, as it stands in the status line; else your name on this machine."
)


def _targets(settings: Settings, chosen: Sequence[str]) -> tuple[str, ...]:
    for locale in chosen:
        if locale not in settings.locales[1:]:
            raise click.UsageError(f"--to {locale}: the target locales are {', '.join(settings.locales[1:])}.")
    return tuple(locale for locale in settings.locales[1:] if not chosen or locale in chosen)


def _known_categories(reference: Reference, chosen: Sequence[str]) -> None:
    for key in chosen:
        if key not in reference.sets and key not in reference.sectors:
            raise click.UsageError(f"--category {key}: there is no such criteria set or sector.")


def _engine(settings: Settings, chosen: str | None, known: Sequence[str]) -> str:
    """Return the name of the engine to ask."""
    if chosen and chosen not in known:
        raise click.UsageError(f"--engine {chosen}: the engines are {', '.join(known)}.")
    return chosen or settings.engine


def _through(settings: Settings, pivot: str, targets: Sequence[str]) -> tuple[str, ...]:
    """Return the locales to translate into: *targets* without the *pivot*, where there is one."""
    if pivot and pivot not in settings.locales[1:]:
        raise click.UsageError(f"--pivot {pivot}: the target locales are {', '.join(settings.locales[1:])}.")
    if [*targets] == [pivot]:
        raise click.UsageError(f"--pivot {pivot}: no other target locale is left to translate into.")
    return tuple(locale for locale in targets if locale != pivot)


def _who(chosen: str | None) -> str:
    try:
        name = chosen or re.sub(r"[^A-Za-z0-9-]+", "-", getpass.getuser()).strip("-")
    except OSError:  # a machine without a user database
        name = ""
    if not re.fullmatch(r"[A-Za-z0-9-]+", name):
        raise click.UsageError("--who wants letters, digits and hyphens, such as lan.")
    return name


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@config_option
@messages_option
@day_option
@to_option
@click.option("--engine", "name", metavar="NAME", help="Which engine to ask; memory asks none. Else what mkdocs.yml says.")
@click.option("--pivot", metavar="LOCALE", default="", help="Translate from approved texts in this target locale, such as en.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@click.option("--max-chars", type=click.IntRange(min=1), help="Send no more characters than this, retries included.")
@click.option(
    "--most-products", type=click.IntRange(min=1), help="Translate no more products: stale ones, then those that lack most."
)
@click.option("--yes-really", is_flag=True, help="Translate even when much of the catalogue would be written again.")
def translate(
    slugs: tuple[str, ...],
    file: Path,
    words: str,
    day: str | None,
    targets: tuple[str, ...],
    name: str | None,
    pivot: str,
    dry_run: bool,
    max_chars: int | None,
    most_products: int | None,
    yes_really: bool,
) -> None:
    """Translate by machine what is missing or stale.

    No text that a person touched is changed. Each text is written as it comes: a run that is interrupted goes on where it
    stopped.
    """
    from catalogue import host
    from catalogue.translations import running

    settings = host.read_settings(file)
    catalogue, _ = building.load(settings)
    asked = _engine(settings, name, running.KNOWN)
    locales = _through(settings, pivot, _targets(settings, targets))
    planned = running.plan(catalogue, locales, slugs, pivot, most_products)
    if planned.waiting:
        click.echo(f"{planned.waiting} texts wait until their text in {pivot} is approved")
    if dry_run:
        click.echo(
            f"{len(planned.jobs)} texts to translate, {len(planned.jobs) - planned.texts} of them from memory;"
            f" {planned.texts} texts, {planned.characters} characters to send to {asked}"
        )
        return
    running.checked(catalogue, planned, really=yes_really)
    meter = running.Meter(max_chars)
    chosen = running.engine(settings, asked, meter) if planned.jobs else None
    with click.progressbar(length=len(planned.jobs), label="translating", file=sys.stderr) as bar:

        def told(_: Done) -> None:
            bar.update(1)

        outcome = running.translate(settings, catalogue, planned, chosen, the_day(settings, day), told)
    click.echo(f"{outcome.written} texts written, {len(outcome.undone)} not done, {meter.spent} characters sent")
    tell(running.issues(outcome), "text", words)
    sys.exit(1 if outcome.undone else 0)


@click.group()
def review() -> None:
    """Show, approve and exchange translations."""


@review.command()
@click.argument("slug")
@config_option
@to_option
def show(slug: str, file: Path, targets: tuple[str, ...]) -> None:
    """Show each text of a record beside its translations.

    With their states, and, where one is wanting, what the catalogue has that resembles it.
    """
    from catalogue import host
    from catalogue.memory import remember, suggestion

    settings = host.read_settings(file)
    catalogue, _ = building.load(settings)
    record = the_record(catalogue, slug)
    memories = {locale: remember(catalogue, locale) for locale in _targets(settings, targets)}
    for key, unit in record.units.items():
        click.echo(f"{key}\n  {settings.source}: {unit.text}")
        for locale, memory in memories.items():
            found = rendition(record, locale, key)
            click.echo(f"  {locale} [{state(unit, found)}]: {found.text if found else ''}")
            if found and found.suggestion:
                click.echo(f"  {locale} [suggestion]: {found.suggestion.text}")
            hit = suggestion(memory, unit) if state(unit, found) in {"missing", "stale"} else None
            if hit:
                click.echo(f"  {locale} [memory, {hit.percent:.0f} %]: {hit.text}")


@review.command()
@click.argument("slug")
@config_option
@messages_option
@day_option
@click.option("--to", "locale", required=True, metavar="LOCALE", help="The locale that is approved.")
@click.option("--unit", "keys", multiple=True, metavar="UNIT", help="Only this text; may be repeated.")
@who_option
def approve(slug: str, file: Path, words: str, day: str | None, locale: str, keys: tuple[str, ...], who: str | None) -> None:
    """Approve the translations of a record as they stand. All of them, or some."""
    from catalogue import host
    from catalogue.translations import approving

    settings = host.read_settings(file)
    catalogue, _ = building.load(settings)
    _targets(settings, (locale,))
    seal = approving.Seal(_who(who), the_day(settings, day))
    done, issues = approving.approve(settings, catalogue, the_record(catalogue, slug), locale, keys, seal)
    click.echo(f"approved: {', '.join(done) or 'nothing new'}")
    tell(issues, "text", words)
    sys.exit(1 if issues else 0)


@review.command()
@config_option
@to_option
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="xliff", show_default=True, help="The format.")
@click.option("--state", "states", multiple=True, type=click.Choice(STATES), help="Only texts in this state; may be repeated.")
@click.option(
    "--category", "categories", multiple=True, metavar="ID", help="Only this criteria set or sector; may be repeated."
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
def export(
    file: Path, targets: tuple[str, ...], form: str, states: tuple[str, ...], categories: tuple[str, ...], output: Path
) -> None:
    """Write texts and their translations into a file for another tool."""
    from catalogue import host
    from catalogue.translations import travelling

    settings = host.read_settings(file)
    catalogue, _ = building.load(settings)
    _known_categories(catalogue.reference, categories)
    wanted = [name for name in STATES if name in states]
    found = travelling.rows(catalogue, _targets(settings, targets), wanted, categories)
    travelling.put(output, form, found, settings.source)
    click.echo(f"{len(found)} texts in {output}")


@review.command("import")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@config_option
@messages_option
@day_option
@click.option(
    "--format", "form", type=click.Choice([name for name, form in FORMATS.items() if form.read]), help="Else by its ending."
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@who_option
def import_(source: Path, file: Path, words: str, day: str | None, form: str | None, dry_run: bool, who: str | None) -> None:
    """Take back what another tool has translated. A text whose source has changed since is refused."""
    from catalogue import host
    from catalogue.translations import travelling

    settings = host.read_settings(file)
    catalogue, _ = building.load(settings)
    chosen = form or next((name for name, known in FORMATS.items() if known.read and known.ending == source.suffix), None)
    if chosen is None:
        raise click.UsageError(f"{source.name}: name its format with --format.")
    decided = travelling.returned(
        catalogue, travelling.got(source), source.name, chosen, settings.locales[1:], _who(who), the_day(settings, day)
    )
    if not dry_run:
        travelling.take(settings, catalogue, decided)
    counts = Counter(one.verdict for one in decided)
    click.echo(", ".join(f"{counts[verdict]} {verdict}" for verdict in ("accepted", "unchanged", "refused")))
    issues = [one.issue for one in decided if one.issue]
    tell(issues, "text", words)
    sys.exit(1 if issues else 0)
