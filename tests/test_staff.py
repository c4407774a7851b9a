"""The staff at work: a product comes from the spreadsheet; each typical mistake is one line of Vietnamese, and is mended."""

import pytest
from openpyxl import load_workbook
from pictures import striped

SLUG = "mat-ong-hoa-nhan"
RECORD = f"products/{SLUG}/product.yaml"
WORKBOOK = "san-pham.xlsx"
ROWS = {
    "Sản phẩm": {
        "slug": SLUG,
        "name": "Mật ong hoa nhãn",
        "summary": "Mật của ong nội, lấy từ hoa nhãn.",
        "category": "c4",
        "kind": "honey (Mật ong)",
        "status": "published",
        "producer": "HTX Đồi Xanh",
        "origin.now": "xa-doi-xanh",
        "trade.moq.amount": "1500",
        "trade.moq.unit": "kg",
    },
    "Các lần xếp hạng": {
        "slug": SLUG,
        "ratings[].stars": "4",
        "ratings[].issued": "2026-03-11",
        "ratings[].decision": "0042/QĐ-UBND",
        "ratings[].source": "quyet-dinh",
    },
    "Mã HS": {"slug": SLUG, "trade.hs[].code": "0409.00", "trade.hs[].status": "suggested"},
    "Ảnh": {
        "slug": SLUG,
        "photos[].id": "hoa",
        "photos[].file": "hoa-nhan.jpg",
        "photos[].alt": "Chùm hoa nhãn.",
        "photos[].credit": "Nguyễn Thử",
        "photos[].licence": "CC BY 4.0",
    },
    "Các nguồn": {
        "slug": SLUG,
        "sources[].id": "quyet-dinh",
        "sources[].url": "https://example.org/quyet-dinh",
        "sources[].tier": "A",
        "sources[].read": "2026-11-20",
    },
}
FIRST = 4
"""The first free row of each sheet: headings, paths, and the record that is there stand above."""


def put(project, title, values, row=None):
    """Type *values*, by the paths of their columns, into a row of the sheet *title*."""
    book = load_workbook(project / WORKBOOK)
    page = book[title]
    paths = [cell.value for cell in page[2]]
    for path, text in values.items():
        page.cell(row or FIRST, paths.index(path) + 1).value = text
    book.save(project / WORKBOOK)


def said(done):
    assert "Traceback" not in done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def office(project, run):
    """A catalogue whose staff have typed one more product into the spreadsheet, and put its photo into its folder."""
    assert run(project, "export", "-o", WORKBOOK).returncode == 0
    for title, values in ROWS.items():
        put(project, title, values)
    (project / "products" / SLUG / "photos").mkdir(parents=True)
    striped(800, 600).save(project / "products" / SLUG / "photos" / "hoa-nhan.jpg")
    return project


def take(office, run, *more):
    return run(office, "import", WORKBOOK, "--messages", "vi", *more)


def test_a_product_from_the_spreadsheet_has_its_page_in_three_locales(office, run):
    seen = take(office, run)
    assert seen.returncode == 0, seen.stdout
    assert said(seen)[0] == f"{SLUG} (mới)"
    assert not (office / RECORD).exists()

    assert take(office, run, "--write").returncode == 0

    assert run(office, "check", "--messages", "vi").returncode == 0
    assert run(office, "fmt", "--check").returncode in {0, 1}
    assert run(office, "build").returncode == 0
    for locale in ("", "en/", "fr/"):
        page = (office / "site" / locale / "products" / SLUG / "index.html").read_text(encoding="utf-8")
        assert "Mật ong hoa nhãn" in page
        assert "0042/QĐ-UBND" in page
    assert said(take(office, run)) == []


# Ten mistakes: in the spreadsheet.

