"""The workflows: what they may do, what their commands do in a clean clone, and what becomes of a hostile summary."""

import io
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from conftest import ROOT, copy_project
from proposals import ACTIVE, HOSTILE, compared, edit

from catalogue import summary
from catalogue.engines.options import KEYS
from catalogue.locales import LOCALES

GITHUB = ROOT / ".github"
WORKFLOWS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((GITHUB / "workflows").glob("*.yml"))
}
FILES = [*sorted((GITHUB / "workflows").glob("*.yml")), *sorted((GITHUB / "actions").glob("*/action.yml"))]
JOBS = [pytest.param(name, job, id=f"{name}-{key}") for name, flow in WORKFLOWS.items() for key, job in flow["jobs"].items()]
COMMENT = runpy.run_path(str(GITHUB / "actions" / "comment" / "comment.py"))
SLUG = "mat-ong-rung-son-dong"
needs_git = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("git") is None or not (ROOT / ".git").exists(), reason="for Linux, in a repository"
)


def said(path):
    return path.read_text(encoding="utf-8")


# What they may do.


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_begins_without_rights_and_says_when_it_gives_way(name):
    flow = WORKFLOWS[name]

    assert flow["permissions"] == {}
    assert "group" in flow["concurrency"]
    assert "pull_request_target" not in said(GITHUB / "workflows" / f"{name}.yml")


@pytest.mark.parametrize(("name", "job"), JOBS)
def test_a_job_names_its_rights_and_its_time(name, job):
    assert job["timeout-minutes"] <= 60
    assert "permissions" in job
    assert all(
        step["with"]["persist-credentials"] is False for step in job["steps"] if "actions/checkout" in step.get("uses", "")
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(GITHUB).as_posix())
def test_an_action_is_pinned_by_its_digest_or_the_projects_own(path):
    uses = re.findall(r"uses: (.+)", said(path))

    assert [
        one for one in uses if not re.fullmatch(r"\$/\.github/actions/\w+|[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)
    ] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(GITHUB).as_posix())
def test_no_command_has_anything_written_into_it(path):
    """What an event says comes in through the environment, never into the text of a command."""
    tree = yaml.safe_load(said(path))
    steps = tree["runs"]["steps"] if "runs" in tree else [step for job in tree["jobs"].values() for step in job["steps"]]

    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []


def test_whoever_proposes_gets_no_secret_and_no_right_to_write():
    check = said(GITHUB / "workflows" / "check.yml")

    assert WORKFLOWS["check"][True] == "pull_request"  # YAML 1.1 reads "on" so
    assert {tuple(job["permissions"].items()) for job in WORKFLOWS["check"]["jobs"].values()} == {(("contents", "read"),)}
    assert "secrets" not in check
    assert "token" not in check


def test_whoever_may_write_checks_nothing_out():
    (job,) = WORKFLOWS["comment"]["jobs"].values()

    assert [step["uses"] for step in job["steps"]] == ["$/.github/actions/comment"]
    assert "checkout" not in said(GITHUB / "actions" / "comment" / "action.yml")


def test_every_target_of_make_that_a_workflow_calls_exists():
    called = {target for path in FILES for target in re.findall(r"run: make (\w+)", said(path))}

    assert called
    assert called <= set(re.findall(r"^([a-z]+):", said(ROOT / "Makefile"), re.MULTILINE))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_and_its_jobs_are_documented(name):
    page = said(ROOT / "docs" / "project" / "workflows.md")
    jobs = [str(job["name"]).partition(" (")[0] for job in WORKFLOWS[name]["jobs"].values()]

    assert re.search(rf"^\| `{name}` \| \S", page, re.MULTILINE)
    assert f"\n## `{name}`\n" in page
    assert [job for job in jobs if job.casefold() not in page.casefold()] == []


# What their commands do, in a clean clone, as GitHub checks out a pull request: the merge, and its first parent.


