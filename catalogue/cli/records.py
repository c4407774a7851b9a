"""The commands that write records: fmt, migrate."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from catalogue.cli.options import config_option, messages_option, tell
from catalogue.issues import Issue, Refused
from catalogue.schema import SCHEMA_VERSION
from catalogue.store import canonical, migrations

_WRITTEN = {
    "vi": "{files} tệp, {written} tệp được ghi lại, {issues} điều cần xem",
    "en": "{files} files, {written} written, {issues} findings",
}


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE or SLUG]...")
@config_option
@messages_option
@click.option("--check", is_flag=True, help="Change nothing; exit 1 when a file is not in its form.")
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="How to print findings.")
def fmt(files: tuple[str, ...], file: Path, words: str, form: str, check: bool) -> None:
    """Write files in the one canonical form.

    Records, their translations and what records share; all of them, or those named. Nothing that a file says is changed,
    comments included. A file that cannot be read, or not be kept whole, stays as it is.
    """
    from catalogue import host

    settings = host.read_settings(file)
    root, products = Path(settings.root), Path(settings.products)
    chosen = [path for name in files for path in _named(name, products)] if files else canonical.files(products)
    written = 0
    issues: list[Issue] = []
    for path in dict.fromkeys(chosen):
        try:
            written += canonical.rewrite(path, products, path.relative_to(root).as_posix(), check=check)
        except Refused as refused:
            issues += refused.issues
    tell(issues, form, words)
    click.echo(_WRITTEN[words].format(files=len(chosen), written=written, issues=len(issues)), err=True)
    sys.exit(1 if issues else 0)


@click.command()
@config_option
@click.option("--dry-run", "dry", is_flag=True, help="Change nothing; name the files that the next step changes.")
def migrate(file: Path, dry: bool) -> None:
    """Bring the records to the schema of this program.

    A step at a time; comments and order stay. A run that was stopped is finished by the next one. Where there is nothing to
    do, it says so and changes nothing.
    """
    from catalogue import host

    settings = host.read_settings(file)
    root, products = Path(settings.root), Path(settings.products)
    begin = migrations.version(products, root)
    changed = migrations.migrate(products, root, dry=dry)
    for name in changed:
        click.echo(name)
    if begin == SCHEMA_VERSION:
        click.echo(f"schema {begin}: nothing is to be done", err=True)
    else:
        click.echo(f"schema {begin} to {SCHEMA_VERSION}: {len(changed)} files", err=True)


def _named(name: str, products: Path) -> Iterator[Path]:
    """Yield the file or the record's files that *name* means; raise ``Refused`` when there is no such record."""
    path = Path(name).absolute()
    if path.is_relative_to(products) and path.suffix:
        yield path
        return
    folder = path if path.is_relative_to(products) and path.is_dir() else products / name
    found = [file for file in canonical.files(products) if file.parent == folder]
    if not found:
        raise Refused([Issue("no-such-record", products.name, line=1, values={"slug": name})])
    yield from found
