"""What the workbook says of itself, in Vietnamese and English: what its sheets to choose from are called, how it is filled in."""

from collections.abc import Mapping

from catalogue.exchange.sheets import Sheet

CHOICES: Mapping[str, Mapping[str, str]] = {
    "place": {"vi": "Địa danh", "en": "Places"},
    "producer": {"vi": "Chủ thể", "en": "Producers"},
    "category": {"vi": "Bộ tiêu chí", "en": "Criteria sets"},
    "kind": {"vi": "Loại sản phẩm", "en": "Kinds"},
    "scheme": {"vi": "Chứng nhận và danh hiệu", "en": "Schemes"},
}
"""The sheet that lists what a column may refer to."""

_TITLE = {"vi": "Hướng dẫn", "en": "How to"}
_GUIDE: Mapping[str, tuple[str, ...]] = {
    "vi": (
        "Mỗi sản phẩm một dòng ở trang “Sản phẩm”. Mỗi lần xếp hạng, mỗi giá, mỗi nguồn… một dòng ở trang mang tên đó, cùng địa chỉ trang (slug).",
        "Biết gì ghi nấy. Ô trống nghĩa là “không nói gì”: điều hồ sơ đang ghi vẫn giữ nguyên. Ghi n/a nếu không áp dụng cho sản phẩm.",
        "Dấu * sau tên cột: bắt buộc, trừ những gì được tự điền: tình trạng hồ sơ và ngày thêm vào của sản phẩm mới, ngày sửa gần nhất của mọi sản phẩm có thay đổi.",
        "Sản phẩm mới: thêm một dòng với slug mới, chữ thường không dấu, số và gạch nối, ví dụ mat-ong-nha-toi. Slug không đổi về sau.",
        "Mục mới trong danh sách: thêm một dòng với slug của sản phẩm; để trống cột “Mã” thì mã được tự đặt.",
        "Ngày: 2024, 2024-03 hoặc 2024-03-11. Số: chỉ chữ số, nhiều nhất một dấu chấm thập phân: 50000, 9.5. Tháng trong mùa: 6; 7; 8.",
        "Ô có danh sách: chọn, hoặc gõ mã hay tên. Chủ thể hay địa danh chưa có trong danh sách thì thêm vào products/_reference/ trước; catalogue new hỏi luôn chủ thể mới.",
        "Xóa ô, xóa dòng ở đây không xóa gì trong hồ sơ. Muốn xóa một điều đã ghi thì sửa hồ sơ trong products/.",
        "Xong: catalogue import TỆP --messages vi liệt kê những gì sẽ đổi; thêm --write để ghi. Có một ô sai thì không ghi gì cả.",
    ),
    "en": (
        "One row a product on the sheet “Products”. Each rating, price, source… has a row on the sheet of that name, with the product's slug.",
        "Write what you know. A blank cell says nothing: what the record states stays. Write n/a where it does not apply.",
        "A * behind a heading: required, but for what is filled in by itself: status and first day of a new product, the day of the change of any.",
        "A new product: a row with a new slug of small letters without marks, digits and hyphens, such as forest-honey. It never changes.",
        "A new item of a list: a row with the product's slug; where the column “Id” is left blank, an id is made.",
        "Dates: 2024, 2024-03 or 2024-03-11. Numbers: digits only, with at most one decimal point: 50000, 9.5. Months of a season: 6; 7; 8.",
        "A cell with a list: choose, or type an id or a name. A producer or place that is not listed is added to products/_reference/ first; catalogue new asks for a producer.",
        "To blank a cell or to delete a row takes nothing out of a record. To take out what is stated, edit the record in products/.",
        "Then: catalogue import FILE lists what would change; --write writes it. Where one cell is wrong, nothing is written.",
    ),
}  # fmt: skip


def guide(words: str) -> Sheet:
    """Return the sheet that says how the others are filled in, in *words*, ``vi`` or ``en``."""
    return Sheet(_TITLE[words], tuple((line,) for line in _GUIDE[words]))
