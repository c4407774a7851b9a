"""Photos as anybody may send them: each is a right picture or one clear finding, and nothing of where it was taken stays."""

import io
import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from conftest import ROOT, link
from pictures import BLUE, RED, photos_of, png_header, striped
from PIL import Image, ImageCms

from catalogue import images, messages, store
from catalogue.images.folder import MOST_BYTES, Original
from catalogue.images.header import checked
from catalogue.images.pixels import developed
from catalogue.images.recipe import FORMATS, WIDTHS
from catalogue.issues import Refused

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's own, which the catalogue silences
SLUG = "mat-ong-rung"
SECRET = b"Nguyen Bi Mat"


@contextmanager
def quiet(label, total):
    yield lambda: None


class Counting:
    """A progress that remembers what it was told."""

    def __init__(self):
        self.total = self.done = 0

    @contextmanager
    def __call__(self, label, total):
        self.total = total
        yield self.step

    def step(self):
        self.done += 1


def saved(tmp_path, name, picture, **options):
    picture.save(tmp_path / name, **options)
    return Original(tmp_path / name, f"photos/{name}")


def written(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    return Original(tmp_path / name, f"photos/{name}")


def made(original):
    """The pictures that *original* becomes, by extension, the narrowest first."""
    kept, data = developed(original)
    found = {extension: [] for extension in FORMATS}
    for file in kept.files:
        found[file.extension].append(Image.open(io.BytesIO(data[file.name])))
    return found


def near(pixel, colour, by=12):
    return all(abs(mine - wanted) <= by for mine, wanted in zip(pixel, colour, strict=True))


def data_of(picture, kind, **options):
    into = io.BytesIO()
    picture.save(into, kind, **options)
    return into.getvalue()


def frames():
    return [Image.new("RGB", (600, 400), colour) for colour in (RED, BLUE)]


# What cannot be used: name of the file, its bytes, the finding.
BAD = [
    ("empty.jpg", b"", "photo-unreadable"),
    ("words.jpg", b"This is no photo.\n" * 100, "photo-unreadable"),
    ("vector.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo-unreadable"),
    ("gif.png", data_of(striped(60, 40), "GIF"), "photo-unreadable"),
    ("postscript.tif", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "photo-unreadable"),
    ("png.jpg", data_of(striped(60, 40), "PNG"), "photo-extension"),
    ("jpeg.png", data_of(striped(60, 40), "JPEG"), "photo-extension"),
    ("bomb.png", png_header(60_000, 60_000), "photo-too-large"),
    ("200-megapixels.png", png_header(20_000, 10_000), "photo-too-large"),
    ("thread.png", png_header(30_000, 1), "photo-too-large"),
    ("moving.png", data_of(frames()[0], "PNG", save_all=True, append_images=frames()[1:]), "photo-moves"),
    ("moving.webp", data_of(frames()[0], "WEBP", save_all=True, append_images=frames()[1:]), "photo-moves"),
    ("moving.avif", data_of(frames()[0], "AVIF", save_all=True, append_images=frames()[1:]), "photo-moves"),
]


@pytest.mark.parametrize(("name", "data", "check"), BAD, ids=[row[0] for row in BAD])
def test_what_cannot_be_used_is_one_finding_by_its_header(name, data, check, tmp_path):
    original = written(tmp_path, name, data)

    (issue,) = checked(original)
    assert (issue.check, issue.file, issue.line) == (check, f"photos/{name}", 1)
    with pytest.raises(Refused) as found:
        developed(original)
    assert [issue.check for issue in found.value.issues] == [check]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_a_truncated_photo_is_one_finding(kind, share, tmp_path):
    picture = Image.effect_noise((900, 600), 80).convert("RGB")
    options = {"compression": "tiff_deflate"} if kind == "TIFF" else {}
    whole = data_of(picture, kind, **options)
    ending = {"JPEG": "jpg", "TIFF": "tif"}.get(kind, kind.lower())
    original = written(tmp_path, f"cut.{ending}", whole[: int(len(whole) * share)])

    with pytest.raises(Refused) as found:
        developed(original)
    assert found.value.issues[0].check in {"photo-damaged", "photo-unreadable"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory in other units, or not at all")
def test_a_gigantic_header_costs_no_memory(tmp_path):
    code = (
        "import resource, sys; from pathlib import Path; from catalogue.images.folder import Original;"
        "from catalogue.images.header import checked;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "print(checked(Original(Path(sys.argv[1]), 'bomb.png'))[0].check);"
        "assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000"
    )
    (tmp_path / "bomb.png").write_bytes(png_header(60_000, 60_000))
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "bomb.png")],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.stdout == "photo-too-large\n", done.stderr


