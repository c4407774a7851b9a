"""What a proposed change does to the site, as data and as a summary that no record can misuse."""

import dataclasses
import json
import shutil
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from conftest import copy_project
from proposals import ACTIVE, HOSTILE, compared, edit

from catalogue import schema, summary
from catalogue.changes import Changes, What, as_data
from catalogue.model import Reference

RECORD = "products/mat-ong-rung/product.yaml"
FRENCH = "products/mat-ong-rung/product.fr.yaml"


@pytest.fixture
def before(tmp_path):
    return copy_project(tmp_path / "before")


def states(found):
    return {(one.locale, one.unit): (one.before, one.after) for one in found.texts}


def test_the_same_catalogue_changes_nothing(before, project):
    found = compared(before, project)

    assert found == Changes()
    assert "No record, translation or rating changes." in summary.markdown(found)


def test_a_changed_sentence_makes_its_translations_stale(before, project):
    edit(project, RECORD, ("lấy ở rừng", "lấy trong rừng"))
    found = compared(before, project)

    assert [(one.what, one.fields) for one in found.records] == [("changed", ("summary",))]
    assert states(found) == {("en", "summary"): ("machine", "stale"), ("fr", "summary"): ("machine", "stale")}
    assert found.touched == ("mat-ong-rung",)


def test_an_approval_and_a_new_machine_text_are_told_apart(before, project):
    edit(project, FRENCH, ("machine 0da4fdd1b2", "reviewed 0da4fdd1b2"))
    edit(before, FRENCH, ("récolté dans les bois des collines.", "récolté."), ("8bc77d8a09", "8bc77d8a08"))
    found = compared(before, project)

    assert states(found) == {("fr", "name"): ("machine", "reviewed"), ("fr", "summary"): ("edited", "machine")}


def test_an_edited_text_is_suggested_its_finished_line(before, project):
    edit(project, FRENCH, ("Miel de forêt", "Miel des forêts"))
    (suggestion,) = compared(before, project).suggestions

    assert (suggestion.path, suggestion.line) == (FRENCH, 4)
    edit(project, FRENCH, ("machine 0da4fdd1b2 b12ab89a89 draft 2026-01-02", suggestion.text))
    assert states(compared(before, project)) == {("fr", "name"): ("machine", "reviewed")}


def test_a_text_that_was_edited_before_is_not_suggested_again(before, project):
    for folder in (before, project):
        edit(folder, FRENCH, ("Miel de forêt", "Miel des forêts"))
    found = compared(before, project)

    assert (found.suggestions, found.findings, found.standing) == ((), (), 1)


@pytest.mark.parametrize(
    ("swaps", "what", "fields"),
    [
        ([("status: published", "status: withdrawn")], "withdrawn", ("status",)),
        ([("status: published", "status: draft")], "changed", ("status",)),
        ([("amount: 100,", "amount: 200,"), ("port: n/a", "port: Chu Lai")], "changed", ("trade.moq.amount", "trade.port")),
    ],
)  # fmt: skip
def test_a_record_says_what_became_of_it(swaps, what, fields, before, project):
    edit(project, RECORD, *swaps)
    (record,) = compared(before, project).records

    assert (record.what, record.fields) == (what, fields)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("2026-01-02", "**sửa**: giới thiệu ngắn; `changed` vẫn là 2026-01-02: sửa thành ngày hôm nay\n"),
        ("2026-11-23", "**sửa**: giới thiệu ngắn\n"),
        ("2026", "**sửa**: giới thiệu ngắn\n"),
    ],
)
def test_a_day_of_the_change_that_nobody_moved_is_told(changed, told, before, project):
    edit(project, RECORD, ("ong bản địa", "ong nội"))
    if changed == "2026":
        edit(before, RECORD, ("changed: 2026-01-02", "changed: 2026"))
    edit(project, RECORD, ("changed: 2026-01-02", f"changed: {changed}"))

    assert told in summary.markdown(compared(before, project), ["vi"])


