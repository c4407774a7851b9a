"""The spreadsheet: what goes out comes back and changes nothing; only what is filled in changes; findings name their cells."""

import csv
import datetime as dt
import io
import shutil
import zipfile
from pathlib import Path

import pytest
from conftest import HERE, ROOT, copy_project
from openpyxl import Workbook, load_workbook
from pictures import striped

from catalogue import workbook
from catalogue.exchange import sheets
from catalogue.exchange.columns import layouts
from catalogue.exchange.letters import misread
from catalogue.exchange.sheets import Sheet
from catalogue.issues import Refused
from catalogue.schema import fields

SLUG = "mat-ong-rung"
RECORD = f"products/{SLUG}/product.yaml"


@pytest.fixture
def full(tmp_path):
    """A project whose one record states everything."""
    project = copy_project(tmp_path / "full")
    shutil.copytree(HERE / "sites" / "full" / "products", project / "products", dirs_exist_ok=True)
    (project / "products" / SLUG / "photos").mkdir()
    striped(600, 400).save(project / "products" / SLUG / "photos" / "hive.jpg")
    return project


def exported(project, run, *arguments, name="san-pham.xlsx"):
    done = run(project, "export", "-o", name, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / name


def records(project):
    return {path: path.read_bytes() for path in sorted((project / "products").rglob("*")) if path.is_file()}


def filled(project, cells, name="san-pham.xlsx"):
    """Write *cells* (sheet, path of the column, row: text) into the workbook, as somebody would."""
    book = load_workbook(project / name)
    for (title, path, row), text in cells.items():
        page = book[title]
        column = [cell.value for cell in page[2]].index(path) + 1
        page.cell(row, column).value = text
    book.save(project / name)


def imported(project, run, *names, write=True):
    """Return what the import said, and its findings' lines."""
    more = ["--write"] if write else []
    done = run(project, "import", *(names or ("san-pham.xlsx",)), "--messages", "vi", "--day", "2026-11-23", *more)
    assert "Traceback" not in done.stderr
    return done


# The round trip.


def test_every_field_has_its_column():
    columns = {column.path for layout in layouts() for column in layout.columns}
    inner = {path for path, _ in fields() if not any(other.startswith((f"{path}.", f"{path}[].")) for other, _ in fields())}

    assert columns == inner | {"slug"}


@pytest.mark.parametrize("words", ["vi", "en"])
def test_headings_and_sheets_are_told_apart(words):
    titles = [layout.title(words) for layout in layouts()]

    assert len(titles) == len(set(titles))
    assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)
    for layout in layouts():
        headings = [column.heading(words) for column in layout.columns]
        assert len(headings) == len(set(headings))


def test_the_records_that_ship_come_back_as_they_went(run, tmp_path):
    before = records(ROOT)
    for name in ("a.xlsx", "a.csv"):
        run(ROOT, "export", "--format", name[2:], "-o", str(tmp_path / name))
        done = run(ROOT, "import", str(tmp_path / name), "--write")
        assert (done.returncode, done.stdout) == (0, "")

    assert records(ROOT) == before


def test_the_record_that_states_everything_comes_back_as_it_went(full, run):
    before = records(full)
    exported(full, run)
    names = ["san-pham.xlsx"]
    for layout in layouts():
        name = f"{len(names)}.csv"
        exported(full, run, "--format", "csv", "--sheet", layout.path or "products", name=name)
        names.append(name)
    for name in names:
        done = imported(full, run, name)
        assert (done.returncode, done.stdout) == (0, "")
    assert imported(full, run, *names[1:]).stdout == ""

    assert records(full) == before


def test_a_whole_record_can_be_made_from_the_sheets(full, run):
    """All that the record says but its photo comes back under another slug."""
    exported(full, run)
    book = load_workbook(full / "san-pham.xlsx")
    del book["Ảnh"]
    for page in (page for page in book.worksheets if page["A2"].value == "slug"):
        for row in range(3, page.max_row + 1):
            page.cell(row, 1).value = "mat-khac"
    page = book["Sản phẩm"]
    page.cell(3, [cell.value for cell in page[2]].index("formerly") + 1).value = None
    book.save(full / "san-pham.xlsx")

    done = imported(full, run)

    assert done.returncode == 0, done.stdout
    assert run(full, "fmt").returncode == 0
    old = (full / RECORD).read_text(encoding="utf-8").partition("\n")[2]
    old = old.replace("formerly: [mat-ong-cu]\n", "").replace(old[old.index("photos:") : old.index("sources:")], "")
    assert (full / "products" / "mat-khac" / "product.yaml").read_text(encoding="utf-8") == old