# What looks odd and is right: the picture as it is saved, and the colour in its middle once it is developed.
ODD = [
    ("cmyk.jpg", Image.new("CMYK", (600, 400), (0, 255, 255, 0)), {}, (255, 0, 0)),
    ("grey-16-bit.png", Image.new("I", (600, 400), 40_000).convert("I;16"), {}, (156, 156, 156)),
    ("grey-16-bit.tif", Image.new("I", (600, 400), 40_000).convert("I;16"), {}, (156, 156, 156)),
    ("palette.png", Image.new("RGB", (600, 400), RED).quantize(4), {}, RED),
    ("one-bit.png", Image.new("1", (600, 400), 1), {}, (255, 255, 255)),
    ("clear.png", Image.new("RGBA", (600, 400), (0, 0, 0, 0)), {}, (255, 255, 255)),
    ("grey-clear.png", Image.new("LA", (600, 400), (0, 0)), {}, (255, 255, 255)),
    ("still.webp", Image.new("RGB", (600, 400), RED), {"quality": 95}, RED),
    ("still.avif", Image.new("RGB", (600, 400), RED), {"quality": 95}, RED),
    ("progressive.jpeg", Image.new("RGB", (600, 400), RED), {"progressive": True, "quality": 95}, RED),
    ("two-pages.tiff", Image.new("RGB", (600, 400), RED), {"save_all": True, "append_images": [striped(60, 40)]}, RED),
    ("depth-map.jpg", Image.new("RGB", (600, 400), RED), dict(format="MPO", save_all=True, append_images=frames()), RED),
    ("bad-profile.jpg", Image.new("RGB", (600, 400), RED), {"icc_profile": b"no profile" * 20}, RED),
    ("one-pixel.png", Image.new("RGB", (1, 1), RED), {}, RED),
    ("narrow.png", Image.new("RGB", (1, 5000), RED), {}, RED),
]  # fmt: skip


