"""The commands about the spreadsheet: export and import."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from catalogue import spreadsheet
from catalogue.cli.options import config_option, day_option, messages_option, tell, the_day
from catalogue.exchange.amendments import Amendment, Edit
from catalogue.issues import failed
from catalogue.messages import one_line
from catalogue.store.sidecar import replace_whole
from catalogue.text import clipped

_SHOWN = 60
"""How many characters of a value are shown."""
_WORDS = {
    "vi": {
        "new": "mới",
        "planned": "{records} hồ sơ, {fields} ô sẽ đổi; ngày sửa gần nhất thành {day}. Thêm --write để ghi.",
        "written": "Đã ghi {records} hồ sơ, {fields} ô. Xem lại: catalogue check --messages vi",
        "wrong": "Chưa ghi gì: sửa các ô trên trước.",
        "unchanged": "Không có gì thay đổi.",
        "kept": "Bảng tính không xóa gì: {blank} ô trống và {absent} mục không có trong bảng, hồ sơ vẫn giữ nguyên.",
    },
    "en": {
        "new": "new",
        "planned": "{records} records, {fields} cells would change, with {day} as the day of the change. --write writes them.",
        "written": "{records} records, {fields} cells written. Next: catalogue check",
        "wrong": "Nothing written: mend these cells first.",
        "unchanged": "Nothing changes.",
        "kept": "A spreadsheet deletes nothing: {blank} blank cells and {absent} items without a row stay as recorded.",
    },
}


@click.command()
@config_option
@click.option("--format", "form", type=click.Choice(["xlsx", "csv"]), default="xlsx", show_default=True, help="The format.")
@click.option(
    "--sheet",
    type=click.Choice(spreadsheet.names()),
    default=spreadsheet.PRODUCTS,
    show_default=True,
    help="Which sheet a CSV is of.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
def export(file: Path, form: str, sheet: str, output: Path) -> None:
    """Write the records as a spreadsheet.

    It is filled in by those who know the products. A workbook has a row a product, a sheet for each list, and sheets to
    choose from; a CSV has one of its sheets.
    """
    from catalogue import host

    settings = host.read_settings(file)
    catalogue, _ = spreadsheet.sound(settings)
    data = spreadsheet.xlsx(settings, catalogue) if form == "xlsx" else spreadsheet.csv(settings, catalogue, sheet)
    replace_whole(output, data)
    click.echo(f"{len(catalogue.records)} records in {output}")


@click.command("import")
@click.argument(
    "sources", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@config_option
@messages_option
@day_option
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="How to print findings.")
@click.option("--write", is_flag=True, help="Write it; else only list what would change.")
def import_(sources: tuple[Path, ...], file: Path, words: str, day: str | None, form: str, write: bool) -> None:
    """List what a filled-in spreadsheet changes, or write it.

    It is a workbook (XLSX) or tables (CSV). A blank cell says nothing, and nothing is deleted. A new slug is a new record.
    Where one cell is wrong, nothing is written.
    """
    from catalogue import host

    settings = host.read_settings(file)
    today = the_day(settings, day)
    planned, issues = spreadsheet.plan(settings, sources, today)
    wrong = failed(issues)
    tell(issues, form, words)
    if write and not wrong:
        spreadsheet.write(settings, planned)
    if form == "text" and not wrong:
        for line in (line for amendment in planned.amendments for line in _lines(amendment, words)):
            click.echo(line)
    done = "wrong" if wrong else "unchanged" if not planned.amendments else "written" if write else "planned"
    values = {"records": len(planned.amendments), "fields": planned.fields, "day": today.isoformat()}
    if not wrong and (planned.blank or planned.absent):
        click.echo(_WORDS[words]["kept"].format(blank=planned.blank, absent=planned.absent), err=True)
    click.echo(_WORDS[words][done].format(**values), err=True)
    sys.exit(1 if wrong else 0)


def _lines(amendment: Amendment, words: str) -> Iterator[str]:
    yield amendment.slug if amendment.record else f"{amendment.slug} ({_WORDS[words]['new']})"
    for edit in amendment.edits:
        yield f"  {one_line(amendment.cell(edit))}: {_shown(edit.before)} → {_shown(_text(edit))}"


def _text(edit: Edit) -> str:
    return edit.value if isinstance(edit.value, str) else "; ".join(edit.value)


def _shown(text: str) -> str:
    return clipped(" ".join(text.split()), _SHOWN) or "–"
