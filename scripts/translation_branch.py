"""The standing branch of one locale's machine translations: begun, filled, and offered as one pull request.

    python scripts/translation_branch.py locales      print the target locales, as an output of a workflow
    python scripts/translation_branch.py begin fr     check out translate/fr, the main branch merged into it
    python scripts/translation_branch.py fill fr      translate: first what the branch holds, then more, 25 products in all
    python scripts/translation_branch.py offer fr     commit, push, and write the pull request

What a person has committed to the branch is never taken off it: commits come on top, and where the main branch does not merge,
the pull request is told and nothing else happens. A branch that only this program wrote is begun anew in that case. `fill` has
the keys of engines and `offer` a token, so a branch that changes more than records is not even checked out: it could hold code.
Nothing is remembered between the three: where `begin` did not get to the branch, the others see that they do not stand on it.
"""

import json
import subprocess
import sys
from pathlib import Path

from catalogue import host
from catalogue.locales import LOCALES

BASE = "main"
BOT = "translate@catalogue.invalid"
"""Whose commits are this program's own."""
GIT = ("git", "-c", "user.name=catalogue translate", "-c", f"user.email={BOT}")
MOST = 25
"""How many products the branch holds at most: what somebody reviews in a week."""
CHARACTERS = 100_000
"""How many characters one run sends at most."""
LONGEST = 60_000
"""How many letters the text of a pull request has at most: GitHub takes 65,536."""
SAID = Path(".cache/translation.txt")
BEFORE = Path(".cache/before")
OPENING = """Bản dịch máy ({name}), chờ người duyệt. Cách duyệt: [{guide}](../blob/{base}/{guide}).
Trang xem thử: mục *preview* của lần kiểm tra. Commit của bạn trên nhánh này không bao giờ bị ghi đè.

Machine translations ({name}), to be reviewed. How: [{guide}](../blob/{base}/{guide}).
The pages to look at: *preview* of the check below. No commit of yours on this branch is ever written over.
"""
STUCK = """Máy không dịch thêm: nhánh `{base}` không trộn được vào `{branch}` vì có người đã sửa cùng chỗ, hoặc `{branch}` sửa
cả tệp ngoài `products/`. Hãy giải quyết xung đột hay bỏ các tệp đó; nếu nhánh đã được hợp nhất thì xóa nhánh.

Nothing more is translated: `{base}` does not merge into `{branch}`, where a person has changed the same lines, or `{branch}`
changes files outside `products/`. Resolve the conflict, or take those files out; if the branch has been merged, delete it.
"""


def run(*command: str, sent: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command, and show what it says where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, input=sent)
    if done.returncode:
        print(done.stdout, done.stderr, sep="", file=sys.stderr)
    return done


def git(*arguments: str) -> str:
    """Return what git says to this program; end where it fails."""
    done = run(*GIT, *arguments)
    if done.returncode:
        raise SystemExit(f"git {arguments[0]} failed")
    return done.stdout


def holds(*arguments: str) -> bool:
    """Tell whether git, asked a question, says yes."""
    return subprocess.run(["git", *arguments], check=False, capture_output=True).returncode == 0