# What is filled in.


def test_a_dry_run_lists_what_would_change_and_writes_nothing(project, run):
    exported(project, run)
    filled(project, {("Sản phẩm", "visit.hours", 3): "8 giờ đến 17 giờ", ("Sản phẩm", "trade.moq.amount", 3): "250"})
    before = records(project)

    done = imported(project, run, write=False)

    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        SLUG,
        "  Sản phẩm!Y3 (Giờ mở cửa): – → 8 giờ đến 17 giờ",
        "  Sản phẩm!AE3 (Lượng đặt hàng tối thiểu – số lượng): 100 → 250",
    ]
    assert done.stderr == "1 hồ sơ, 2 ô sẽ đổi; ngày sửa gần nhất thành 2026-11-23. Thêm --write để ghi.\n"
    assert records(project) == before


def test_only_what_the_sheet_says_is_changed_and_comments_stay(project, run):
    record = project / RECORD
    text = record.read_text(encoding="utf-8").replace(
        "  moq: {amount: 100, unit: kg}", "  # hỏi lại\n  moq:\n    amount: 100  # cân\n    unit: kg"
    )
    record.write_text(text, encoding="utf-8")
    exported(project, run)
    filled(
        project, {("Sản phẩm", "trade.moq.amount", 3): "250", ("Sản phẩm", "summary", 3): None, ("Sản phẩm", "gtin", 3): "n/a"}
    )

    assert imported(project, run).returncode == 0

    changed = {"100  # cân": "250  # cân", "sources:\n": "gtin: n/a\nsources:\n", "changed: 2026-01-02": "changed: 2026-11-23"}
    for old, new in changed.items():
        text = text.replace(old, new)
    assert record.read_text(encoding="utf-8") == text


def test_the_day_of_the_change_follows_and_never_goes_back(project, run):
    exported(project, run)
    filled(project, {("Sản phẩm", "retail.where", 3): "Chợ xã."})
    assert imported(project, run).returncode == 0
    assert "changed: 2026-11-23\n" in (project / RECORD).read_text(encoding="utf-8")

    # The workbook still has the day of before.
    filled(project, {("Sản phẩm", "visit.hours", 3): "Cả ngày."})
    assert imported(project, run).stdout.splitlines() == [SLUG, "  Sản phẩm!Y3 (Giờ mở cửa): – → Cả ngày."]
    filled(project, {("Sản phẩm", "visit.booking", 3): "Gọi trước.", ("Sản phẩm", "changed", 3): "2026-12-01"})
    assert imported(project, run).returncode == 0
    assert "changed: 2026-12-01\n" in (project / RECORD).read_text(encoding="utf-8")


def test_what_is_left_out_stays_and_is_counted(project, run):
    exported(project, run)
    filled(project, {("Sản phẩm", "summary", 3): None, ("Sản phẩm", "trade.port", 3): None})
    book = load_workbook(project / "san-pham.xlsx")
    book["Các nguồn"].delete_rows(3)
    book.save(project / "san-pham.xlsx")
    before = records(project)

    done = imported(project, run)

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "Bảng tính không xóa gì: 2 ô trống và 1 mục không có trong bảng, hồ sơ vẫn giữ nguyên.",
        "Không có gì thay đổi.",
    ]
    assert records(project) == before


def test_rows_may_be_sorted_with_the_hidden_one_among_them(project, run):
    rows = [("Địa chỉ trang (slug)", "Tên sản phẩm", "Cảng")]
    paths, filled_in = ("slug", "name", "trade.port"), (SLUG, "Mật ong rừng", "Hải Phòng")
    for number, order in enumerate(([filled_in, paths], [filled_in, *[("", "", "")] * 6, paths])):
        (project / f"{number}.csv").write_text("\n".join(map(";".join, [*rows, *order])), encoding="utf-8")

        done = imported(project, run, f"{number}.csv", write=False)

        assert done.stdout.splitlines() == [SLUG, "  C2 (Cảng): n/a → Hải Phòng"]


