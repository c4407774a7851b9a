"""The command line, thin: a command is its options and a few lines."""

import sys

import click

from catalogue.cli import init, links, new, proposals, records, sheets, site, translations
from catalogue.cli.options import tell
from catalogue.issues import Refused


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rural-catalogue")
def commands() -> None:
    """Build a multilingual catalogue of rural products from YAML records."""


for command in (
    site.check,
    site.build,
    site.serve,
    site.status,
    site.schema,
    init.init,
    new.new,
    new.form,
    records.fmt,
    records.migrate,
    sheets.export,
    sheets.import_,
    links.links,
    proposals.changes,
    proposals.preview,
    translations.translate,
    translations.review,
):
    commands.add_command(command)


def main() -> None:
    """Run a command; findings and refusals are printed as lines, never as a traceback."""
    try:
        commands(standalone_mode=True)
    except Refused as refused:
        tell(refused.issues, "text", "vi" if "vi" in sys.argv else "en")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
