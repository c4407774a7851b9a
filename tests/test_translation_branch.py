"""The standing branch of translations, played against a real repository, with a service on this machine and `gh` recorded."""

import json
import os
import shutil
import subprocess
import sys

import pytest
import servers
from conftest import ROOT, copy_project

SCRIPT = ROOT / "scripts" / "translation_branch.py"
BRANCH = "translate/fr"
SLUG = "mat-ong-rung"
FRENCH = f"products/{SLUG}/product.fr.yaml"
GH = """
import json, os, pathlib, sys
folder = pathlib.Path(os.environ["FAKE"])
sent = sys.stdin.read() if "--body-file" in sys.argv else ""
with (folder / "calls").open("a") as calls:
    calls.write(json.dumps([sys.argv[1:], sent]) + "\\n")
if sys.argv[2] == "list":
    print((folder / "pulls.json").read_text())
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32" or shutil.which("git") is None, reason="for Linux, with git")


def git(folder, *arguments):
    who = [word for key in ("name", "email") for word in ("-c", f"user.{key}=lan@example.org")]
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


class Workplace:
    """A repository on a server, a person's clone of it, and what each run of the workflow has: a clone of its own."""

    def __init__(self, folder, server):
        self.folder = folder
        self.remote = folder / "remote.git"
        self.pulls = folder / "pulls.json"
        self.runs = 0
        self.person = copy_project(folder / "person")
        gh = folder / "bin" / "gh"
        gh.parent.mkdir()
        gh.write_text(f"#!{sys.executable}\n{GH}", encoding="utf-8")
        gh.chmod(0o755)
        self.pulls.write_text("[]", encoding="utf-8")
        with (self.person / "mkdocs.yml").open("a", encoding="utf-8") as file:
            options = {"address": server.address, "read": 0.4, "backoff": 0, "retries": 0, "per_second": 0}
            file.write(f"      engine: libretranslate\n      engines: {{libretranslate: {options}}}\n")
        self.add("mat-ong-nhan", "Mật ong hoa nhãn")
        git(folder, "init", "--quiet", "--bare", "--initial-branch", "main", str(self.remote))
        git(self.person, "init", "--quiet", "--initial-branch", "main")
        git(self.person, "remote", "add", "origin", str(self.remote))
        self.commit("main")

    def add(self, slug, name):
        """Add a record that nobody has translated."""
        target = self.person / "products" / slug
        target.mkdir()
        text = (self.person / "products" / SLUG / "product.yaml").read_text(encoding="utf-8")
        text = text.replace("name: Mật ong rừng", f"name: {name}").replace("Mật ong của ong bản địa", f"{name} của ong bản địa")
        (target / "product.yaml").write_text(text, encoding="utf-8")

    def edit(self, file, old, new):
        path = self.person / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def commit(self, branch):
        git(self.person, "add", "--all")
        git(self.person, "commit", "--quiet", "-m", "A person's work")
        git(self.person, "push", "--quiet", "origin", f"HEAD:{branch}")

    def turn_to(self, branch):
        git(self.person, "fetch", "--quiet", "origin")
        git(self.person, "checkout", "--quiet", "-B", "mine", f"origin/{branch}")

    def run(self, *steps):
        """Run *steps* in a new clone, as the workflow does, until one fails; return the last one and what `gh` was told."""
        self.runs += 1
        clone = self.folder / f"run-{self.runs}"
        git(self.folder, "clone", "--quiet", str(self.remote), str(clone))
        (self.folder / "calls").write_text("", encoding="utf-8")
        environment = os.environ | {
            "CATALOGUE_LIBRETRANSLATE_KEY": servers.LibreTranslate.key,
            "FAKE": str(self.folder),
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
        }
        for step in steps or ("begin", "fill", "offer"):
            done = subprocess.run(
                [sys.executable, str(SCRIPT), step, "fr"],
                cwd=clone, env=environment, capture_output=True, encoding="utf-8", check=False,
            )  # fmt: skip
            if done.returncode:
                break
        said = (self.folder / "calls").read_text(encoding="utf-8").splitlines()
        return done, {" ".join(arguments[:2]): (arguments, sent) for arguments, sent in map(json.loads, said)}

    def show(self, file, branch=BRANCH):
        return git(self.remote, "show", f"{branch}:{file}")

    def hands(self):
        return git(self.remote, "log", "--format=%ae", f"main..{BRANCH}").split()