def test_what_nobody_sees_changes_nothing(project, run):
    exported(project, run)
    filled(project, {("Sản phẩm", "name", 3): " Mật\u00a0ong\u200b rừng\ufeff "})

    assert imported(project, run).stdout == ""


def test_text_stays_text(project, run):
    exported(project, run)
    filled(
        project,
        {
            ("Mã HS", "trade.hs[].code", 3): "0810.90",
            ("Sản phẩm", "note", 3): "=1+1",
            ("Các lần xếp hạng", "ratings[].decision", 3): "0042",
            ("Các lần xếp hạng", "ratings[].issued", 3): "2025-03",
        },
    )
    book = load_workbook(project / "san-pham.xlsx")
    page = book["Sản phẩm"]
    page.cell(3, [cell.value for cell in page[2]].index("note") + 1).data_type = "s"
    book.save(project / "san-pham.xlsx")

    done = imported(project, run)

    assert done.returncode == 0, done.stdout
    text = (project / RECORD).read_text(encoding="utf-8")
    assert "code: '0810.90'" in text
    assert "decision: '0042'" in text
    assert "issued: 2025-03\n" in text
    assert "note: |-\n  =1+1\n" in text
    exported(project, run, "--format", "csv", name="a.csv")
    assert ",'=1+1" in (project / "a.csv").read_text(encoding="utf-8-sig")
    assert imported(project, run, "a.csv").stdout == ""
    assert load_workbook(exported(project, run))["Sản phẩm"]["BB3"].data_type != "f"


def test_numbers_and_days_of_a_spreadsheet_are_read_as_a_record_writes_them():
    book = Workbook()
    for value in (250, 9.5, 0.1 + 0.2, True, dt.date(2024, 3, 11), dt.datetime(2024, 3, 11), "a_x000D_\nb"):  # noqa: DTZ001  # a spreadsheet knows no zone
        book.active.append([value])
    data = io.BytesIO()
    book.save(data)

    (sheet,) = workbook.read(data.getvalue(), "a.xlsx")

    assert [row[0] for row in sheet.rows] == ["250", "9.5", "0.3", "true", "2024-03-11", "2024-03-11", "a\nb"]


def test_an_item_without_an_id_is_new_once(project, run):
    exported(project, run)
    price = {"slug": SLUG, "low": "50000", "currency": "VND", "per": "kg", "year": "2026"}
    cells = {("Giá", path if path == "slug" else f"retail.prices[].{path}", 3): text for path, text in price.items()}
    filled(project, cells)

    assert imported(project, run).returncode == 0
    once = records(project)
    assert "    - id: '1'\n      low: 50000\n" in (project / RECORD).read_text(encoding="utf-8")
    assert imported(project, run).stdout == ""
    assert records(project) == once


def test_what_does_not_apply(project, run):
    exported(project, run)
    filled(
        project,
        {
            ("Sản phẩm", "season.months", 3): "n/a",
            ("Sản phẩm", "trade.port", 3): "Hải Phòng",
            ("Chứng nhận", "slug", 3): SLUG,
            ("Chứng nhận", "certificates[].id", 3): "N/A",
        },
    )

    assert imported(project, run).returncode == 0

    text = (project / RECORD).read_text(encoding="utf-8")
    assert "season: n/a\n" in text
    assert "certificates: n/a\n" in text
    assert "port: Hải Phòng\n" in text
    once = records(project)
    exported(project, run)
    assert imported(project, run).stdout == ""
    assert records(project) == once


def test_a_part_that_did_not_apply_keeps_saying_so_of_the_rest(project, run):
    record = project / RECORD
    text = record.read_text(encoding="utf-8")
    record.write_text(text[: text.index("trade:")] + "trade: n/a\n" + text[text.index("sources:") :], encoding="utf-8")
    exported(project, run)
    filled(project, {("Sản phẩm", "trade.port", 3): "Hải Phòng"})

    assert imported(project, run).returncode == 0

    assert "  lead_time: n/a\n  incoterms: n/a\n  port: Hải Phòng\n  markets: n/a\n  private_label: n/a\n" in record.read_text(
        encoding="utf-8"
    )