@pytest.mark.parametrize(("name", "picture", "options", "colour"), ODD, ids=[row[0] for row in ODD])
def test_what_is_odd_comes_out_right(name, picture, options, colour, tmp_path):
    original = saved(tmp_path, name, picture, **options)

    assert checked(original) == []
    for found in made(original).values():
        for one in found:
            assert one.mode == "RGB"
            assert near(one.getpixel((one.width // 2, one.height // 2)), colour)


def test_measurements_are_no_photo(tmp_path):
    with pytest.raises(Refused) as found:
        developed(saved(tmp_path, "heights.tif", Image.new("F", (600, 400), 0.5)))

    assert found.value.issues[0].check == "photo-unreadable"


def test_colours_of_another_space_become_srgb(tmp_path):
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"keep", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"keep", b"bXYZ", 1)
    for name in ("other.png", "other.jpg"):
        original = saved(tmp_path, name, Image.new("RGB", (600, 400), RED), icc_profile=swapped)
        for found in made(original).values():
            assert near(found[0].getpixel((9, 9)), RED[::-1])
            assert "icc_profile" not in found[0].info


def test_nothing_of_where_and_by_whom_it_was_taken_stays(tmp_path):
    exif = Image.Exif()
    exif[0x013B] = SECRET.decode()
    exif[0x0112] = 1
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 22.0, 23.0), 3: "E", 4: (106.0, 30.0, 0.0)})
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><by>" + SECRET + b"</by></x:xmpmeta>"
    source = striped(1000, 700)
    originals = [
        saved(tmp_path, "camera.jpg", source, exif=exif, xmp=xmp, comment=SECRET),
        saved(tmp_path, "camera.png", source, exif=exif),
        saved(tmp_path, "camera.webp", source, exif=exif, xmp=xmp),
        saved(tmp_path, "camera.avif", source, exif=exif, xmp=xmp),
    ]
    assert Image.open(originals[0].path).getexif().get_ifd(0x8825)[4][0] == 106

    for original in originals:
        assert SECRET in original.path.read_bytes()
        _, data = developed(original)
        for one in data.values():
            read = Image.open(io.BytesIO(one))
            read.load()
            assert dict(read.getexif()) == {}
            assert read.getexif().get_ifd(0x8825) == {}
            assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(read.info)
            assert SECRET not in one


@pytest.mark.parametrize("held", range(1, 9))
@pytest.mark.parametrize("name", ["held.jpg", "held.png", "held.tif", "held.avif"])
def test_a_photo_stands_upright_however_its_camera_was_held(held, name, tmp_path):
    as_held = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[held]  # fmt: skip
    picture = striped(800, 400)
    exif = Image.Exif()
    exif[0x0112] = held
    original = saved(tmp_path, name, picture.transpose(as_held) if as_held is not None else picture, exif=exif)

    for found in made(original).values():
        widest = found[-1]
        assert widest.size == (800, 400)
        assert near(widest.getpixel((20, 20)), (255, 255, 255))
        assert near(widest.getpixel((600, 100)), RED)
        assert near(widest.getpixel((600, 350)), BLUE)