def catalogue(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the catalogue."""
    return run(sys.executable, "-m", "catalogue", *arguments)


class Branch:
    """The branch of a locale, here and at its origin."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.name = f"translate/{locale}"
        self.base = f"origin/{BASE}"
        self.origin = f"origin/{self.name}"

    @property
    def is_there(self) -> bool:
        """Whether the origin has the branch."""
        return holds("rev-parse", "--verify", "--quiet", f"refs/remotes/{self.origin}")

    @property
    def is_stuck(self) -> bool:
        """Whether the branch could not be begun."""
        return run("git", "branch", "--show-current").stdout.strip() != self.name

    @property
    def is_safe(self) -> bool:
        """Whether the branch at the origin, if it is there, changes nothing but records."""
        return not self.is_there or holds("diff", "--quiet", f"{self.base}...{self.origin}", "--", ".", ":(exclude)products")

    def is_touched(self) -> bool:
        """Tell whether anybody but this program has committed to the branch."""
        hands = git("log", "--format=%ae%n%ce", f"{self.base}..{self.origin}").split()
        return any(email != BOT for email in hands)

    def products(self) -> list[str]:
        """Return the products whose translations differ from those of the main branch."""
        files = git("diff", "--name-only", f"{self.base}...HEAD", "--", f"products/*/product.{self.locale}.yaml").split()
        return sorted(Path(file).parent.name for file in files if Path(file).is_file())


def locales() -> None:
    """Print the target locales of the settings, as a workflow reads them."""
    print(f"targets={json.dumps(host.read_settings(Path('mkdocs.yml')).locales[1:])}")


def begin(branch: Branch) -> None:
    """Check the branch out, with the main branch merged into it, or leave the main branch as it is where that must not be."""
    if not branch.is_safe:
        return
    start = branch.origin if branch.is_there else branch.base
    git("checkout", "--quiet", "--no-track", "-B", branch.name, start)
    if run(*GIT, "merge", "--quiet", "-m", f"Merge {BASE}", branch.base).returncode == 0:
        return
    git("merge", "--abort")
    if branch.is_touched():
        git("checkout", "--quiet", "--detach", branch.base)
    else:
        git("checkout", "--quiet", "--no-track", "-B", branch.name, branch.base)


def fill(branch: Branch) -> None:
    """Translate, and keep what is said of it; fail where that brings nothing but failure."""
    if branch.is_stuck:
        return
    limits = ("--to", branch.locale, "--max-chars", str(CHARACTERS))
    there = branch.products()
    done = [catalogue("translate", *limits, *there)] if there else []
    if len(there) < MOST:
        done.append(catalogue("translate", *limits, "--most-products", str(MOST - len(there))))
    said = "".join(one.stdout for one in done)
    SAID.parent.mkdir(exist_ok=True)
    SAID.write_text(said, encoding="utf-8")
    print(said, end="")
    if any(one.returncode for one in done) and not git("status", "--porcelain", "--", "products"):
        raise SystemExit("nothing was translated")


def offer(branch: Branch) -> None:
    """Commit what was translated, push it, and open the pull request or write its text anew."""
    if branch.is_stuck:
        told = STUCK.format(base=BASE, branch=branch.name)
        for number in pulls(branch):
            gh("pr", "comment", number, "--edit-last", "--create-if-none", "--body-file", "-", sent=told)
        raise SystemExit(told)
    if git("status", "--porcelain", "--", "products"):
        git("add", "--", "products")
        git("commit", "--quiet", "-m", f"Translate into {LOCALES[branch.locale].name} by machine")
    if holds("diff", "--quiet", branch.base, "HEAD"):
        print("The branch says what the main branch says: nothing to offer.")
        return
    push(branch)
    text = body(branch)
    title = f"Dịch máy · Machine translation ({LOCALES[branch.locale].name})"
    found = pulls(branch)
    for number in found:
        gh("pr", "edit", number, "--body-file", "-", sent=text)
    if not found:
        gh("pr", "create", "--base", BASE, "--head", branch.name, "--title", title, "--body-file", "-", sent=text)


def push(branch: Branch) -> None:
    """Push the branch. One that was begun anew takes the place of just the commits that were looked at."""
    anew = branch.is_there and not holds("merge-base", "--is-ancestor", branch.origin, "HEAD")
    lease = [f"--force-with-lease={branch.name}:{git('rev-parse', branch.origin).strip()}"] if anew else []
    git("push", "--quiet", *lease, "origin", f"HEAD:refs/heads/{branch.name}")


def body(branch: Branch) -> str:
    """Return the text of the pull request: how it is reviewed, what was not translated, and what the branch changes."""
    git("worktree", "add", "--quiet", "--force", "--detach", str(BEFORE), branch.base)
    changes = catalogue("changes", str(BEFORE)).stdout
    guide = f"docs/project/reviewing.{branch.locale}.md"
    opening = OPENING.format(name=LOCALES[branch.locale].name, guide=guide, base=BASE)
    return f"{opening}\n{fenced(said())}\n{changes}"[:LONGEST]


def said() -> str:
    """Return what `catalogue translate` said."""
    return SAID.read_text(encoding="utf-8") if SAID.is_file() else ""


def fenced(text: str) -> str:
    """Return *text* as it is, but so that nothing in it pings, links or draws."""
    text = text.strip().replace("```", "")
    return f"```text\n{text}\n```\n" if text else ""


def pulls(branch: Branch) -> list[str]:
    """Return the number of the open pull request of the branch, if there is one; a fork's of the same name is not meant."""
    found = gh("pr", "list", "--head", branch.name, "--state", "open", "--json", "number,isCrossRepository")
    return [str(one["number"]) for one in json.loads(found) if not one["isCrossRepository"]][:1]


def gh(*arguments: str, sent: str = "") -> str:
    """Return what GitHub's command says; end where it fails."""
    done = run("gh", *arguments, sent=sent)
    if done.returncode:
        raise SystemExit(f"gh {' '.join(arguments[:2])} failed")
    return done.stdout


if __name__ == "__main__":
    if sys.argv[1] == "locales":
        locales()
    else:
        {"begin": begin, "fill": fill, "offer": offer}[sys.argv[1]](Branch(sys.argv[2]))