def test_a_choice_is_read_by_its_id_and_by_its_name(project, run):
    exported(project, run)
    row = {
        "slug": "mat-a",
        "name": "Mật A",
        "summary": "Mật.",
        "category": "c4",
        "kind": "Mật ong",
        "producer": "htx đồi xanh",
        "origin.now": "xa-doi-xanh (xã Đồi Xanh)",
        "status": "Đã đăng",
        "trade.private_label": "true (có)",
    }
    filled(project, {("Sản phẩm", path, 4): text for path, text in row.items()})

    done = imported(project, run)

    assert done.returncode == 0, done.stdout
    assert (project / "products" / "mat-a" / "product.yaml").read_text(encoding="utf-8") == (
        "name: Mật A\nsummary: |-\n  Mật.\ncategory: c4\nkind: honey\nstatus: published\nproducer: htx-doi-xanh\n"
        "origin:\n  now: xa-doi-xanh\ntrade:\n  private_label: true\nsources: []\nadded: 2026-11-23\nchanged: 2026-11-23\n"
    )


def test_columns_may_be_moved_renamed_and_added(project, run):
    exported(project, run)
    book = load_workbook(project / "san-pham.xlsx")
    page = book["Sản phẩm"]
    page.insert_cols(1)
    page["A1"] = "Người nhập"
    for cell in page[1]:
        if cell.value == "Cảng":
            cell.value = "Cảng đi"
    page.cell(3, [cell.value for cell in page[2]].index("gtin") + 1).value = "8930000000019"
    book.save(project / "san-pham.xlsx")

    done = imported(project, run)

    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == (
        "san-pham.xlsx:1: Sản phẩm!A1 (Người nhập): lưu ý: cột “Người nhập” không có trong hồ sơ nên được bỏ qua."
        " Muốn được đọc thì giữ tên cột đã xuất."
    )
    assert "gtin: '8930000000019'" in (project / RECORD).read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_encodings_and_separators_that_spreadsheets_write(encoding, delimiter):
    text = f"Địa chỉ trang (slug){delimiter}Cảng\r\nmat-ong-rung{delimiter}Hải Phòng\r\n"

    sheet = sheets.read(text.encode(encoding), "a.csv")

    assert sheet.rows == (("Địa chỉ trang (slug)", "Cảng"), ("mat-ong-rung", "Hải Phòng"))


def test_headings_alone_are_enough(project, run):
    (project / "a.csv").write_text("Địa chỉ trang (slug);Cảng\nmat-ong-rung;Hải Phòng\n", encoding="utf-8")

    assert imported(project, run, "a.csv").stdout.splitlines() == [SLUG, "  B2 (Cảng): n/a → Hải Phòng"]


# What is wrong.


