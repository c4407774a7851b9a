"""What ends soon, as a list and as a calendar, and which sources nobody has read for long."""

import json
import re
import shutil
from datetime import date

import pytest
from conftest import HERE

RECORD = "products/mat-ong-rung/product.yaml"
LONG = "Mật ong hoa vải, hoa nhãn; lấy ở rừng \\ đồi của các xã vùng cao, đóng chai thuỷ tinh 500 ml"


def changed(project, old, new):
    path = project / RECORD
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def put_ratings(project, *lines):
    path = project / RECORD
    text = re.sub(r"(?m)^ratings:\n(?:[ -].*\n)+", "", path.read_text(encoding="utf-8"))
    path.write_text(text + "\n".join(["ratings:", *lines]) + "\n", encoding="utf-8")


def report(project, run, *more, day="2026-11-23"):
    done = run(project, "status", "--format", "json", "--day", day, *more)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def calendar(project, run, *more, day="2026-11-23"):
    """The properties of each event, as a program reads them: unfolded, with its names, texts unescaped."""
    done = run(project, "status", "--day", day, "--ics", "ends.ics", *more)
    assert done.returncode == 0, done.stdout + done.stderr
    data = (project / "ends.ics").read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.replace(b"\r\n ", b"").decode().split("\r\n")
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//rural-catalogue//EN"]
    events = "\n".join(lines).split("BEGIN:VEVENT\n")[1:]
    return [dict(line.split(":", 1) for line in event.split("\nEND:VEVENT")[0].split("\n")) for event in events]


def unescaped(text):
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def test_an_exact_rating_ends_on_a_day_and_one_of_a_year_on_the_earliest(project, run):
    put_ratings(project, "  - {id: r, stars: 4, issued: 2024-03-11}")
    exact = report(project, run)["ending"]
    put_ratings(project, "  - {id: r, stars: 4, issued: 2024}")
    partly = report(project, run)["ending"]

    assert exact == [{"slug": "mat-ong-rung", "what": "rating", "id": "r", "from": "2027-03-11", "to": "2027-03-11"}]
    assert (partly[0]["from"], partly[0]["to"]) == ("2027-01-01", "2027-12-31")


def test_an_end_that_nobody_knows_is_counted_and_not_made_up(project, run):
    put_ratings(project, "  - {id: r, stars: 4, seen: 2024}", "certificates:", "  - {id: c, scheme: vietgap}")
    told = report(project, run, "--expiring", "9999")

    assert told["ending"] == []
    assert told["endless"] == {"rating": 1, "certificate": 1}
    assert "of unknown end: 1 ratings, 1 certificates" in run(project, "status", "--day", "2026-11-23").stdout


def test_the_office_reads_it_in_vietnamese(project, run):
    put_ratings(project, "  - {id: r, stars: 4, issued: 2024}")
    said = run(project, "status", "--messages", "vi", "--list", "--sources", "1", "--day", "2026-11-23").stdout

    assert "hồ sơ: 1 đã đăng" in said
    assert "2027-01-01  mat-ong-rung  xếp hạng r hoặc sau đó, chậm nhất 2027-12-31" in said
    assert not re.search(r"\b(records|missing|stale|ratings?|stated|sources long)\b", said)


def test_a_certificate_ends_beside_the_ratings_the_soonest_first(project, run):
    certificates = [
        "certificates:",
        "  - {id: c, scheme: vietgap, expires: 2026-12-31}",
        "  - {id: old, scheme: vietgap, expires: 2025}",
    ]
    put_ratings(project, "  - {id: r, stars: 4, issued: 2024-03-11}", *certificates)
    told = report(project, run)["ending"]

    assert [(one["what"], one["id"], one["from"]) for one in told] == [
        ("certificate", "c", "2026-12-31"),
        ("rating", "r", "2027-03-11"),
    ]
    assert report(project, run, "--expiring", "38")["ending"] == told[:1]
    assert report(project, run, "--expiring", "37")["ending"] == []


def test_nothing_of_a_withdrawn_product_is_to_be_renewed(project, run):
    put_ratings(project, "  - {id: r, stars: 4, issued: 2024-03-11}")
    changed(project, "status: published", "status: withdrawn")

    assert report(project, run)["ending"] == []


def test_a_calendar_has_a_day_for_each_end_in_the_words_of_the_office(project, run):
    put_ratings(
        project, "  - {id: r, stars: 4, issued: 2024-03-11}", "certificates:", "  - {id: c, scheme: vietgap, expires: 2027-02}"
    )
    changed(project, "name: Mật ong rừng", f"name: '{LONG}'")
    certificate, rating = calendar(project, run, "--messages", "vi")

    assert rating["DTSTART;VALUE=DATE"] == "20270311"
    assert rating["DTEND;VALUE=DATE"] == "20270312"
    assert rating["DTSTAMP"] == "20261123T000000Z"
    assert unescaped(rating["SUMMARY"]) == f"Hết hạn xếp hạng sao: {LONG}"
    assert rating["URL"].endswith("/products/mat-ong-rung/")
    assert certificate["DTSTART;VALUE=DATE"] == "20270201"
    assert "2027-02-28" in certificate["DESCRIPTION"]
    assert len({rating["UID"], certificate["UID"]}) == 2


def test_a_later_calendar_moves_the_same_event(project, run):
    put_ratings(project, "  - {id: r, stars: 4, issued: 2024-03}")
    before = calendar(project, run)[0]
    again = calendar(project, run)[0]
    put_ratings(project, "  - {id: r, stars: 4, issued: 2024-03-11}")
    after = calendar(project, run, day="2026-11-24")[0]

    assert before == again
    assert before["UID"] == after["UID"]
    assert (before["DTSTART;VALUE=DATE"], after["DTSTART;VALUE=DATE"]) == ("20270301", "20270311")


def test_a_calendar_of_nothing_is_a_calendar(project, run):
    assert calendar(project, run, "--expiring", "0") == []


def test_sources_are_told_by_age_and_each_address_once(project, run):
    shutil.copytree(project / "products" / "mat-ong-rung", project / "products" / "mat-ong-nhan")
    changed(project, "sources:\n", "sources:\n  - {id: old, url: https://example.org/old, tier: C, read: 2024-05}\n")
    read = date.fromisoformat(re.search(r"read: (\d{4}-\d\d-\d\d)", (project / RECORD).read_text(encoding="utf-8"))[1])
    told = report(project, run, "--sources", "0", day="2030-01-01")["unread"]

    assert [one["read"] for one in told] == sorted(one["read"] for one in told)
    assert told[0] == {"url": "https://example.org/old", "read": "2024-05", "files": [RECORD]}
    assert any(len(one["files"]) > 1 for one in told)
    assert "https://example.org/old" not in str(report(project, run, "--sources", "0", day="2024-05-31")["unread"])
    assert [one["url"] for one in report(project, run, "--sources", "0", day=read.isoformat())["unread"]] == [
        "https://example.org/old"
    ]
    assert "unread" not in report(project, run)


@pytest.mark.parametrize("words", ["vi", "en"])
def test_the_sample_gives_a_calendar(words, run, tmp_path):
    done = run(HERE.parent, "status", "--ics", str(tmp_path / "ends.ics"), "--messages", words, "--day", "2026-11-23")

    assert done.returncode == 0
    assert (tmp_path / "ends.ics").read_bytes().count(b"BEGIN:VEVENT") == int(
        re.search(r"180 (?:days|ngày tới): (\d+)", done.stdout)[1]
    )