@pytest.fixture
def server():
    with servers.serving(servers.LibreTranslate) as found:
        yield found


@pytest.fixture
def workplace(tmp_path, server):
    return Workplace(tmp_path, server)


def open_pull(workplace):
    workplace.pulls.write_text('[{"number": 7, "isCrossRepository": false}]', encoding="utf-8")


def test_the_first_run_opens_a_pull_request_that_says_what_it_holds(workplace):
    done, told = workplace.run()

    assert done.returncode == 0, done.stderr
    assert "    Miel hoa nhan ·fr\n" in workplace.show("products/mat-ong-nhan/product.fr.yaml")
    arguments, text = told["pr create"]
    assert arguments[arguments.index("--base") + 1 : arguments.index("--base") + 4] == ["main", "--head", BRANCH]
    assert "docs/project/reviewing.fr.md" in text
    assert "2 texts written, 0 not done" in text
    assert "## Thay đổi này làm gì với trang web" in text
    assert "mat-ong-nhan" in text
    assert git(workplace.remote, "diff", "--name-only", f"main...{BRANCH}").split() == ["products/mat-ong-nhan/product.fr.yaml"]


def test_a_second_run_without_news_changes_nothing_and_asks_no_engine(workplace, server):
    workplace.run()
    open_pull(workplace)
    before, asked = git(workplace.remote, "rev-parse", BRANCH), len(server.log)
    done, told = workplace.run()

    assert done.returncode == 0, done.stderr
    assert git(workplace.remote, "rev-parse", BRANCH) == before
    assert len(server.log) == asked
    assert "pr create" not in told


def test_what_comes_later_stands_on_top_of_a_persons_commit(workplace):
    workplace.run()
    open_pull(workplace)
    workplace.turn_to(BRANCH)
    workplace.edit("products/mat-ong-nhan/product.fr.yaml", " ·fr", "")
    workplace.commit(BRANCH)
    theirs = git(workplace.remote, "rev-parse", BRANCH).strip()
    corrected = workplace.show("products/mat-ong-nhan/product.fr.yaml")
    workplace.turn_to("main")
    workplace.add("mat-ong-bac-ha", "Mật ong bạc hà")
    workplace.commit("main")
    done, told = workplace.run()

    assert done.returncode == 0, done.stderr
    git(workplace.remote, "merge-base", "--is-ancestor", theirs, BRANCH)
    assert workplace.show("products/mat-ong-nhan/product.fr.yaml") == corrected
    assert workplace.show("products/mat-ong-bac-ha/product.fr.yaml")
    assert "mat-ong-bac-ha" in told["pr edit"][1]
    assert told["pr edit"][0][2] == "7"


def clash(workplace):
    """Let the main branch say the same text otherwise."""
    workplace.turn_to("main")
    folder = workplace.person / "products" / "mat-ong-nhan"
    shutil.copy(workplace.person / FRENCH, folder / "product.fr.yaml")
    workplace.commit("main")


def test_where_a_persons_commit_is_in_the_way_nothing_is_done_and_the_pull_request_is_told(workplace):
    workplace.run()
    open_pull(workplace)
    workplace.turn_to(BRANCH)
    workplace.edit("products/mat-ong-nhan/product.fr.yaml", " ·fr", "")
    workplace.commit(BRANCH)
    before = git(workplace.remote, "rev-parse", BRANCH)
    clash(workplace)
    done, told = workplace.run()

    assert done.returncode == 1
    assert git(workplace.remote, "rev-parse", BRANCH) == before
    arguments, text = told["pr comment"]
    assert arguments[2:] == ["7", "--edit-last", "--create-if-none", "--body-file", "-"]
    assert "`main` does not merge into `translate/fr`" in text
    assert "pr edit" not in told