class Proposal:
    """A clone of this repository with one commit more, in which the commands of the job `records` are run."""

    def __init__(self, folder):
        self.folder = folder / "clone"
        self.summary = folder / "step-summary.md"
        self.git("clone", "--quiet", str(ROOT), str(self.folder), cwd=ROOT)

    def git(self, *arguments, cwd=None):
        who = [word for key in ("name", "email") for word in ("-c", f"user.{key}=x@example.org")]
        subprocess.run(["git", *who, *arguments], cwd=cwd or self.folder, check=True, capture_output=True)

    def propose(self, file, old, new):
        path = self.folder / file
        text = said(path)
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.git("commit", "--quiet", "--all", "--message", "x")

    def run(self, name):
        (step,) = [step for step in WORKFLOWS["check"]["jobs"]["records"]["steps"] if step.get("name") == name]
        environment = os.environ | {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(self.folder),
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.folder, env=environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip


@pytest.fixture
def proposal(tmp_path):
    return Proposal(tmp_path)


@needs_git
def test_a_changed_sentence_is_summed_up_found_right_and_shown(proposal):
    proposal.propose(f"products/{SLUG}/product.yaml", "nuôi trong rừng", "nuôi giữa rừng")

    for name in ("What the change does", "Findings", "Form of the files", "Preview"):
        done = proposal.run(name)
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"

    assert f"(`{SLUG}`), **sửa**: giới thiệu ngắn" in said(proposal.summary)
    assert said(proposal.folder / ".cache" / "summary" / "summary.md") == said(proposal.summary)
    assert json.loads(said(proposal.folder / ".cache" / "summary" / "changes.json"))["touched"] == [SLUG]
    pictures = {path.name for path in (proposal.folder / "preview" / "pictures").iterdir()}
    assert pictures == {f"{prefix}products_{SLUG}-390.png" for prefix in ("", "en_", "fr_")}
    assert (proposal.folder / "preview" / "fr" / "products" / SLUG / "index.html").is_file()


@needs_git
def test_a_mistake_is_summed_up_and_stands_on_its_line_in_vietnamese(proposal):
    proposal.propose(f"products/{SLUG}/product.yaml", "kind: honey", "kind: hony")

    assert proposal.run("What the change does").returncode == 0
    assert "Lỗi phải sửa thì mới dựng được trang: **1**." in said(proposal.summary)
    done = proposal.run("Findings")
    assert done.returncode == 1
    assert f"\nproducts/{SLUG}/product.yaml:" in done.stdout
    assert re.match(rf"::error file=products/{SLUG}/product\.yaml,line=\d+,title=unknown-reference::không có ", done.stdout)


@needs_git
def test_a_change_of_no_product_has_no_preview(proposal):
    proposal.propose("README.md", "# A multilingual", "# The multilingual")

    assert proposal.run("What the change does").returncode == 0
    assert proposal.run("Preview").returncode == 0
    assert "Không hồ sơ, bản dịch hay xếp hạng nào thay đổi." in said(proposal.summary)
    assert not (proposal.folder / "preview").exists()


# What runs on the main branch.


def step_of(workflow, job, name):
    (step,) = [step for step in WORKFLOWS[workflow]["jobs"][job]["steps"] if step.get("name") == name]
    return step


def shell(command, folder, **more):
    """Run a step's *command* as GitHub does, on Linux."""
    if sys.platform == "win32":
        pytest.skip("the steps are for Linux")
    environment = os.environ | {
        "PATH": f"{folder / 'bin'}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        cwd=folder, env=environment | more, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@needs_git
def test_what_is_published_is_built_and_audited_in_a_clean_clone(tmp_path):
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    build, audit = step_of("publish", "build", "Build the site")["run"], step_of("publish", "build", "Address and links")["run"]
    site_url = re.search(r"^site_url: (\S+)", said(ROOT / "mkdocs.yml"), re.MULTILINE)[1]
    for command in (build, audit):
        done = shell(command, clone, ADDRESS=site_url.rstrip("/"), PYTHONPATH=str(clone))
        assert done.returncode == 0, done.stdout + done.stderr
    (upload,) = [step for step in WORKFLOWS["publish"]["jobs"]["build"]["steps"] if "upload-pages" in step.get("uses", "")]
    assert (clone / upload["with"]["path"] / "index.html").is_file()

    done = shell(audit, clone, ADDRESS="https://office.github.io/ocop/", PYTHONPATH=str(clone))
    assert done.returncode == 1
    assert done.stderr == (
        f"mkdocs.yml: site_url is {site_url}, but the site would be published at"
        " https://office.github.io/ocop/. Write that as site_url.\n"
    )

    page = clone / "site" / "en" / "index.html"
    page.unlink()
    page.write_text('<a href="nowhere/">x</a>', encoding="utf-8")
    done = shell(audit, clone, ADDRESS=site_url.replace("https:", "http:"), PYTHONPATH=str(clone))
    assert done.returncode == 1
    assert "nowhere/ (/en/): this link leads nowhere." in done.stderr


def test_nothing_is_deployed_that_was_not_built_and_audited_whole():
    jobs = WORKFLOWS["publish"]["jobs"]

    assert jobs["deploy"]["needs"] == "build"
    assert "if" not in jobs["deploy"]
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step["uses"].partition("@")[0] for step in jobs["deploy"]["steps"]] == ["actions/deploy-pages"]
    assert [key for key, job in jobs.items() if "continue-on-error" in str(job)] == []


def test_the_site_is_published_when_the_day_of_the_catalogue_has_just_begun():
    zone = ZoneInfo(str(yaml.safe_load(re.search(r"time_zone: .+", said(ROOT / "mkdocs.yml"))[0])["time_zone"]))
    (clock,) = WORKFLOWS["publish"][True]["schedule"]
    minute, hour, *days = clock["cron"].split()
    there = datetime(2026, 1, 1, int(hour), int(minute), tzinfo=UTC).astimezone(zone)

    assert days == ["*", "*", "*"]
    assert (there.hour, there.minute) == (0, int(minute))
    assert f"# 00:{minute} in {zone.key}" in said(GITHUB / "workflows" / "publish.yml")


@pytest.mark.parametrize(("failed", "wrong"), [("true", True), ("false", False)])
def test_a_night_that_fails_or_is_cancelled_is_told(failed, wrong, tmp_path):
    step = step_of("publish", "report", "What is wrong")
    done = shell(step["run"], tmp_path, FAILED=failed)

    assert step["env"] == {"FAILED": "${{ needs.deploy.result != 'success' }}"}
    assert done.returncode == 0
    assert (tmp_path / "wrong.txt").is_file() == wrong


def test_every_target_locale_is_translated(tmp_path):
    output = tmp_path / "output"
    done = shell(step_of("translate", "locales", "Target locales")["run"], ROOT, GITHUB_OUTPUT=str(output))
    name, _, value = said(output).strip().partition("=")

    assert done.returncode == 0, done.stderr
    assert json.loads(value) == [code for code in LOCALES if code != "vi"]
    assert name in WORKFLOWS["translate"]["jobs"]["locales"]["outputs"]["targets"]


@pytest.mark.parametrize(("app", "good"), [("", False), ("Iv23", True)])
def test_nothing_is_paid_for_where_the_app_is_missing(app, good, tmp_path):
    steps = WORKFLOWS["translate"]["jobs"]["translate"]["steps"]
    done = shell(step_of("translate", "translate", "App")["run"], tmp_path, APP=app)

    assert steps[0]["name"] == "App"
    assert (done.returncode == 0) == good
    assert ("::error::" in done.stdout) != good


def test_secrets_are_for_the_main_branch_and_each_for_one_step():
    job = WORKFLOWS["translate"]["jobs"]["translate"]
    keys = {f"CATALOGUE_{name}" for name in re.findall(r"secrets\.CATALOGUE_(\w+)", str(job))}
    with_secrets = [step.get("name", step.get("id")) for step in job["steps"] if "secrets." in str(step)]

    for one in WORKFLOWS["translate"]["jobs"].values():
        assert one["if"] == "github.ref == 'refs/heads/main' && !github.event.repository.fork"
        assert one["permissions"] == {"contents": "read"}
    assert with_secrets == ["Translate", "app"]
    assert keys == set(KEYS.values())
    assert [
        name for name in WORKFLOWS if name != "translate" and "secrets." in said(GITHUB / "workflows" / f"{name}.yml")
    ] == []


@pytest.mark.parametrize(("code", "good"), [(0, True), (1, True), (2, False)])
def test_addresses_that_lead_nowhere_fail_no_run_but_a_broken_command_does(code, good, tmp_path):
    command = tmp_path / "bin" / "catalogue"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\necho "$@"\nexit {code}\n', encoding="utf-8")
    command.chmod(0o755)
    done = shell(step_of("links", "links", "Visit")["run"], tmp_path)

    assert (done.returncode == 0) == good
    assert said(tmp_path / "links.txt") == "links --minutes 40 --messages vi\n"


# The report: one issue.


def reported(hub, text):
    """Run the action with *text*, and return what it wrote."""
    (hub.folder / "wrong.txt").write_text(text, encoding="utf-8")
    (hub.folder / "answers.json").write_text(json.dumps(hub.answers), encoding="utf-8")
    (hub.folder / "calls").unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, str(GITHUB / "actions" / "report" / "report.py"), "links", "Địa chỉ", str(hub.folder / "wrong.txt")],
        env=hub.environment | {"GITHUB_RUN_ID": "9"}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    calls = [json.loads(line) for line in said(hub.folder / "calls").splitlines()]
    return [(method, path, json.loads(data)) for method, path, _, data in calls if method != "GET"]


