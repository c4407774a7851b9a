"""The command line: exit 0 when all is well, 1 for findings, 2 when it is used wrongly; and never a traceback."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT

RECORD = "products/mat-ong-rung/product.yaml"


@pytest.fixture
def broken(project):
    record = project / RECORD
    record.write_text(record.read_text(encoding="utf-8").replace("kind: honey", "kind: hony"), encoding="utf-8")
    return project


def test_a_sound_catalogue_has_no_finding(project, run):
    done = run(project, "check")

    assert (done.returncode, done.stdout) == (0, "")


def test_a_finding_says_where_what_and_what_to_do(broken, run):
    done = run(broken, "check")

    assert done.returncode == 1
    assert done.stdout == (f"{RECORD}:5: there is no kind “hony”. Did you mean “honey”? The ids are in products/_reference/.\n")


def test_a_finding_in_vietnamese(broken, run):
    done = run(broken, "check", "--messages", "vi")

    assert done.stdout.startswith(f"{RECORD}:5: không có ")


def test_what_is_printed_is_utf_8_whatever_the_code_page_of_the_system(broken):
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(
        [sys.executable, "-m", "catalogue", "check", "--messages", "vi"],
        cwd=broken, env=environment, capture_output=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stdout.decode().startswith(f"{RECORD}:5: không có ")


def test_a_finding_as_data(broken, run):
    (found,) = json.loads(run(broken, "check", "--format", "json").stdout)

    assert found["check"] == "unknown-reference"
    assert (found["file"], found["line"], found["at"]) == (RECORD, 5, ["kind"])


def test_a_finding_as_an_annotation_that_no_text_can_forge(project, run):
    record = project / RECORD
    text = record.read_text(encoding="utf-8").replace("kind: honey", 'kind: "x\\n::error::%0A forged"')
    record.write_text(text, encoding="utf-8")

    (line,) = run(project, "check", "--format", "github").stdout.splitlines()

    assert line.startswith(f"::error file={RECORD},line=5,title=")
    assert "\n" not in line


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["check", "--format", "xml"],
        ["status", "--day", "yesterday"],
        ["build", "--locale", "de"],
        ["build", "--policy", "none"],
        ["serve", "--address", "somewhere"],
        ["serve", "--address", "127.0.0.1:99999"],
        ["preview"],
        ["translate", "--to", "vi"],
        ["translate", "--max-chars", "0"],
        ["translate", "--engine", "nobody", "--dry-run"],
        ["translate", "--to", "fr", "--pivot", "fr"],
        ["review", "approve", "mat-ong-rung"],
        ["review", "export"],
        ["review", "export", "--category", "c99", "--output", "texts.xlf"],
        ["review", "import", "nothing.xlf"],
    ],
    ids=" ".join,
)
def test_what_is_used_wrongly_is_said_and_ends_with_2(arguments, project, run):
    done = run(project, *arguments)

    assert done.returncode == 2
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--day", "9999-12-31"], ["--expiring", "99999999999"], ["--sources", "99999999999"]])
def test_no_calendar_is_too_short_for_a_status(arguments, project, run):
    assert run(project, "status", *arguments).returncode == 0


def test_no_site_takes_the_place_of_a_whole_disk(project, run):
    done = run(project, "build", "--site-dir", "/")

    assert done.returncode == 1
    assert done.stdout.startswith("/:1: what stands where the site goes was not written by a build.")


def test_who_interrupts_a_command_is_told_nothing(project, run, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("catalogue.build.inspect", interrupted)
    done = run(project, "check")

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize("command", ["check", "build", "status", "translate", "serve"])
def test_a_folder_without_a_catalogue_is_one_finding(command, tmp_path, run):
    done = run(tmp_path, command)

    assert done.returncode == 1
    assert done.stdout.startswith("mkdocs.yml:1: this file or folder is missing.")
    assert "Traceback" not in done.stderr


def test_a_broken_template_is_one_finding_with_its_line(project, run):
    shutil.copytree(ROOT / "overrides", project / "overrides")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace(str(ROOT / "overrides"), "overrides"), encoding="utf-8")
    footer = project / "overrides" / "catalogue" / "footer.html"
    footer.write_text(f"{footer.read_text(encoding='utf-8')}\n{{{{ nobody.knows }}}}\n", encoding="utf-8")
    line = footer.read_text(encoding="utf-8").count("\n")

    done = run(project, "build")

    assert done.returncode == 1
    assert done.stdout.startswith(f"overrides/catalogue/footer.html:{line}: a template is broken: ")
    assert "Traceback" not in done.stderr


def test_the_status_counts_every_text_by_locale_and_sector(project, run):
    said = json.loads(run(project, "status", "--format", "json", "--day", "2026-11-23").stdout)

    assert said["records"] == {"published": 1}
    assert said["translations"]["fr"][""]["machine"] == 2
    assert said["translations"]["fr"]["Food"]["machine"] == 2
    assert said["facts"]["trade"]["of"] == 12


def test_a_text_that_a_person_changed_is_told_with_its_finished_line(project, run):
    sidecar = project / "products" / "mat-ong-rung" / "product.fr.yaml"
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace("Miel de forêt", "Miel des forêts"), encoding="utf-8")

    done = run(project, "check")
    line = done.stdout.split("make its status: ")[1].strip()
    text = sidecar.read_text(encoding="utf-8")
    sidecar.write_text(text.replace("machine 0da4fdd1b2 b12ab89a89 draft 2026-01-02", line), encoding="utf-8")

    assert done.returncode == 0
    assert done.stdout.startswith("products/mat-ong-rung/product.fr.yaml:4: note: ")
    assert run(project, "check").stdout == ""
    assert '"reviewed": 1' in run(project, "status", "--format", "json").stdout


def test_no_text_of_a_record_can_look_like_a_finding(project, run):
    record = project / RECORD
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("kind: honey", 'kind: "x\\nREADME.md:1: forged"'), encoding="utf-8")

    assert len(run(project, "check").stdout.splitlines()) == 1


def test_a_build_of_one_locale_does_not_call_the_others_strangers(project, run):
    assert "records" in run(project, "build", "--locale", "fr").stdout.splitlines()[0]


def test_a_wrong_epoch_is_one_finding(project, run, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    done = run(project, "status")

    assert done.returncode == 1
    assert done.stdout.startswith("mkdocs.yml:1: the configuration cannot be used: SOURCE_DATE_EPOCH is “yesterday”")


def test_a_preview_shows_drafts_and_a_site_does_not(project, run):
    record = project / RECORD
    record.write_text(record.read_text(encoding="utf-8").replace("status: published", "status: draft"), encoding="utf-8")

    run(project, "build", "--policy", "all", "--site-dir", "preview")
    run(project, "build")

    assert (project / "preview" / "products" / "mat-ong-rung" / "index.html").exists()
    assert not (project / "site" / "products" / "mat-ong-rung").exists()
