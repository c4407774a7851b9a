"""A new record is asked for: answers are checked as they come, and nothing is written before the last one."""

import os
import signal
import subprocess
import sys
import time

import pytest
import yaml
from conftest import ROOT

from catalogue import hints, schema
from catalogue.interview.choices import Choice, narrowed
from catalogue.interview.making import PRODUCER_ASKED, RECORD_ASKED
from catalogue.store import load
from catalogue.text import capital

DAY = "2026-11-23"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
LEAST = ["--name", "Mật ong hoa nhãn", "--summary", "Mật của ong nội.", "--kind", "honey", "--category", "c4"]
SLUG = "mat-ong-hoa-nhan"
NAMES = [f"--producer-name={name}" for name in ("vi=HTX Mới", "en=New", "fr=Nouvelle")]
SOURCE = ["--sources-url", "https://example.org/bao", "--sources-tier", "B1"]


@pytest.fixture
def asked(project):
    """Answer the questions with these lines, as through a pipe."""

    def asked(*lines, options=("--messages", "vi")):
        return subprocess.run(
            [sys.executable, "-m", "catalogue", "new", "--day", DAY, *options],
            cwd=project, env=ENVIRONMENT, capture_output=True, encoding="utf-8",
            input="".join(f"{line}\n" for line in lines), check=False, timeout=120,
        )  # fmt: skip

    return asked


def record(project, slug=SLUG):
    return project / "products" / slug / "product.yaml"


def product(project, slug=SLUG):
    return load(record(project, slug), "product.yaml", schema.Product)[0]


def files(project):
    return {path.relative_to(project) for path in (project / "products").rglob("*")}


# The answers, in the order of the questions: what is empty is left out.
WHOLE = [
    "Mật ong hoa nhãn: số 1", "Mật của ong nội.", "", "Đoạn một.", "Đoạn hai.", "",  # what it is
    "1", "c4", "doi xanh",  # its kind and category, who makes it
    "xa doi xanh", "1", "xã Đồi Xanh",  # where
    "https://example.org/bao", "2", "", "",  # one source, read today
    "4", "", "2025", "", "1", "",  # stars of a list
    "3, 4", "4", "50000", "", "VND", "3", "2024", "",  # months, a price
    "", "", "",  # nothing else, and the slug as it is proposed
]  # fmt: skip


def test_a_record_is_written_from_answers(project, asked, run):
    done = asked(*WHOLE)

    assert done.returncode == 0, done.stdout + done.stderr
    found = product(project, "mat-ong-hoa-nhan-so-1")
    assert (found.name, found.story) == ("Mật ong hoa nhãn: số 1", "Đoạn một.\n\nĐoạn hai.")
    assert (found.kind, found.category, found.producer, found.status) == ("honey", "c4", "htx-doi-xanh", "draft")
    assert (found.origin.now, found.origin.district, found.origin.commune) == ("xa-doi-xanh", "huyen-doi-xanh", "xã Đồi Xanh")
    assert [(source.id, source.tier, str(source.read)) for source in found.sources] == [("example-org", "B1", DAY)]
    (rating,) = found.ratings
    assert (rating.id, rating.stars, rating.issued, str(rating.seen), rating.source) == ("2025", 4, None, "2025", "example-org")
    assert (found.season.months, found.season.peak) == ((3, 4), (4,))
    assert [(price.low, price.currency, price.per) for price in found.retail.prices] == [(50000, "VND", "l")]
    assert (str(found.added), str(found.changed), found.note) == (DAY, DAY, None)
    assert run(project, "check").stdout == ""
    assert run(project, "fmt", "--check", "mat-ong-hoa-nhan-so-1").returncode == 0


def test_a_comment_in_vietnamese_stands_above_each_field(project, run):
    assert run(project, "new", "--no-ask", *LEAST, "--season-months", "4 5").returncode == 0
    lines = record(project).read_text(encoding="utf-8").splitlines()

    assert lines[0] == f"# {hints.FIRST['vi']}"
    assert lines[lines.index("season:") - 1].startswith("# Mùa vụ: months = các tháng trong mùa (1-12); ")
    for name in yaml.safe_load("\n".join(lines)):
        at = next(at for at, line in enumerate(lines) if line.startswith(f"{name}:"))
        assert lines[at - 1] == f"# {hints.above('vi')[name]}"


