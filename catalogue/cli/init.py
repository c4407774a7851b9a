"""The command for the next province: init."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from catalogue import founding
from catalogue.cli.options import config_option
from catalogue.locales import LOCALES


@click.command()
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@config_option
@click.option("--name", metavar="NAME", required=True, help="What the new catalogue is called.")
@click.option("--site-url", metavar="URL", required=True, help="The address at which it will be read.")
@click.option(
    "--locales", metavar="LOCALES", help="Its locales, that of the records first, such as vi,en; else those of this catalogue."
)
@click.option("--time-zone", metavar="ZONE", help="Where its day begins, such as Asia/Vientiane; else as in this catalogue.")
def init(folder: Path, file: Path, name: str, site_url: str, locales: str | None, time_zone: str | None) -> None:
    """Lay a new catalogue in FOLDER, for another province.

    Software, look and what is national go along; no place, producer or product does. Nothing is asked, and nothing that is
    there already is touched.
    """
    from catalogue import host

    model = host.read_settings(file)
    if not name.strip():
        raise click.UsageError("--name wants the name that readers see, such as “Sản vật Núi Xanh”.")
    wish = founding.Wish(
        name.strip(), _locales(locales) or model.locales, _address(site_url), _zone(time_zone or model.time_zone)
    )
    founding.found(model, wish, folder.absolute())
    click.echo(f"{folder}: a catalogue in {', '.join(wish.locales)}. Next: {folder / 'docs/project/province.en.md'}")


def _locales(said: str | None) -> tuple[str, ...]:
    codes = tuple(code.strip() for code in said.split(",")) if said else ()
    for code in codes:
        if code not in LOCALES or codes.count(code) > 1:
            raise click.UsageError(f"--locales {said}: each once, of {', '.join(LOCALES)}. docs/project/extending.md adds one.")
    return codes


def _address(url: str) -> str:
    """Return *url* with its last slash."""
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", url):
        raise click.UsageError("--site-url wants an address such as https://example.org/catalogue/.")
    return f"{url.rstrip('/')}/"


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise click.UsageError(f"--time-zone {name}: there is no such time zone.") from None
    return name
