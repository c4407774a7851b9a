"""What the interview itself says, in Vietnamese and English; whatever is about a field is the schema's."""

from collections.abc import Mapping

from catalogue import bilingual
from catalogue.bilingual import Both

_WORDS: Mapping[str, Both] = {
    "again": ("Ghi thêm một mục nữa, hoặc Enter để thôi.", "One more, or Enter to go on."),
    "begin": (
        "Biết gì trả lời nấy. Enter: bỏ qua. Ctrl-C: thôi, không ghi gì cả. Dấu * là bắt buộc.",
        "Answer what you know. Enter: leave it out. Ctrl-C: stop, nothing is written. A * marks what is required.",
    ),
    "choose": ("gõ số, hoặc một phần tên", "a number, or part of its name"),
    "chosen": ("→ {name}", "→ {name}"),
    "draft": (
        "Đây là bản nháp, chưa lên trang: khi đủ thông tin thì đổi status: draft thành status: published.",
        "It is a draft, on no page yet: once it says enough, make status: draft status: published.",
    ),
    "more": ("… và {count} mục khác: gõ một phần tên", "… and {count} more: type part of the name"),
    "new": ("Chủ thể chưa có: gõ +", "Not there yet: type +"),
    "none": ("Không có mục nào khớp “{typed}”.", "Nothing matches “{typed}”."),
    "nothing": ("Đã dừng; không ghi gì cả.", "Stopped; nothing was written."),
    "prose": ("nhiều dòng cũng được; dòng trống là xong", "several lines will do; an empty one ends it"),
    "required": ("Phải có câu trả lời.", "This one is required."),
    "slug": ("Địa chỉ của trang, dùng mãi (tên thư mục)", "Address of the page, for good (the folder's name)"),
    "written": ("Đã ghi {files}. Kiểm tra: catalogue check --messages vi", "Wrote {files}. Next: catalogue check"),
}  # fmt: skip


def say(key: str, words: str, **values: object) -> str:
    """Return the sentence *key* in *words*, ``vi`` or ``en``, its braces filled."""
    return bilingual.say(_WORDS, words, key, **values)