def bearing(number, login="github-actions[bot]", name="links"):
    return {"number": number, "user": {"login": login}, "body": f"<!-- catalogue: {name} -->\nx"}


def test_what_is_wrong_becomes_one_issue(hub):
    hub.answers["issues"] = [bearing(3, login="lan"), bearing(4, name="publish")]
    ((method, path, data),) = reported(hub, "a: b\n")

    assert (method, path, data["title"]) == ("POST", "issues", "Địa chỉ")
    assert data["body"].startswith("<!-- catalogue: links -->\n```text\na: b\n```\n")
    assert "(https://github.example/office/catalogue/actions/runs/9)" in data["body"]


def test_the_issue_is_changed_in_place_while_it_is_open(hub):
    hub.answers["issues"] = [bearing(5)]
    ((method, path, data),) = reported(hub, "c: d\n")

    assert (method, path) == ("PATCH", "issues/5")
    assert "c: d" in data["body"]


@pytest.mark.parametrize("there", [[], [bearing(5)]], ids=["none", "open"])
def test_when_nothing_is_wrong_the_issue_is_closed(there, hub):
    hub.answers["issues"] = there

    assert reported(hub, "\n") == [("PATCH", "issues/5", {"state": "closed"}) for _ in there]


def test_no_text_leaves_its_frame_or_is_too_long(hub):
    hub.answers["issues"] = []
    ((_, _, data),) = reported(hub, "```\n@lan\n" + "x" * 100_000)

    assert data["body"].count("```") == 2
    assert len(data["body"]) < 65_536


