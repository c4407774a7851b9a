"""The command line, thin: a command is its options and a few lines."""

import sys
from io import TextIOWrapper
from typing import Any

import click

from catalogue.cli import init, links, new, proposals, records, sheets, site, translations
from catalogue.cli.options import tell
from catalogue.issues import Refused


class Commands(click.Group):
    """Ends a command that is interrupted with 130 and no word: whoever does it knows."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that is named."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            ctx.exit(130)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
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


def _speak_utf8() -> None:
    """Read and print UTF-8: a pipe on Windows would have a code page that lacks Vietnamese."""
    for stream, errors in ((sys.stdin, "strict"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):  # a program that embeds the command may give others
            stream.reconfigure(encoding="utf-8", errors=errors)


def main() -> None:
    """Run a command; findings and refusals are printed as lines, never as a traceback."""
    _speak_utf8()
    try:
        commands(standalone_mode=True)
    except Refused as refused:
        tell(refused.issues, "text", "vi" if "vi" in sys.argv else "en")
        sys.exit(1)