def test_what_a_changed_text_does_is_said_in_words(before, project):
    edit(project, RECORD, ("ong bản địa", "ong nội"))
    said = summary.markdown(compared(before, project), ["vi"])

    assert "- Tiếng Anh, tiếng Việt đã đổi: `mat-ong-rung` (giới thiệu ngắn)\n" in said
    assert "máy dịch lại, rồi người duyệt xem; ở đây không phải làm gì." in said


def test_a_draft_that_is_published_is_told_so_with_its_stars(before, project):
    edit(before, RECORD, ("status: published", "status: draft"))
    found = compared(before, project)

    assert [one.what for one in found.records] == ["published"]
    assert [(one.before, one.after) for one in found.ratings] == [(0, 4)]


def test_a_folder_that_is_copied_moved_or_taken_away(before, project):
    products = project / "products"
    shutil.copytree(products / "mat-ong-rung", products / "mat-ong-doi")
    assert [(one.what, one.slug) for one in compared(before, project).records] == [("added", "mat-ong-doi")]

    shutil.rmtree(products / "mat-ong-rung")
    assert [(one.what, one.slug) for one in compared(before, project).records] == [
        ("added", "mat-ong-doi"),
        ("removed", "mat-ong-rung"),
    ]

    edit(project, "products/mat-ong-doi/product.yaml", ("added: ", "formerly: [mat-ong-rung]\nadded: "))
    (record,) = compared(before, project).records
    assert (record.what, record.slug, record.formerly) == ("renamed", "mat-ong-doi", "mat-ong-rung")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("stars: 4", "stars: 5", (4, 5)),
        ("issued: 2025-03-11", "issued: 2021-03-11", (4, 0)),
        ("issued: 2025-03-11", "issued: 2025-03-11\n    withdrawn: 2026-01-01", (4, 0)),
    ],
)
def test_a_rating_that_begins_or_ceases_to_hold(old, new, shown, before, project):
    edit(project, RECORD, (old, new))

    assert [(one.before, one.after) for one in compared(before, project).ratings] == [shown]
    assert [(one.before, one.after) for one in compared(project, before).ratings] == [shown[::-1]]


def test_time_alone_is_not_a_change(before, project):
    assert compared(before, project, day=date(2029, 1, 1)).ratings == ()


def test_a_producer_that_changes_touches_its_products(before, project):
    (producer,) = (project / "products" / "_reference" / "producers").glob("*.yaml")
    edit(project, producer.relative_to(project), ("name:", "founded: 2019\nname:"))
    found = compared(before, project)

    assert found.shared == {"producers": (producer.stem,)}
    assert (found.records, found.touched) == ((), ("mat-ong-rung",))


def test_a_record_that_cannot_be_read_is_not_called_removed(before, project):
    edit(project, RECORD, ("kind: honey", "kind: [honey"))
    found = compared(before, project)

    assert (found.records, found.texts, found.unread) == ((), (), ("mat-ong-rung",))
    assert found.findings[0].severity == "error"
    assert "**this record cannot be read**" in summary.markdown(found)
    assert [one.what for one in compared(project, before).records] == ["changed"]


def test_translations_that_cannot_be_read_are_not_called_missing(before, project):
    edit(project, FRENCH, ("name:", "name: ["))

    assert states(compared(before, project)) == {}


@pytest.mark.parametrize("broken", ["before", "project"])
def test_a_catalogue_that_cannot_be_read_at_all_leaves_the_findings(broken, before, project):
    places = {"before": before, "project": project}[broken] / "products" / "_reference" / "places.yaml"
    places.write_text("places: [", encoding="utf-8")
    found = compared(before, project)

    assert not found.compared
    assert len(found.findings) == (broken == "project")
    assert "Chưa so sánh được" in summary.markdown(found)


def test_what_a_line_above_moves_is_not_new(before, project):
    edit(before, FRENCH, ("Miel de forêt", "Miel des forêts"))
    edit(project, FRENCH, ("Miel de forêt", "Miel des forêts"), ("name:", "# ghi chú\nname:"))

    assert compared(before, project).findings == ()