def test_an_answer_is_refused_in_the_words_of_a_finding_and_asked_for_again(project, asked):
    lines = ["", *WHOLE]  # no name
    lines[lines.index("50000")] = "50.000"
    lines.insert(lines.index("50.000") + 1, "50000")
    lines.insert(lines.index("3, 4"), "13")
    lines.insert(lines.index("https://example.org/bao"), "bao.vn")
    done = asked(*lines)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Phải có câu trả lời." in done.stdout
    assert "“bao.vn” không phải địa chỉ trang web. Viết đầy đủ, bắt đầu bằng https://." in done.stdout
    assert "“50.000” có thể hiểu hai cách. Nếu là 50000 thì viết 50000" in done.stdout
    assert product(project, "mat-ong-hoa-nhan-so-1").retail.prices[0].low == 50000


def test_every_question_is_asked_in_the_schemas_words(asked):
    told = asked(*WHOLE, options=("--messages", "en")).stdout
    labels = {capital(hints.said(question.info, "en")) for question in RECORD_ASKED}

    assert {label for label in labels if label not in told} == set()


def test_choices_are_narrowed_with_or_without_marks():
    known = [
        Choice("phuong-chu", "phường Chũ"),
        Choice("xa-dai-son", "xã Đại Sơn"),
        Choice("xa-son-dong", "xã Sơn Động", "rừng"),
    ]

    assert [choice.value for choice in narrowed(known, "son")] == ["xa-dai-son", "xa-son-dong"]
    assert [choice.value for choice in narrowed(known, "Đại sơn")] == ["xa-dai-son"]
    assert [choice.value for choice in narrowed(known, "CHU")] == ["phuong-chu"]
    assert [choice.value for choice in narrowed(known, "rung")] == ["xa-son-dong"]
    assert narrowed(known, "nowhere") == ()


def test_what_matches_nothing_is_said_and_asked_for_again(project, asked):
    lines = list(WHOLE)
    lines[6:6] = ["tea"]

    done = asked(*lines)

    assert "Không có mục nào khớp “tea”." in done.stdout
    assert product(project, "mat-ong-hoa-nhan-so-1").kind == "honey"


def test_a_new_producer_is_made_on_the_way(project, asked, run):
    lines = list(WHOLE)
    at = lines.index("doi xanh")
    lines[at : at + 1] = ["+", "HTX Ong Mới", "New Bee Cooperative", "Coopérative Ong Moi", "1", "xa doi xanh", "1"]

    done = asked(*lines)

    assert done.returncode == 0, done.stdout + done.stderr
    assert product(project, "mat-ong-hoa-nhan-so-1").producer == "htx-ong-moi"
    made, _ = load(project / "products/_reference/producers/htx-ong-moi.yaml", "x", schema.Producer)
    assert made.name == {"vi": "HTX Ong Mới", "en": "New Bee Cooperative", "fr": "Coopérative Ong Moi"}
    assert (made.type, made.place, made.district) == ("cooperative", "xa-doi-xanh", "huyen-doi-xanh")
    assert run(project, "check").stdout == ""
    assert run(project, "fmt", "--check", "products/_reference/producers/htx-ong-moi.yaml").returncode == 0


# Without being asked.


def test_a_script_says_everything_by_options(project, run):
    options = [
        "--story", "Đoạn một.\n\nĐoạn hai.", "--producer", "htx-doi-xanh", "--origin-now", "xa-doi-xanh",
        "--origin-district", "huyen-doi-xanh", "--origin-commune", "xã Đồi Xanh", *SOURCE, "--sources-read", "2026-01-02",
        "--sources-url", "https://example.org/hai", "--sources-tier", "C", "--sources-read", "2026-01-03",
        "--ratings-stars", "4", "--ratings-issued", "2025-03", "--ratings-decision", "12/QĐ-UBND",
        "--ratings-source", "example-org",
        "--season-months", "3 4", "--season-peak", "4", "--retail-prices-low", "50000", "--retail-prices-high", "70000",
        "--retail-prices-currency", "VND", "--retail-prices-per", "l", "--retail-prices-year", "2024",
        "--retail-where", "Chợ xã.", "--note", "Hỏi lại giá.", "--slug", "mat-ong-moi",
    ]  # fmt: skip
    done = run(project, "new", "--no-ask", *LEAST, *options)

    assert done.returncode == 0, done.stdout + done.stderr
    found = product(project, "mat-ong-moi")
    assert [(source.id, str(source.read)) for source in found.sources] == [
        ("example-org", "2026-01-02"), ("example-org-2", "2026-01-03")
    ]  # fmt: skip
    assert (str(found.ratings[0].issued), found.ratings[0].decision) == ("2025-03", "12/QĐ-UBND")
    assert (found.retail.where, found.retail.prices[0].high, found.note) == ("Chợ xã.", 70000, "Hỏi lại giá.")
    given = {option for option in (*LEAST, *options) if option.startswith("--")}
    assert given >= {f"--{question.name}" for question in RECORD_ASKED} - {"--ratings-seen"}


