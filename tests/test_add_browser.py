"""The form for a new product: whatever is typed, the record reads without a finding and is in canonical form."""

import re
import shutil
import unicodedata
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import SCREENSHOTS, copy_project, opened, run_command

from catalogue import hints, schema
from catalogue.store import fresh, load, shapes, validated
from catalogue.store.canonical import canonical

PREFIXES = {"vi": "", "en": "en/", "fr": "fr/"}
LEAST = {"name": "Mật ong hoa nhãn", "summary": "Mật của ong nội."}
NASTY = [
    "Giá: 50", "a #b", "# đầu dòng", "- gạch", "-gạch", "-", "--- x", "no", "Yes", "~", "null", "1e3", "0042", "1_000",
    "12:30", "2024-03-11", "2024-03-11 lúc 5 giờ", "'nháy'", 'nháy "kép"', "it's", "\\ chéo \\n", "[a]", "{a: b}", "a, b",
    "*sao", "&neo", "!thẻ", "%đầu", "@a", "`a`", "|-", ">", "? a", ": b", "a:", "a :b", "...", "... x", "=", "<<", ".5",
    "+1", "0x1F", ".inf", "y", "on", "0b1", "<b>đậm</b>", "{{ a }}", "Vải thiều", "Lu\u0323c Nga\u0323n", "một\u200bhai",
    "một\u00a0hai", "\u202eđảo", "một\thai", "\ufeffđầu", "x\x85y", "a\u2028b", "😀 mật", "n\\a",
]  # fmt: skip

BLANKS = {
    "category": "c4", "kind": "honey", "producer": "htx-doi-xanh", "now": "xa-doi-xanh", "district": "huyen-doi-xanh",
    "id": "mot", "stars": "4", "issued": "2024", "months": "[6]", "url": "https://example.org", "tier": "A",
    "read": "2024-03-11", "added": "2024-03-11", "changed": "2024-03-11",
}  # fmt: skip


