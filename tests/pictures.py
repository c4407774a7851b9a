"""Pictures made at run time: no photo of anything real is in the project."""

import struct
import zlib

from PIL import Image, ImageDraw

RED, BLUE = (200, 30, 30), (30, 60, 200)


def striped(width=2000, height=1500):
    """A picture that shows which way up it is: red above, blue below, a white corner at the top left."""
    picture = Image.new("RGB", (width, height), BLUE)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width, height // 2), fill=RED)
    draw.rectangle((0, 0, width // 8, height // 8), fill="white")
    return picture


def png_header(width, height):
    """A PNG that says how large it is and holds nothing: what a bomb is to whoever allocates first."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def photos_of(folder, *photos):
    """Let the record in *folder* name *photos*, each an id and a file, and say of each what must be said."""
    record = folder / "product.yaml"
    (folder / "photos").mkdir(exist_ok=True)
    said = "  - id: {}\n    file: {}\n    alt: |-\n      Ảnh {} chụp tổ ong.\n    credit: Nguyễn Thử\n    licence: CC BY 4.0\n"
    items = "".join(said.format(key, file, key) for key, file in photos)
    text = record.read_text(encoding="utf-8")
    record.write_text(f"{text.partition('photos:')[0]}photos:\n{items}", encoding="utf-8")