def test_a_script_makes_a_producer_too(project, run):
    rest = ["--producer", "htx-moi-2", "--producer-type", "household", "--producer-place", "xa-doi-xanh"]
    done = run(project, "new", "--no-ask", *LEAST, *NAMES, *rest, "--producer-district", "huyen-doi-xanh")

    assert done.returncode == 0, done.stdout + done.stderr
    assert product(project).producer == "htx-moi-2"
    assert run(project, "check").stdout == ""
    assert {f"--{question.name}" for question in PRODUCER_ASKED} <= {*rest, "--producer-district"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--kind", "hony"], "there is no kind “hony”. Did you mean “honey”?"),
        (["--ratings-stars", "6", "--ratings-seen", "2025"], "“6” is not between 3 and 5"),
        (["--ratings-stars", "4"], "a rating needs exactly one of issued and seen"),
        (["--sources-url", "https://example.org", "--sources-tier", "D"], "“sources[].tier” must be one of: A, B1, B2, C."),
        (["--name", " "], "an empty value"),
        (["--note", "một\u200bhai"], "a hidden character: một[U+200B]hai"),
        (["--slug", "Mật ong"], "the folder's name “Mật ong” cannot be an address"),
        (["--slug", "page"], "the folder's name “page” cannot be an address"),
        (["--slug", "mat-ong-rung"], "the address “mat-ong-rung” belongs to products/mat-ong-rung/product.yaml"),
        (["--slug", "mat-ong-cu"], "the address “mat-ong-cu” belongs to products/mat-ong-rung/product.yaml"),
        (["--name", "***"], "the folder's name “” cannot be an address"),
        (["--producer-name", "vi=HTX Mới"], "an empty value"),
        (["--producer", "htx-doi-xanh", *NAMES], "this file is already there"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)  # fmt: skip
def test_a_wrong_option_is_one_finding_and_nothing_is_written(options, said, project, run):
    old = record(project, "mat-ong-rung")
    old.write_text(
        old.read_text(encoding="utf-8").replace("status: published", "status: published\nformerly: [mat-ong-cu]"),
        encoding="utf-8",
    )
    before = files(project)

    done = run(project, "new", "--no-ask", *LEAST, *options)

    assert done.returncode == 1, done.stdout + done.stderr
    assert said in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert files(project) == before


def test_what_is_required_is_missed(project, run):
    done = run(project, "new", "--no-ask", "--name", "Mật ong", "--summary", "Mật.")

    assert done.returncode == 1
    assert "the required field “category” is missing" in done.stdout
    assert "the required field “kind” is missing" in done.stdout


def test_a_slug_that_is_taken_is_not_proposed(project, run):
    assert run(project, "new", "--no-ask", *LEAST).returncode == 0
    assert run(project, "new", "--no-ask", *LEAST).returncode == 0

    assert record(project, f"{SLUG}-2").exists()


def test_a_file_that_is_there_is_not_written_over(project, run):
    # A folder whose record cannot be read: its slug is not known, its file is there all the same.
    record(project).parent.mkdir()
    record(project).write_text("name: [\n", encoding="utf-8")

    done = run(project, "new", "--no-ask", *LEAST)

    assert done.returncode == 1
    assert done.stdout == (
        f"products/{SLUG}/product.yaml:1: this file is already there. Choose another address or id; the file is untouched.\n"
    )
    assert record(project).read_text(encoding="utf-8") == "name: [\n"


# Interrupted.


def test_the_end_of_the_answers_writes_nothing(project, asked):
    before = files(project)
    done = asked(*WHOLE[:12])

    assert (done.returncode, done.stdout.splitlines()[-1]) == (130, "Đã dừng; không ghi gì cả.")
    assert files(project) == before


def test_an_answer_that_is_not_utf_8_is_one_finding(project):
    done = subprocess.run(
        [sys.executable, "-m", "catalogue", "new"], cwd=project, env=ENVIRONMENT,
        capture_output=True, input=b"M\xe2t ong\n", check=False, timeout=120,
    )  # fmt: skip

    assert done.returncode == 1
    assert b"the file is not UTF-8" in done.stdout
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to one process")
def test_ctrl_c_writes_nothing(project):
    before = files(project)
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "catalogue", "new"], cwd=project, env=ENVIRONMENT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        process.stdin.write("Mật ong\nMật.\n\n".encode())
        process.stdin.flush()
        while b"Story" not in process.stdout.read1():
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        said, complained = process.communicate(timeout=60)

    assert process.returncode == 130
    assert said.decode().splitlines()[-1] == "Stopped; nothing was written."
    assert b"Traceback" not in complained
    assert files(project) == before