# The summary: Vietnamese, then English, and safe to be shown to everybody.


@pytest.mark.parametrize(("old", "new"), [("name: Mật ong rừng", f"name: '{HOSTILE}'"), ("kind: honey", f'kind: "{HOSTILE}"')])
def test_no_text_of_a_record_or_of_a_finding_pings_links_or_draws(old, new, before, project):
    edit(project, RECORD, (old, new))
    said = summary.markdown(compared(before, project))

    assert (
        "@\u200bboss &#91;x&#93;(https:\u200b//evil.example) !&#91;y&#93;(//z) &#60;img src=x onerror=1&#62; &#96;c&#96;"
        in said
    )
    assert ACTIVE.findall(said) == []


def test_a_hostile_file_name_is_no_markdown_either(before, project):
    (project / "products" / "x`@boss`").write_text("", encoding="utf-8")
    said = summary.markdown(compared(before, project))

    assert "@\u200bboss" in said
    assert "`@" not in said


def test_the_summary_is_in_vietnamese_then_in_english_or_in_one(before, project, run):
    edit(project, RECORD, ("stars: 4", "stars: 5"))
    both, one = (run(project, "changes", str(before), *more).stdout for more in ([], ["--messages", "vi"]))

    assert both.startswith(one)
    assert one.startswith(
        "## Thay đổi này làm gì với trang web\n\nKhông có lỗi mới.\n\n### Sản phẩm\n\n- Mật ong rừng (`mat-ong-rung`), **sửa**"
    )
    assert "\n---\n\n## What this change does to the site\n" in both
    assert "4 stars → 5 stars" in both


def test_a_long_list_is_cut_and_says_so(before, project):
    for number in range(summary.MOST + 5):
        shutil.copytree(project / "products" / "mat-ong-rung", project / "products" / f"mat-ong-{number}")
    said = summary.markdown(compared(before, project), ["en"])

    assert said.count("**new**") == summary.MOST
    assert "- … and 5 more\n" in said


def test_the_command_gives_data_and_is_no_failure_where_the_catalogue_is_broken(before, project, run):
    edit(project, RECORD, ("kind: honey", "kind: hony"))
    done = run(project, "changes", str(before), "--format", "json")

    assert done.returncode == 0
    assert json.loads(done.stdout)["findings"][0]["file"] == RECORD
    assert json.loads(done.stdout)["touched"] == ["mat-ong-rung"]


def test_settings_that_cannot_be_read_are_told_too(before, project, run):
    edit(project, "mkdocs.yml", ("policy: label", "policy: everything"))
    done = run(project, "changes", str(before))

    assert done.returncode == 0
    assert "Chưa so sánh được" in done.stdout
    assert "\n- `mkdocs.yml`:1: **lỗi** cấu hình không dùng được: " in done.stdout


def test_only_new_findings_are_annotations(before, project, run):
    for folder in (before, project):
        edit(folder, FRENCH, ("Miel de forêt", "Miel des forêts"))
    edit(project, RECORD, ("kind: honey", "kind: hony"))
    (line,) = run(project, "changes", str(before), "--format", "github").stdout.splitlines()

    assert line.startswith(f"::error file={RECORD},line=5,title=unknown-reference::không có ")


def test_the_folder_of_before_must_be_there(project, run):
    assert run(project, "changes", "nowhere").returncode == 2


def test_there_are_words_for_whatever_happens_for_what_records_share_and_for_each_field():
    assert {one.name for one in dataclasses.fields(Reference)} | set(get_args(What)) <= set(summary.WORDS)
    assert [path for path, info in schema.fields() if len((info.description or "").split(" / ")) != 2] == []


def test_changes_are_plain_data(before, project):
    edit(project, FRENCH, ("Miel de forêt", "Miel des forêts"))
    data = as_data(compared(before, project), "vi")

    assert json.loads(json.dumps(data)) == json.loads(json.dumps(data, default=None))
    assert Path(data["suggestions"][0]["path"]).name == "product.fr.yaml"