@pytest.mark.parametrize(
    ("width", "expected"),
    [(4000, [480, 960, 1600]), (1600, [480, 960, 1600]), (1200, [480, 960, 1200]), (480, [480]), (300, [300])],
)
def test_a_photo_is_never_enlarged(width, expected, tmp_path):
    found = made(saved(tmp_path, "wide.jpg", striped(width, width // 2)))

    for pictures in found.values():
        assert [one.width for one in pictures] == expected
        assert all(abs(one.width / one.height - 2) < 0.02 for one in pictures)


def test_every_format_and_width_decodes(tmp_path):
    found = made(saved(tmp_path, "wide.jpg", striped()))

    assert {extension: [one.format for one in pictures] for extension, pictures in found.items()} == {
        "avif": ["AVIF"] * len(WIDTHS),
        "jpg": ["JPEG"] * len(WIDTHS),
    }
    for pictures in found.values():
        for one in pictures:
            one.load()


def test_the_dominant_colour_is_that_of_the_most(tmp_path):
    picture = Image.new("RGB", (600, 400), BLUE)
    picture.paste(RED, (0, 0, 600, 100))
    kept, _ = developed(saved(tmp_path, "blue.png", picture))

    assert near(tuple(bytes.fromhex(kept.colour[1:])), BLUE)


def test_the_same_photo_gives_the_same_bytes(tmp_path):
    original = saved(tmp_path, "noise.jpg", Image.effect_noise((1700, 900), 60).convert("RGB"))

    assert developed(original) == developed(original)


# In the project.


def with_photos(project, *names):
    folder = project / "products" / SLUG
    photos_of(folder, *((name.partition(".")[0], name) for name in names))
    for name in names:
        striped(1000, 700).save(folder / "photos" / name)
    return folder / "photos"


def record(project):
    found, issues = store.read_record(project / "products" / SLUG, project, ("en", "fr"))
    assert issues == []
    return found


def test_an_unchanged_photo_is_not_even_read(project, monkeypatch):
    shelf = with_photos(project, "hive.jpg", "comb.png")
    for path in shelf.iterdir():
        os.utime(path, (1, 1))
    monkeypatch.setattr("catalogue.images.cache.SETTLED", -1)
    told = Counting()
    first = images.develop(project, [record(project)], told)
    assert (told.total, told.done) == (2, 2)
    before = {path: path.stat().st_mtime_ns for path in (project / ".cache" / "images").rglob("*")}

    def never(*_):
        raise AssertionError("nothing is to be done")

    monkeypatch.setattr("hashlib.file_digest", never)
    monkeypatch.setattr("catalogue.images.pixels.developed", never)
    assert images.develop(project, [record(project)], never) == first
    assert {path: path.stat().st_mtime_ns for path in (project / ".cache" / "images").rglob("*")} == before


def test_only_the_photo_that_changed_is_developed_again_under_a_new_address(project):
    shelf = with_photos(project, "hive.jpg", "comb.png")
    before = images.develop(project, [record(project)], quiet).pictures[SLUG]
    striped(900, 700).save(shelf / "hive.jpg")
    told = Counting()

    after = images.develop(project, [record(project)], told).pictures[SLUG]

    assert told.total == 1
    assert after[1] == before[1]
    assert not {file.path for file in after[0].files} & {file.path for file in before[0].files}


@pytest.mark.parametrize("harm", ["cut", "gone", "nonsense"])
def test_a_damaged_cache_is_made_again(harm, project):
    with_photos(project, "hive.jpg")
    first = images.develop(project, [record(project)], quiet)
    victim = min((project / ".cache" / "images").rglob("*.json" if harm == "nonsense" else "*-480.jpg"))
    victim.unlink() if harm == "gone" else victim.write_bytes(b"{")

    again = images.develop(project, [record(project)], quiet)

    assert again == first
    assert all(len(document.data) > 100 for document in again.documents())


def test_another_recipe_makes_every_photo_anew(project, monkeypatch):
    with_photos(project, "hive.jpg")
    images.develop(project, [record(project)], quiet)
    monkeypatch.setattr("catalogue.images.recipe.METHOD", 99)
    told = Counting()
    images.develop(project, [record(project)], told)

    assert told.total == 1


def harmed(project, what):
    """Put *what* into the folder of photos, which holds a sound hive.jpg that the record names."""
    shelf = with_photos(project, "hive.jpg")
    photo = shelf / "hive.jpg"
    if what == "missing":
        photo.rename(shelf / "Hive.jpg")
    elif what == "heavy":
        with photo.open("ab") as file:
            file.truncate(40_000_000)
    elif what == "link":
        photo.rename(project / "elsewhere.jpg")
        link(photo, project / "elsewhere.jpg")
    elif what == "folder-link":
        shelf.rename(project / "elsewhere")
        link(shelf, project / "elsewhere")
    elif what == "pipe":
        photo.unlink()
        os.mkfifo(photo)
    elif what == "folder":
        photo.unlink()
        photo.mkdir()
    elif what == "unnamed-link":
        link(shelf / "passwords.jpg", "/etc/passwd")
    elif what == "no-folder":
        photo.unlink()
        shelf.rmdir()
        shelf.write_bytes(b"")


RECORD = f"products/{SLUG}/product.yaml"
SHELF = f"products/{SLUG}/photos"
HARMS = [
    ("missing", RECORD, "there is no photos/hive.jpg. Did you mean “Hive.jpg”? Put the photo into"),
    ("heavy", f"{SHELF}/hive.jpg", "the photo has 40 MB, more than 30 MB"),
    ("link", f"{SHELF}/hive.jpg", "symbolic link"),
    ("folder-link", SHELF, "symbolic link"),
    ("pipe", f"{SHELF}/hive.jpg", "not a regular file"),
    ("folder", f"{SHELF}/hive.jpg", "not a regular file"),
    ("unnamed-link", f"{SHELF}/passwords.jpg", "symbolic link"),
    ("no-folder", SHELF, "belongs to no record"),
]


@pytest.mark.parametrize(("what", "file", "said"), HARMS, ids=[row[0] for row in HARMS])
def test_what_the_folder_must_not_hold_is_a_finding_of_check(what, file, said, project, run):
    if what == "pipe" and sys.platform == "win32":
        pytest.skip("Windows has no pipe in a folder")
    harmed(project, what)

    done = run(project, "check")

    lines = [line for line in done.stdout.splitlines() if ": note: " not in line]
    assert done.returncode == 1, done.stdout + done.stderr
    assert any(line.startswith(f"{file}:") and said in line for line in lines), done.stdout
    assert len(lines) <= 2
    assert "Traceback" not in done.stderr


def test_a_file_that_no_record_names_is_a_warning(project, run):
    shelf = with_photos(project, "hive.jpg")
    striped(60, 40).save(shelf / "forgotten.jpg")
    (shelf / ".DS_Store").write_bytes(b"")

    done = run(project, "check")

    assert done.returncode == 0
    (line,) = [line for line in done.stdout.splitlines() if "photos" in line]
    assert line.startswith(f"{SHELF}/forgotten.jpg:1: note: no item under photos of the record names this file.")


def test_a_photo_that_cannot_be_decoded_stops_the_build_in_words_and_the_old_site_stays(project, run):
    shelf = with_photos(project, "hive.jpg", "comb.jpg")
    assert run(project, "build").returncode == 0
    before = (project / "site" / "build.json").read_bytes()
    noise = data_of(Image.effect_noise((900, 600), 80), "JPEG")
    for share, path in enumerate(sorted(shelf.iterdir()), start=2):
        path.write_bytes(noise[: len(noise) // share])

    done = run(project, "build", "--messages", "vi")

    assert done.returncode == 1
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [f"{SHELF}/comb.jpg", f"{SHELF}/hive.jpg"]
    assert "ảnh bị cắt cụt hoặc hỏng" in done.stdout
    assert "Traceback" not in done.stderr
    assert (project / "site" / "build.json").read_bytes() == before


def test_a_site_with_photos_is_the_same_every_time_and_holds_each_file_that_it_names(project, run):
    with_photos(project, "hive.jpg", "comb.png")
    assert run(project, "build").returncode == 0
    first = {path.name: path.read_bytes() for path in (project / "site" / "assets" / "photos" / SLUG).iterdir()}
    (project / ".cache" / "images").rename(project / ".cache" / "old")
    assert run(project, "build", "--site-dir", "again").returncode == 0

    assert {path.name: path.read_bytes() for path in (project / "again" / "assets" / "photos" / SLUG).iterdir()} == first
    assert len(first) == 2 * 3 * 2


def test_a_draft_keeps_its_photos_to_itself(project, run):
    with_photos(project, "hive.jpg")
    file = project / RECORD
    file.write_text(file.read_text(encoding="utf-8").replace("status: published", "status: draft"), encoding="utf-8")
    assert run(project, "build").returncode == 0

    assert not (project / "site" / "assets" / "photos").exists()


def test_pillow_is_not_imported_where_there_is_no_photo_and_nothing_new_to_draw(project, run):
    assert run(project, "build").returncode == 0
    code = (
        "import sys; from catalogue.cli import main; sys.argv[1:] = ['build', '--day', '2026-11-23']\n"
        "try: main()\nfinally: print('PIL' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.stdout.splitlines()[-1] == "False", done.stdout + done.stderr


def test_every_finding_about_a_photo_has_words_in_both_languages():
    found = [check for check in messages.CHECKS if check.startswith("photo-")]

    assert len(found) == 8
    assert MOST_BYTES < 40_000_000