def project_at(folder, **config):
    project = copy_project(folder)
    file = project / "mkdocs.yml"
    file.write_text(
        "".join(f"{key}: {value}\n" for key, value in config.items()) + file.read_text(encoding="utf-8"), encoding="utf-8"
    )
    done = run_command(project, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return project_at(tmp_path_factory.mktemp("add") / "project", repo_url="https://example.org/office/catalogue")


@pytest.fixture(scope="module")
def address(project):
    with SCREENSHOTS["served"](project / "site") as at:
        yield at


@pytest.fixture
def page(browser, address):
    page, said = opened(browser)
    page.clock.set_fixed_time("2026-11-24T12:00:00")
    page.goto(f"{address}add/")
    yield page
    # An address that is free is asked for, and is not there.
    assert [line for line in said if "404" not in line and not re.search(r"/products/[a-z0-9-]+/$", line)] == []
    page.context.close()


def fill(page, **said):
    for name, value in {**LEAST, **said}.items():
        page.locator(f"[name={name}]").evaluate("(field, value) => { field.value = value; }", value)
    page.select_option("[name=kind]", "honey")
    page.select_option("[name=category]", "c4")
    page.locator("[name=note]").dispatch_event("input")


def written(page):
    return page.locator("#add-text").input_value()


def is_sound(text):
    """Read *text* as a record, and hold it to its canonical form."""
    product, _ = validated(text.encode(), "product.yaml", schema.Product)
    assert canonical(text.encode(), "product.yaml", shapes.of(schema.Product)).decode() == text
    return product


def test_a_whole_record(page, project, run):
    fill(
        page,
        story="Đoạn một.\n\nĐoạn hai: có hai chấm.",
        producer="htx đồi xanh",
        now="xã Đồi Xanh",
        district="Huyện Đồi Xanh",
        commune="xã Đồi Xanh",
        date="2024-03",
        url="https://bao.example.org/mat-ong?a=1#b",
        where="Chợ xã.",
        note="Hỏi lại giá.",
    )
    page.select_option("[name=stars]", "4")
    page.check("[name=dated][value=issued]")
    for month in ("3", "4"):
        page.check(f"[name=months][value='{month}']")
    text = written(page)
    product = is_sound(text)

    assert text.startswith(f"# {hints.FIRST['vi']}\n\n# {hints.above('vi')['name']}\nname: Mật ong hoa nhãn\n")
    assert (product.name, product.story, product.status) == (LEAST["name"], "Đoạn một.\n\nĐoạn hai: có hai chấm.", "draft")
    assert (product.producer, product.origin.now, product.origin.district) == ("htx-doi-xanh", "xa-doi-xanh", "huyen-doi-xanh")
    assert [(rating.id, rating.stars, str(rating.issued), rating.source) for rating in product.ratings] == [
        ("2024", 4, "2024-03", "bao-example-org")
    ]
    assert (product.season.months, product.retail.where, product.note) == ((3, 4), "Chợ xã.", "Hỏi lại giá.")
    assert [(source.url, source.tier, str(source.read)) for source in product.sources] == [
        ("https://bao.example.org/mat-ong?a=1#b", "B1", "2026-11-24")
    ]
    assert page.locator("#add-file").inner_text() == "products/mat-ong-hoa-nhan/product.yaml"
    record = project / "products" / "mat-ong-hoa-nhan" / "product.yaml"
    fresh.create(record, text.encode(), "product.yaml")
    assert run(project, "check").stdout == ""
    assert run(project, "fmt", "--check", "mat-ong-hoa-nhan").returncode == 0
    shutil.rmtree(record.parent)


def test_no_text_can_break_a_record(page):
    for nasty in NASTY:
        everywhere = dict.fromkeys(("name", "summary", "commune", "producer", "note", "where"), nasty)
        fill(page, **everywhere, story=f"{nasty}\n\n  {nasty}  \n{nasty}")
        product = is_sound(written(page))

        # Whatever nobody can see is left out; all else stays.
        seen = unicodedata.normalize("NFC", re.sub("[\u200b\u202e\ufeff\x85\u2028]", "", nasty))
        assert "".join(product.name.split()) == "".join(product.summary.split()) == "".join(seen.split())
        assert f"Chủ thể: {product.name}" in product.note


def test_what_does_not_apply_is_said_as_such(page):
    fill(page, story="n/a", where="n/a")
    tree, gone = validated(written(page).encode(), "product.yaml", schema.Product)

    assert gone == {"story", "retail.where"}
    assert (tree.story, tree.retail.where) == (None, None)


def test_the_least_that_a_record_needs(page):
    fill(page)
    product = is_sound(written(page))

    assert (product.name, product.sources, product.ratings, product.season) == (LEAST["name"], (), (), None)
    assert page.locator(".add-lacks").inner_text() == ""


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"name": ""}, "Tên sản phẩm"),
        ({"name": " "}, "Tên sản phẩm"),
        ({"summary": "n/a"}, "Giới thiệu ngắn"),
        ({"name": "Page"}, "Địa chỉ của trang"),
        ({"name": "***"}, "Địa chỉ của trang"),
        ({"stars": "4"}, "Ngày, tháng hoặc năm"),
        ({"stars": "4", "date": "2023-02-29"}, "Ngày, tháng hoặc năm"),
        ({"stars": "4", "date": "3/2024"}, "Ngày, tháng hoặc năm"),
        ({"url": "bao.vn"}, "Địa chỉ trang đã đọc"),
        ({"url": "ftp://bao.vn/"}, "Địa chỉ trang đã đọc"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_the_link_waits(wrong, named, page):
    fill(page, **wrong)

    assert named in page.locator(".add-lacks").inner_text()
    assert page.locator("#add-open").get_attribute("aria-disabled") == "true"
    assert "value=" not in page.locator("#add-open").get_attribute("href")


def test_the_link_opens_the_page_that_makes_the_file_with_the_record_in_it(page):
    fill(page, name="Mật ong: “50%” & hơn + nữa")
    link = urlsplit(page.locator("#add-open").get_attribute("href"))
    query = parse_qs(link.query)

    assert f"{link.scheme}://{link.netloc}{link.path}" == "https://example.org/office/catalogue/new/main/products"
    assert query == {"filename": ["mat-ong-50-hon-nua/product.yaml"], "value": [written(page)]}


def test_a_record_too_long_for_a_link_goes_without_comments_and_then_by_copying(page):
    fill(page, story="ộ" * 780)
    short = parse_qs(urlsplit(page.locator("#add-open").get_attribute("href")).query)["value"][0]
    assert "#" not in short
    assert is_sound(short).story == "ộ" * 780
    assert page.locator("#add-long").is_hidden()

    fill(page, story="ộ" * 1000)
    assert "value=" not in page.locator("#add-open").get_attribute("href")
    assert page.locator("#add-long").is_visible()


def test_an_address_that_is_taken_is_refused(page):
    page.fill("[name=name]", "Mật ong rừng")
    page.locator("[name=summary]").click()
    page.locator(".add-lacks", has_text="Địa chỉ của trang").wait_for()

    assert page.locator("[name=slug]").evaluate("field => field.validationMessage") == "Địa chỉ này đã có sản phẩm khác."
    assert "Địa chỉ của trang (Địa chỉ này đã có sản phẩm khác)" in page.locator(".add-lacks").inner_text()


def test_a_slug_that_was_changed_by_hand_stays(page):
    fill(page)
    page.fill("[name=slug]", "mat-ong-nhan")
    fill(page, name="Mật ong khác")

    assert page.locator("[name=slug]").input_value() == "mat-ong-nhan"


def test_the_record_is_copied(browser, address):
    page, _ = opened(browser, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{address}fr/add/")
    fill(page)
    page.click("#add-copy")
    page.locator(".actions output:not(:empty)").wait_for()

    assert page.evaluate("navigator.clipboard.readText()") == written(page)
    page.context.close()


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
def test_without_javascript_there_is_an_empty_record_to_copy_and_a_way_to_send_it(prefix, browser, address, tmp_path):
    page, said = opened(browser, java_script_enabled=False)
    page.goto(f"{address}{prefix}add/")
    blank = page.locator("#add-text").input_value()

    assert page.locator(".notice").is_visible()
    assert page.locator(".add-form").is_hidden()
    assert page.locator("#add-open").get_attribute("href") == "https://example.org/office/catalogue/new/main/products"
    filled = blank
    for key, value in BLANKS.items():
        filled = re.sub(rf"\b{key}: (\[…\]|https://…|…)", f"{key}: {value}", filled)
    file = tmp_path / "product.yaml"
    file.write_text(filled, encoding="utf-8")
    assert load(file, "product.yaml", schema.Product)[0].name == "…"
    assert said == []
    page.context.close()


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
def test_the_page_is_not_for_search_engines(prefix, address, project):
    assert '<meta name="robots" content="noindex">' in (project / "site" / prefix / "add" / "index.html").read_text(
        encoding="utf-8"
    )
    assert "/add/" not in (project / "site" / "sitemap.xml").read_text(encoding="utf-8")


def test_a_host_that_takes_no_text_gets_the_name_of_the_file(tmp_path, browser):
    project = tmp_path / "gitlab"
    copy_project(project)
    file = project / "mkdocs.yml"
    text = file.read_text(encoding="utf-8").replace(
        "policy: label", "policy: label\n      new_path: '-/new/main?file_name=products/{slug}/product.yaml'"
    )
    file.write_text(f"repo_url: https://example.org/office/catalogue/\n{text}", encoding="utf-8")
    assert run_command(project, "build").returncode == 0
    with SCREENSHOTS["served"](project / "site") as at:
        page, _ = opened(browser)
        page.goto(f"{at}add/")
        fill(page)

        assert page.locator("#add-open").get_attribute("href") == (
            "https://example.org/office/catalogue/-/new/main?file_name=products/mat-ong-hoa-nhan/product.yaml"
        )
        page.context.close()


def test_without_a_repository_the_page_says_where_to_send_it(tmp_path, browser):
    project = project_at(tmp_path / "nowhere")
    assert "Danh mục này chưa khai báo nơi nhận." in (project / "site" / "add" / "index.html").read_text(encoding="utf-8")

    contact = project / "products" / "_reference" / "catalogue.yaml"
    contact.write_text(f"{contact.read_text(encoding='utf-8')}contact: {{email: office@example.org}}\n", encoding="utf-8")
    assert run_command(project, "build").returncode == 0
    assert 'href="mailto:office@example.org"' in (project / "site" / "add" / "index.html").read_text(encoding="utf-8")