# The comment: what was left is data.

SHA, BEFORE = "a" * 40, "b" * 40
SIDECAR = "products/x/product.fr.yaml"
STATUS = "machine 0da4fdd1b2 b12ab89a89 draft 2026-01-02"
FINISHED = "reviewed 0da4fdd1b2 1111111111 draft 2026-01-02"
PATCH = f"@@ -1,4 +1,4 @@\n name:\n   text: |-\n-    Miel\n+    Miel !\n   status: {STATUS}\n"
LEFT = {"path": SIDECAR, "line": 4, "text": FINISHED}
GH = """
import json, os, pathlib, sys
folder = pathlib.Path(os.environ["FAKE"])
path = sys.argv[2].removeprefix("repos/office/catalogue/")
method = sys.argv[sys.argv.index("--method") + 1] if "--method" in sys.argv else "GET"
with (folder / "calls").open("a") as calls:
    calls.write(json.dumps([method, path, sys.argv[3:], sys.stdin.read() if "--input" in sys.argv else ""]) + "\\n")
answers = json.loads((folder / "answers.json").read_text())
if path.endswith("/zip"):
    sys.stdout.buffer.write((folder / "zip").read_bytes())
else:
    print(json.dumps(answers.get(path.split("?")[0], {}) if method == "GET" else {}))
"""