WRONG = {
    "an unknown place": (
        {("Sản phẩm", "origin.now", 3): "xã Đồi Xan"},
        ("san-pham.xlsx:3: Sản phẩm!M3 (Nơi hiện nay (mã địa danh)): không có địa danh “xã Đồi Xan”."
        " Có phải “xa-doi-xanh (xã Đồi Xanh)”? Các mã nằm trong “Địa danh”."),
    ),
    "a wrong date": (
        {("Các lần xếp hạng", "ratings[].issued", 3): "11/03/2025"},
        ("san-pham.xlsx:3: Các lần xếp hạng!D3 (Ngày hoặc năm ra quyết định): “11/03/2025” không phải ngày."
        " Có phải “2025-03-11”? Viết 2024, 2024-03 hoặc 2024-03-11."),
    ),
    "a comma in a number": (
        {("Sản phẩm", "trade.moq.amount", 3): "1,5"},
        ("san-pham.xlsx:3: Sản phẩm!AE3 (Lượng đặt hàng tối thiểu – số lượng): “1,5” không phải số."
        " Có phải “1.5”? Chỉ viết chữ số, nhiều nhất một dấu chấm thập phân."),
    ),
    "no unit": (
        {("Sản phẩm", "trade.capacity.amount", 3): "12"},
        ("san-pham.xlsx:3: Sản phẩm!AI3 (Năng lực sản xuất một năm – đơn vị): thiếu trường bắt buộc"
        " “Năng lực sản xuất một năm – đơn vị”. Thêm trường này."),
    ),
    "a formula": (
        {("Sản phẩm", "trade.port", 3): "=A1"},
        ("san-pham.xlsx:3: Sản phẩm!AT3 (Cảng): ô này chứa công thức hoặc lỗi công thức: =A1."
        " Chép ô rồi dán lại dạng giá trị (Paste Special → Values)."),
    ),
    "no slug": (
        {("Sản phẩm", "name", 4): "Mật ong nhãn"},
        ("san-pham.xlsx:4: Sản phẩm!A4 (Địa chỉ trang (slug)): dòng này thiếu slug. Ghi slug, ví dụ mat-ong-nhan;"
        " dòng không nói về sản phẩm nào thì xóa."),
    ),
    "two products with one slug": (
        {("Sản phẩm", "slug", 4): SLUG, ("Sản phẩm", "name", 4): "Mật khác"},
        ("san-pham.xlsx:4: Sản phẩm!A4 (Địa chỉ trang (slug)): hai sản phẩm cùng một slug “mat-ong-rung”;"
        " sản phẩm trước ở dòng 3. Đặt slug khác cho một trong hai, hoặc bỏ dòng thừa."),
    ),
    "a list of no product": (
        {("Các nguồn", "slug", 4): "mat-la", ("Các nguồn", "sources[].id", 4): "x"},
        ("san-pham.xlsx:4: Các nguồn!A4 (Địa chỉ trang (slug)): không có sản phẩm “mat-la”."
        " Thêm sản phẩm này vào trang “Sản phẩm”, hoặc sửa slug cho đúng tên thư mục trong products/."),
    ),
    "an item twice": (
        {("Các nguồn", "slug", 4): SLUG, ("Các nguồn", "sources[].id", 4): "nguon"},
        "san-pham.xlsx:4: Các nguồn!B4 (Mã của nguồn): mã “nguon” dùng hai lần trong cùng danh sách. Đặt mã khác cho mục sau.",
    ),
    "an unknown source": (
        {("Các lần xếp hạng", "ratings[].source", 3): "nguo"},
        ("san-pham.xlsx:3: Các lần xếp hạng!I3 (Mã nguồn): hồ sơ này không có nguồn “nguo”. Có phải “nguon”?"
        " Mã nguồn là một id dưới sources của chính hồ sơ; thêm nguồn vào đó trước."),
    ),
    "a range the wrong way round": (
        {("Sản phẩm", "trade.storage_temperature.low", 3): "8", ("Sản phẩm", "trade.storage_temperature.high", 3): "2"},
        ("san-pham.xlsx:3: Sản phẩm!AN3 (Nhiệt độ bảo quản – thấp nhất (°C)): giá trị thấp nhất 8 lớn hơn giá trị cao nhất 2."
        " Đổi chỗ hai số, hoặc sửa số sai."),
    ),
    "months in words": (
        {("Sản phẩm", "season.months", 3): "tháng 6, tháng 7"},
        ("san-pham.xlsx:3: Sản phẩm!T3 (Các tháng trong mùa (1-12)): “tháng” không phải số."
        " Chỉ viết chữ số, nhiều nhất một dấu chấm thập phân."),
    ),
    "a row that was merged with the one above": (
        {("Các nguồn", "sources[].id", 4): "x"},
        ("san-pham.xlsx:4: Các nguồn!A4 (Địa chỉ trang (slug)): dòng này thiếu slug. Ghi slug, ví dụ mat-ong-rung;"
        " dòng không nói về sản phẩm nào thì xóa."),
    ),
    "n/a beside items": (
        {("Mã HS", "slug", 4): SLUG, ("Mã HS", "trade.hs[].id", 4): "n/a"},
        ("san-pham.xlsx:4: Mã HS!B4 (Mã): ghi n/a nhưng hồ sơ “mat-ong-rung” đã có mục trong danh sách này."
        " Bỏ dòng n/a; muốn xóa mục thì sửa hồ sơ trong products/."),
    ),
    "a slug that is no address": (
        {("Sản phẩm", "slug", 4): "Mật Ong"},
        ("san-pham.xlsx:4: Sản phẩm!A4 (Địa chỉ trang (slug)): tên thư mục “Mật Ong” không hợp lệ."
        " Dùng chữ thường không dấu, số và gạch nối, ví dụ mat-ong-rung."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_one_clear_line_and_nothing_written(wrong, project, run):
    cells, line = WRONG[wrong]
    exported(project, run)
    filled(project, {**cells, ("Sản phẩm", "visit.booking", 3): "Gọi trước."})
    before = records(project)

    done = imported(project, run)

    assert done.stdout.splitlines() == [line]
    assert done.stderr == "Chưa ghi gì: sửa các ô trên trước.\n"
    assert done.returncode == 1
    assert records(project) == before


VIETNAMESE = "Địa chỉ trang (slug);Tên sản phẩm\nmat-a;Mật ong rừng nguyên chất\nmat-b;Vải thiều sấy khô\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"slug;name\nmat-a;M\xe2\xf2t \xf0\xf4i\n", "không phải Unicode, có lẽ là Windows-1258"),
        (
            VIETNAMESE.encode().decode("latin-1").replace("Ä\x90á»\x8ba chá»\x89 trang (slug)", "slug").encode(),
            "sai bảng mã (UTF-8 → Windows-1252)",
        ),
        ("slug;name\nmat-a;Maät ong röøng\nmat-b;Vaûi thieàu saáy khoâ\n".encode(), "sai bảng mã (VNI)"),
        (b"slug;name\nmat-a;M?t ong r?ng\nmat-b;V?i thi?u\n", "sai bảng mã (UTF-8 → ?)"),
        (b'slug;name\nmat-a;"M\nmat-b;c\n', "dấu nháy kép trong bảng không khép lại"),
        (b"a;b\n1;2\n", "không thấy dòng tên cột"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "tệp Excel cũ"),
        (b"PK\x03\x04 nothing", "tệp XLSX bị hỏng"),
        (b"slug;name\n" + b"x" * 50_000_000, "quá giới hạn"),
        (b"slug,port\nmat-ong-rung,Hai Phong,VN\n", "nhiều ô hơn dòng tên cột"),
    ],
    ids=[
        "windows-1258",
        "utf-8-twice",
        "vni",
        "lost-letters",
        "a-quote",
        "no-headings",
        "xls",
        "no-zip",
        "50-megabytes",
        "surplus",
    ],
)
def test_files_that_cannot_be_read(data, expected, project, run):
    (project / "a.csv").write_bytes(data)
    before = records(project)

    done = imported(project, run, "a.csv")

    (line,) = [line for line in done.stdout.splitlines() if "lưu ý" not in line]
    assert line.startswith("a.csv:")
    assert expected in line
    assert done.returncode == 1
    assert records(project) == before


@pytest.mark.parametrize(
    "text",
    ["Khoáng chất, toàn quốc, quý hiếm, khuâng, hoè, oà", "naïve, Noël, Müller", "« Vải », “Mỳ”", "https://a.vn/?a?b?c?d?e?f"],
)
def test_sound_letters_are_not_suspected(text):
    assert misread([text]) is None


def packed(parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def changed(name, change):
    """Return a sound workbook with one of its parts changed."""
    book = Workbook()
    book.active.append(["slug", "name"])
    data = io.BytesIO()
    book.save(data)
    with zipfile.ZipFile(data) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return packed({**parts, name: change(parts[name])})


PAGE = "xl/worksheets/sheet1.xml"
END = b"</sheetData>"
BELOW = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
HOSTILE = {
    "a bomb": (lambda: packed({f"xl/{number}.xml": b" " * 30_000_000 for number in range(4)}), "sheet-too-big"),
    "entities": (lambda: changed(PAGE, lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml), "doctype"),
    "entities in UTF-16": (lambda: changed(PAGE, lambda _: "<!DOCTYPE a>".encode("utf-16")), "doctype"),
    "millions of cells": (
        lambda: changed(PAGE, lambda xml: xml.replace(END, b"<row>" + b"<c/>" * 5_000_000 + b"</row>" + END)),
        "too-many-values",
    ),
    # It would be a million rows before that.
    "a row far below": (lambda: changed(PAGE, lambda xml: xml.replace(END, BELOW + END)), "too-many-values"),
    "no XML": (lambda: changed(PAGE, lambda _: b"\x00"), "broken-workbook"),
    "no parts": (lambda: packed({}), "broken-workbook"),
}  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_workbooks(hostile):
    make, check = HOSTILE[hostile]

    with pytest.raises(Refused) as found:
        workbook.read(make(), "a.xlsx")

    assert [issue.check for issue in found.value.issues] == [check]


def test_a_text_that_no_cell_can_hold_is_not_cut_off():
    with pytest.raises(Refused) as found:
        workbook.write([Sheet("A", (("slug",), ("slug",), ("x", "y" * 32_768)))])

    assert [(issue.check, issue.file, issue.cell) for issue in found.value.issues] == [("cell-too-long", "x", "A!B3")]


def test_the_workbook_offers_what_may_be_chosen(project, run):
    book = load_workbook(exported(project, run))
    page = book["Sản phẩm"]
    offered = {rule.formula1 for rule in page.data_validations.dataValidation}

    assert {"'Loại sản phẩm'!$A$1:$A$1", '"draft (bản nháp),published (đã đăng),withdrawn (đã rút)"'} <= offered
    lists = [rule.formula1 for page in book.worksheets for rule in page.data_validations.dataValidation]
    assert all(len(one) <= 255 for one in lists)  # Excel takes no longer one
    assert book["Loại sản phẩm"]["A1"].value == "honey (Mật ong)"
    assert page.row_dimensions[2].hidden
    assert page.column_dimensions["AZ"].number_format == "@"
    assert (book.sheetnames[0], book.active.title) == ("Hướng dẫn", "Sản phẩm")


def test_every_heading_is_read_whole(project, run):
    for page in load_workbook(exported(project, run)).worksheets[1:15]:
        lines = page.row_dimensions[1].height / 15
        for cell in page[1]:
            assert len(cell.value) <= lines * page.column_dimensions[cell.column_letter].width


def test_a_table_opens_with_its_paths_in_the_second_row(project, run):
    rows = [*csv.reader(io.StringIO(exported(project, run, "--format", "csv", name="a.csv").read_text(encoding="utf-8-sig")))]

    assert (rows[0][1], rows[1][1], rows[2][1]) == ("Tên sản phẩm *", "name", "Mật ong rừng")


def test_what_is_stale_follows_by_itself(project, run):
    exported(project, run)
    filled(project, {("Sản phẩm", "summary", 3): "Mật khác hẳn."})
    imported(project, run)

    assert "summary stale" in run(project, "status", "--list").stdout
    assert Path(project / RECORD).read_text(encoding="utf-8").count("Mật khác hẳn.") == 1


def test_an_empty_catalogue_begins_with_its_spreadsheet(project, run):
    shutil.rmtree(project / "products" / SLUG)
    exported(project, run)
    assert imported(project, run).returncode == 1
    row = {"slug": "mat-a", "name": "Mật A", "summary": "Mật.", "category": "c4", "kind": "honey"}
    filled(project, {("Sản phẩm", path, 3): text for path, text in row.items()})

    assert imported(project, run).returncode == 0
    assert run(project, "check").returncode == 0


def test_a_workbook_may_be_half_filled_in_csv(project, run):
    """A new product and its source come in two files, and one of them alone is told what it lacks."""
    (project / "products.csv").write_text("slug,name,summary,category,kind\nmat-a,Mật A,Mật.,c4,honey\n", encoding="utf-8")
    (project / "sources.csv").write_text(
        "slug,sources[].id,sources[].url,sources[].tier\nmat-a,bao,https://a.vn/,C\n", encoding="utf-8"
    )

    done = imported(project, run, "products.csv", "sources.csv")

    assert done.stdout.splitlines() == ["sources.csv:2: A2 (slug): thiếu trường bắt buộc “sources[].read”. Thêm trường này."]