def test_a_branch_that_changes_more_than_records_is_not_even_checked_out(workplace, server):
    workplace.run()
    open_pull(workplace)
    workplace.turn_to(BRANCH)
    (workplace.person / "catalogue.py").write_text("import os; print(os.environ)", encoding="utf-8")
    workplace.commit(BRANCH)
    before, asked = git(workplace.remote, "rev-parse", BRANCH), len(server.log)
    done, told = workplace.run()

    assert done.returncode == 1
    assert "changes files outside `products/`" in " ".join(told["pr comment"][1].split())
    assert not (workplace.folder / f"run-{workplace.runs}" / "catalogue.py").exists()
    assert (git(workplace.remote, "rev-parse", BRANCH), len(server.log)) == (before, asked)


def test_a_branch_that_no_person_touched_is_begun_anew_in_that_case(workplace):
    workplace.run()
    open_pull(workplace)
    old = git(workplace.remote, "rev-parse", BRANCH).strip()
    clash(workplace)
    workplace.add("mat-ong-bac-ha", "Mật ong bạc hà")
    workplace.commit("main")
    done, told = workplace.run()

    assert done.returncode == 0, done.stderr
    assert old not in git(workplace.remote, "rev-list", BRANCH)
    assert set(workplace.hands()) == {"translate@catalogue.invalid"}
    assert workplace.show("products/mat-ong-bac-ha/product.fr.yaml")
    assert "pr edit" in told


def test_a_commit_that_arrives_meanwhile_is_not_written_over(workplace):
    workplace.run()
    clash(workplace)
    workplace.add("mat-ong-bac-ha", "Mật ong bạc hà")
    workplace.commit("main")
    workplace.run("begin", "fill")
    late = workplace.folder / f"run-{workplace.runs}"
    workplace.turn_to(BRANCH)
    workplace.edit("products/mat-ong-nhan/product.fr.yaml", " ·fr", "")
    workplace.commit(BRANCH)
    before = git(workplace.remote, "rev-parse", BRANCH)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PATH": f"{workplace.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "offer", "fr"],
        cwd=late, env=environment | {"FAKE": str(workplace.folder)}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert git(workplace.remote, "rev-parse", BRANCH) == before


def test_twenty_five_products_wait_at_most(workplace, server):
    for number in range(30):
        workplace.add(f"mat-ong-{number}", f"Mật ong đồi {number + 100}")
    workplace.commit("main")
    workplace.run()
    open_pull(workplace)
    files = git(workplace.remote, "diff", "--name-only", f"main...{BRANCH}").split()
    asked = len(server.log)
    done, _ = workplace.run()

    assert len(files) == 25
    assert done.returncode == 0, done.stderr
    assert len(server.log) == asked


def test_a_source_that_changes_is_translated_again_on_the_branch(workplace):
    workplace.run()
    open_pull(workplace)
    workplace.turn_to("main")
    workplace.edit("products/mat-ong-nhan/product.yaml", "name: Mật ong hoa nhãn", "name: Mật ong hoa vải")
    workplace.commit("main")
    before = workplace.show("products/mat-ong-nhan/product.fr.yaml")
    done, _ = workplace.run()

    assert done.returncode == 0, done.stderr
    after = workplace.show("products/mat-ong-nhan/product.fr.yaml")
    assert after.splitlines()[2] != before.splitlines()[2]
    assert after.splitlines()[5] == before.splitlines()[5]


def test_an_engine_that_fails_opens_nothing(workplace, server):
    server.fail("500", times=50)
    done, told = workplace.run()

    assert done.returncode == 1
    assert told == {}
    assert BRANCH not in git(workplace.remote, "branch")


def test_a_forks_pull_request_of_the_same_name_is_left_alone(workplace):
    workplace.pulls.write_text('[{"number": 3, "isCrossRepository": true}]', encoding="utf-8")
    _, told = workplace.run()

    assert "pr create" in told
    assert "pr edit" not in told


def test_no_step_but_the_last_speaks_to_github(workplace):
    done, told = workplace.run("begin", "fill")

    assert done.returncode == 0, done.stderr
    assert told == {}
    assert BRANCH not in git(workplace.remote, "branch")