class Hub:
    """GitHub as `gh` shows it: what it answers, and what it was asked."""

    def __init__(self, folder):
        self.folder = folder
        gh = folder / "gh"
        gh.write_text(f"#!{sys.executable}\n{GH}", encoding="utf-8")
        gh.chmod(0o755)
        self.event = {
            "id": 9, "head_branch": "sửa-giá", "head_sha": SHA,
            "head_repository": {"owner": {"login": "office"}, "full_name": "office/catalogue"},
        }  # fmt: skip
        self.answers = {
            "pulls": [{"number": 3, "head": {"sha": BEFORE}}, {"number": 7, "head": {"sha": SHA}}],
            "actions/runs/9/artifacts": {"artifacts": [{"id": 5, "name": "summary", "size_in_bytes": 900}]},
            "issues/7/comments": [],
            "pulls/7/comments": [],
            "pulls/7/files": [{"filename": SIDECAR, "patch": PATCH}],
        }
        self.leave("## Tóm tắt\n", [])

    @property
    def environment(self):
        return os.environ | {
            "FAKE": str(self.folder),
            "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "GITHUB_REPOSITORY": "office/catalogue",
            "GITHUB_SERVER_URL": "https://github.example",
            "PATH": f"{self.folder}{os.pathsep}{os.environ['PATH']}",
        }

    def leave(self, text, suggestions):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("summary.md", text)
            file.writestr("changes.json", json.dumps({"suggestions": suggestions}))
        (self.folder / "zip").write_bytes(packed.getvalue())

    def run(self, *, suggest=True):
        """Run the action, and return what it wrote: the method, the path and the data of each request that is no question."""
        (self.folder / "event.json").write_text(json.dumps({"workflow_run": self.event}), encoding="utf-8")
        (self.folder / "answers.json").write_text(json.dumps(self.answers), encoding="utf-8")
        script = GITHUB / "actions" / "comment" / "comment.py"
        done = subprocess.run(
            [sys.executable, str(script), "true" if suggest else "false"],
            env=self.environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        calls = [json.loads(line) for line in said(self.folder / "calls").splitlines()]
        self.asked = [call for call in calls if call[0] == "GET"]
        return [(method, path, json.loads(data)) for method, path, _, data in calls if method != "GET"]


@pytest.fixture
def hub(tmp_path):
    if sys.platform == "win32":
        pytest.skip("the comment is written on Linux")
    return Hub(tmp_path)


def test_the_summary_becomes_a_comment_of_the_pull_request_of_that_commit(hub):
    ((method, path, data),) = hub.run()

    assert (method, path) == ("POST", "issues/7/comments")
    assert data["body"].startswith(f"{COMMENT['MARK']}\n## Tóm tắt\n\n---\n")
    assert "(https://github.example/office/catalogue/actions/runs/9)" in data["body"]
    assert "head=office:sửa-giá" in hub.asked[0][2]


def test_the_next_one_takes_its_place_and_nobody_elses(hub):
    hub.answers["issues/7/comments"] = [
        {"id": 1, "user": {"login": "lan"}, "body": f"{COMMENT['MARK']}\nx"},
        {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "x"},
        {"id": 4, "user": {"login": "github-actions[bot]"}, "body": f"{COMMENT['MARK']}\nx"},
    ]
    ((method, path, _),) = hub.run()

    assert (method, path) == ("PATCH", "issues/comments/4")


@pytest.mark.parametrize("moved", [{"head_sha": "c" * 40}, {"head_repository": None}], ids=["further", "away"])
def test_a_pull_request_that_has_moved_on_is_left_alone(moved, hub):
    hub.event |= moved

    assert hub.run() == []


@pytest.mark.parametrize("left", ["too large", "not there", "no archive", "a file too few", "a bomb", "no data"])
def test_what_cannot_be_used_is_not_used(left, hub):
    artifacts = hub.answers["actions/runs/9/artifacts"]["artifacts"]
    if left == "too large":
        artifacts[0]["size_in_bytes"] = COMMENT["LARGEST"] + 1
    elif left == "not there":
        artifacts[0]["name"] = "preview"
    elif left == "no archive":
        (hub.folder / "zip").write_bytes(b"PK\x03\x04 no")
    elif left == "a file too few":
        with zipfile.ZipFile(hub.folder / "zip", "w") as file:
            file.writestr("changes.json", "{}")
    elif left == "a bomb":
        hub.leave("x" * (20 * COMMENT["LARGEST"] + 1), [])
    else:
        with zipfile.ZipFile(hub.folder / "zip", "w") as file:
            file.writestr("summary.md", "x")
            file.writestr("changes.json", "[" * 100_000)

    assert hub.run() == []


EVIL = (
    HOSTILE, "<!-- catalogue: changes -->", "<details>", "[a](b)", "![a](b)", "[a]: b", "\\[a](b)", "&#64;lan", "&commat;lan",
    "&#x40;lan", "fixes #1", "HTTPS://x.y", "a@b.example", "```\n@lan", "<@lan>", "WWW.x.y", "\u202e@lan",
)  # fmt: skip


@pytest.mark.parametrize("text", EVIL)
def test_a_summary_that_nobody_of_ours_wrote_pings_links_and_draws_nothing(text, hub):
    hub.leave(text, [])
    ((_, _, data),) = hub.run()
    shown = data["body"].removeprefix(COMMENT["MARK"]).partition("\n---\n\nTrang xem thử")[0]

    assert ACTIVE.findall(shown) == []


def test_a_long_summary_fits_into_a_comment(hub):
    hub.leave("[" * 200_000, [])
    ((_, _, data),) = hub.run()

    assert len(data["body"]) < 65_536


def test_a_summary_of_ours_stays_as_it_is(tmp_path):
    before, project = (copy_project(tmp_path / name) for name in ("before", "after"))
    edit(
        project,
        "products/mat-ong-rung/product.yaml",
        ("name: Mật ong rừng", f"name: '{HOSTILE}'"),
        ("stars: 4", "stars: 5"),
    )
    text = summary.markdown(compared(before, project))

    assert "boss" in text
    assert COMMENT["defanged"](text) == text


def test_a_finished_line_is_offered_in_its_place(hub):
    hub.leave("x", [LEFT])
    _, (method, path, review) = hub.run()
    (comment,) = review["comments"]

    assert (method, path, review["commit_id"], review["event"]) == ("POST", "pulls/7/reviews", SHA, "COMMENT")
    assert (comment["path"], comment["line"], comment["side"]) == (SIDECAR, 4, "RIGHT")
    assert comment["body"].endswith(f"\n\n```suggestion\n  status: {FINISHED}\n```")


def test_it_is_offered_once(hub):
    hub.leave("x", [LEFT])
    _, (_, _, review) = hub.run()
    (hub.folder / "calls").unlink()
    hub.answers["pulls/7/comments"] = [{"path": SIDECAR, "body": review["comments"][0]["body"]}]

    assert [path for _, path, _ in hub.run()] == ["issues/7/comments"]


def test_a_fork_is_offered_none(hub):
    hub.leave("x", [LEFT])

    assert [path for _, path, _ in hub.run(suggest=False)] == ["issues/7/comments"]


@pytest.mark.parametrize(
    "left",
    [
        {"line": 3},
        {"line": 40},
        {"line": "4"},
        {"path": "products/y/product.fr.yaml"},
        {"path": "products/x/../../README.md"},
        {"path": ".github/workflows/check.yml"},
        {"text": STATUS},
        {"text": FINISHED.replace("0da4fdd1b2", "0da4fdd1b3")},
        {"text": f"{FINISHED}\n```\n@lan"},
        {"text": f"{FINISHED} lan lan"},
        {"text": None},
    ],
    ids=str,
)
def test_nothing_but_the_approval_of_a_text_in_sight_is_offered(left, hub):
    hub.leave("x", [LEFT | left, "x", None])

    assert [path for _, path, _ in hub.run()] == ["issues/7/comments"]


def test_no_line_of_another_file_is_offered(hub):
    hub.answers["pulls/7/files"] = [{"filename": "products/x/product.yaml", "patch": PATCH}, {"filename": "photo.jpg"}]
    hub.leave("x", [LEFT | {"path": "products/x/product.yaml"}])

    assert [path for _, path, _ in hub.run()] == ["issues/7/comments"]


# Forms and owners.

FORMS = {path.stem: yaml.safe_load(said(path)) for path in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*-*.yml"))}


@pytest.mark.parametrize("kind", ["mistake", "product"])
def test_a_form_asks_the_same_in_every_locale(kind):
    asked = {
        code: [(part["type"], part.get("id"), part.get("validations")) for part in FORMS[f"{kind}-{code}"]["body"]]
        for code in LOCALES
    }

    assert len({str(parts) for parts in asked.values()}) == 1, asked


@pytest.mark.parametrize(
    "path", [GITHUB / "ISSUE_TEMPLATE" / f"{kind}-fr.yml" for kind in ("mistake", "product")], ids=lambda path: path.stem
)
def test_a_french_form_is_set_as_french_is(path):
    words = " ".join(re.findall(r'"(.*)"', said(path)))

    assert re.findall(r".{0,20}(?<!\u202f)[;!?]|.{0,20}(?<!\u00a0):|«(?!\u00a0)|(?<!\u00a0)»|\w'\w", words) == []


def test_every_locale_has_its_owner_and_every_owned_folder_exists():
    owned = [line.split()[0] for line in said(GITHUB / "CODEOWNERS").splitlines() if line.startswith("/")]

    assert {f"/products/**/product.{code}.yaml" for code in LOCALES if code != "vi"} <= set(owned)
    assert [path for path in owned if not (ROOT / path.partition("**")[0].strip("/")).exists()] == []