IN_THE_SHEET = {
    "a wrong date": (
        ("Các lần xếp hạng", {"ratings[].issued": "11/3/2026"}),
        ("4: Các lần xếp hạng!D4 (Ngày hoặc năm ra quyết định): “11/3/2026” không phải ngày."
        " Viết 2024, 2024-03 hoặc 2024-03-11."),
    ),
    "an unknown place": (
        ("Sản phẩm", {"origin.now": "xã Đồi Xah"}),
        ("4: Sản phẩm!M4 (Nơi hiện nay (mã địa danh)): không có địa danh “xã Đồi Xah”."
        " Có phải “xa-doi-xanh (xã Đồi Xanh)”? Các mã nằm trong products/_reference/."),
    ),
    "an unknown kind": (
        ("Sản phẩm", {"kind": "honye"}),
        (
            "4: Sản phẩm!I4 (Loại sản phẩm): không có loại sản phẩm “honye”."
            " Có phải “honey (Mật ong)”? Các mã nằm trong products/_reference/."
        ),
    ),
    "two products with one slug": (
        ("Sản phẩm", {"slug": "mat-ong-rung"}),
        ("4: Sản phẩm!A4 (Địa chỉ trang (slug)): hai sản phẩm cùng một slug “mat-ong-rung”;"
        " sản phẩm trước ở dòng 3. Đặt slug khác cho một trong hai, hoặc bỏ dòng thừa."),
    ),
    "a comma in a number": (
        ("Sản phẩm", {"trade.moq.amount": "1,5"}),
        ("4: Sản phẩm!AE4 (Lượng đặt hàng tối thiểu – số lượng): “1,5” không phải số."
        " Chỉ viết chữ số, nhiều nhất một dấu chấm thập phân."),
    ),
    "a point between thousands": (
        ("Sản phẩm", {"trade.moq.amount": "1.500"}),
        ("4: Sản phẩm!AE4 (Lượng đặt hàng tối thiểu – số lượng): “1.500” có thể hiểu hai cách."
        " Nếu là 1500 thì viết 1500, không dùng dấu phân cách."),
    ),
    "a Word quote": (
        ("Mã HS", {"trade.hs[].code": "‘0409.00’"}),
        ("4: Mã HS!C4 (Mã HS): ‘0409.00’ nằm trong dấu nháy cong của Word."
        " Gõ lại bằng dấu nháy thẳng ', hoặc bỏ dấu nháy."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", IN_THE_SHEET)
def test_a_mistake_in_the_spreadsheet_is_one_line_and_mended(wrong, office, run):
    (title, values), line = IN_THE_SHEET[wrong]
    put(office, title, values)

    done = take(office, run, "--write")

    assert said(done) == [f"{WORKBOOK}:{line}"]
    assert done.returncode == 1
    assert not (office / RECORD).exists()

    put(office, title, {path: ROWS[title][path] for path in values})
    assert take(office, run, "--write").returncode == 0
    assert run(office, "check").returncode == 0


# In the record, as the staff edit it in a browser or in Notepad.

IN_THE_RECORD = {
    "a tab": (
        lambda text: text.replace("  now: xa-doi-xanh", "\tnow: xa-doi-xanh"),
        "9: dòng này thụt vào bằng phím Tab. Xóa Tab ở đầu dòng, gõ dấu cách cho thẳng với các dòng bên cạnh.",
    ),
    "a missing quote": (
        lambda text: text.replace("code: '0409.00'", "code: '0409.00"),
        ("19: giá trị mở bằng dấu nháy nhưng không kết thúc bằng dấu nháy đó."
        " Thêm dấu nháy ở cuối giá trị, hoặc bỏ dấu nháy ở đầu."),
    ),
    "a wrong date": (
        lambda text: text.replace("issued: 2026-03-11", "issued: 2026-02-30"),
        "13: “2026-02-30” không phải ngày. Viết 2024, 2024-03 hoặc 2024-03-11.",
    ),
    "an unknown place": (
        lambda text: text.replace("now: xa-doi-xanh", "now: xa-doi-xah"),
        "9: không có địa danh “xa-doi-xah”. Có phải “xa-doi-xanh”? Các mã nằm trong products/_reference/.",
    ),
    "a slug that another product had": (
        lambda text: text.replace("producer:", "formerly: [mat-ong-rung]\nproducer:"),
        "7: địa chỉ “mat-ong-rung” đã thuộc về products/mat-ong-rung/product.yaml. Chọn địa chỉ khác.",
    ),
    "a comma in a number": (
        lambda text: text.replace("amount: 1500", "amount: 1,500"),
        "22: “1,500” không phải số. Chỉ viết chữ số, nhiều nhất một dấu chấm thập phân.",
    ),
    "a Word quote": (
        lambda text: text.replace("'0409.00'", "‘0409.00’"),
        "19: ‘0409.00’ nằm trong dấu nháy cong của Word. Gõ lại bằng dấu nháy thẳng ', hoặc bỏ dấu nháy.",
    ),
    "a colon in a name": (
        lambda text: text.replace("name: Mật ong", "name: Mật ong: hoa"),
        "1: dấu hai chấm kèm dấu cách ở giữa giá trị. Đặt cả giá trị trong dấu nháy đơn, ví dụ name: 'Mật ong: loại một'.",
    ),
    "a UTF-16 file": (
        lambda text: text.encode("utf-16"),
        "1: tệp không phải UTF-8. Lưu lại với bảng mã UTF-8; trong Notepad: Save As, Encoding: UTF-8.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", IN_THE_RECORD)
def test_a_mistake_in_a_record_is_one_line_and_mended(wrong, office, run):
    make, line = IN_THE_RECORD[wrong]
    assert take(office, run, "--write").returncode == 0
    record = office / RECORD
    sound = record.read_text(encoding="utf-8")
    spoilt = make(sound)
    assert spoilt != sound
    record.write_bytes(spoilt if isinstance(spoilt, bytes) else spoilt.encode())

    done = run(office, "check", "--messages", "vi")

    assert said(done) == [f"{RECORD}:{line}"]
    assert done.returncode == 1

    record.write_text(sound, encoding="utf-8")
    assert said(run(office, "check", "--messages", "vi")) == []


def test_line_ends_of_windows_are_no_mistake(office, run):
    assert take(office, run, "--write").returncode == 0
    record = office / RECORD
    record.write_bytes(record.read_bytes().replace(b"\n", b"\r\n"))

    assert said(run(office, "check", "--messages", "vi")) == []
    assert said(take(office, run)) == []


def test_a_photo_of_40_megabytes_is_one_line_and_mended(office, run):
    photo = office / "products" / SLUG / "photos" / "hoa-nhan.jpg"
    small = photo.read_bytes()
    photo.write_bytes(small + b"\0" * (40_000_000 - len(small)))

    done = take(office, run, "--write")

    line = "ảnh 40 MB, quá giới hạn 30 MB. Lưu lại dạng JPEG, rộng 3000 điểm ảnh là đủ."
    assert said(done) == [f"{WORKBOOK}:4: Ảnh!C4 (Tên tệp trong photos/): {line}"]
    photo.write_bytes(small)
    assert take(office, run, "--write").returncode == 0

    photo.write_bytes(small + b"\0" * (40_000_000 - len(small)))
    assert said(run(office, "check", "--messages", "vi")) == [f"products/{SLUG}/photos/hoa-nhan.jpg:1: {line}"]
    photo.write_bytes(small)
    assert said(run(office, "check", "--messages", "vi")) == []
