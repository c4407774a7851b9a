"""Put the summary that `check` left into one comment of its pull request, and offer finished approval lines.

    python3 comment.py true|false     whether lines are offered

Runs in the workflow `comment` with rights to write, so all that `check` left is data: bounded in size, and with nothing in it
that pings, links or draws. Which pull request it belongs to is asked of the event and of GitHub, never of what was left.
"""

import io
import itertools
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

LARGEST = 500_000
"""How many bytes may have been left, packed."""
LONGEST = 60_000
"""How many letters of the summary are shown: a comment on GitHub holds 65,536."""
MOST = 30
"""How many lines are offered at once."""
MARK = "<!-- catalogue: changes -->"
ENDING = (
    "Trang xem thử và ảnh chụp trên điện thoại: tải tệp *preview* ở cuối [trang này]({page}), giải nén, mở `index.html`."
    " · Pages to look at, and pictures of a phone: *preview* at the end of [this page]({page}); unpack it, open `index.html`."
)
OFFER = (
    "Đoạn trên đã được sửa. Nếu bản dịch đã đúng, bấm *Commit suggestion* để duyệt."
    " · The text above was edited. If it is right, press *Commit suggestion* to approve it."
)
# The character references of catalogue/summary.py; every other one could spell what is broken below.
_REFERENCE = re.compile(r"&(?!#(?:36|38|42|60|62|91|92|93|95|96|124|126);)")
_CALLS = re.compile(r"(?<=@)(?=\w)|(?<=(?<!&)#)(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_FILE = re.compile(r"products/[a-z0-9-]+/product\.[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\.yaml")
_LINE = re.compile(
    r"reviewed ([0-9a-f]{10}) [0-9a-f]{10} [a-z0-9-]+(?::[A-Za-z-]+:[0-9a-f]{10})? \d{4}-\d\d-\d\d(?: [A-Za-z0-9-]+)?", re.ASCII
)
_STATUS = re.compile(r"( +)status: [a-z]+ ([0-9a-f]{10}) .*", re.ASCII)
_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)")


def defanged(text: str) -> str:
    """Return *text* with nothing in it that pings, links or draws; an honest summary stays as it is."""
    text = "".join(letter for letter in text if letter.isprintable() or letter in "\n\u200b")
    text = _REFERENCE.sub("&#38;", text).replace("<", "&#60;").replace("[", "&#91;")
    return _CALLS.sub("\u200b", text).replace("```", "").replace("~~~", "")


def shown(patch: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file that its diff shows, with their numbers: only there can a suggestion stand."""
    number = 0
    for row in patch.split("\n"):
        if begun := _HUNK.match(row):
            number = int(begun[1])
        elif row[:1] in {"+", " "}:
            yield number, row[1:]
            number += 1


def offers(left: Iterable[Any], files: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield a review comment for each line that was left, if it approves the text above a status line of the pull request."""
    lines = {(file["filename"], number): text for file in files for number, text in shown(file.get("patch", ""))}
    for one in left:
        path, line, text = (one.get(key) for key in ("path", "line", "text")) if isinstance(one, dict) else (None, None, None)
        if not (isinstance(path, str) and isinstance(line, int) and isinstance(text, str) and _FILE.fullmatch(path)):
            continue
        new, old = _LINE.fullmatch(text), _STATUS.fullmatch(lines.get((path, line), ""))
        if new and old and new[1] == old[2]:
            body = f"{OFFER}\n\n```suggestion\n{old[1]}status: {text}\n```"
            yield {"path": path, "line": line, "side": "RIGHT", "body": body}


class Repository:
    """The repository, through `gh`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def ask(self, path: str, *more: str, data: object = None) -> bytes:
        """Return what GitHub answers; *data* is sent as JSON."""
        command = ["gh", "api", f"repos/{self.name}/{path}", *more, *(["--input", "-"] if data else [])]
        sent = json.dumps(data).encode() if data else b""
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, input=sent).stdout

    def listed(self, path: str) -> Iterator[Any]:
        """Yield the items of every page of a list."""
        for number in itertools.count(1):
            found = json.loads(self.ask(f"{path}?per_page=100&page={number}"))
            yield from found
            if len(found) < 100:
                return

    def pull(self, run: Mapping[str, Any]) -> int | None:
        """Return the open pull request of the branch and the very commit that *run* has checked."""
        if run["head_repository"] is None:  # the fork is gone
            return None
        branch = f"head={run['head_repository']['owner']['login']}:{run['head_branch']}"
        found = json.loads(self.ask("pulls", "--method", "GET", "-f", "state=open", "-f", branch))
        return next((pull["number"] for pull in found if pull["head"]["sha"] == run["head_sha"]), None)

    def left(self, run: Mapping[str, Any]) -> tuple[str, list[Any]] | None:
        """Return the summary that *run* left and its finished lines; ``None`` where it left nothing that can be used."""
        found = json.loads(self.ask(f"actions/runs/{run['id']}/artifacts"))["artifacts"]
        usable = [one["id"] for one in found if one["name"] == "summary" and one["size_in_bytes"] <= LARGEST]
        if not usable:
            return None
        try:
            with zipfile.ZipFile(io.BytesIO(self.ask(f"actions/artifacts/{max(usable)}/zip"))) as packed:
                text, data = (_bounded(packed, name) for name in ("summary.md", "changes.json"))
            return defanged(text.decode(errors="replace"))[:LONGEST], list(json.loads(data)["suggestions"])
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError, NotImplementedError, RuntimeError):
            return None

    def comment(self, pull: int, body: str) -> None:
        """Write the comment, or write it anew."""
        ours = [
            one["id"]
            for one in self.listed(f"issues/{pull}/comments")
            if one["user"]["login"] == "github-actions[bot]" and one["body"].startswith(MARK)
        ]
        path = f"issues/comments/{ours[0]}" if ours else f"issues/{pull}/comments"
        self.ask(path, "--method", "PATCH" if ours else "POST", data={"body": body})

    def offer(self, pull: int, sha: str, left: Iterable[Any]) -> None:
        """Offer the finished lines that are not offered yet."""
        there = {(one["path"], one["body"]) for one in self.listed(f"pulls/{pull}/comments")}
        wanted = [one for one in offers(left, self.listed(f"pulls/{pull}/files")) if (one["path"], one["body"]) not in there]
        if wanted:
            review = {"commit_id": sha, "event": "COMMENT", "body": OFFER, "comments": wanted[:MOST]}
            self.ask(f"pulls/{pull}/reviews", "--method", "POST", data=review)


def _bounded(packed: zipfile.ZipFile, name: str) -> bytes:
    """Return a file of an archive; raise ``ValueError`` where it would unpack to more than it may."""
    with packed.open(name) as file:
        data = file.read(20 * LARGEST + 1)
    if len(data) > 20 * LARGEST:
        raise ValueError(f"{name} is too large")
    return data


def main() -> None:
    """Comment on the pull request of the run that the event is about."""
    run = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))["workflow_run"]
    repository = Repository(os.environ["GITHUB_REPOSITORY"])
    pull, left = repository.pull(run), repository.left(run)
    if pull is None or left is None:
        print("Nothing to say: the pull request has moved on, or nothing was left for it.")
        return
    text, suggestions = left
    page = f"{os.environ['GITHUB_SERVER_URL']}/{repository.name}/actions/runs/{run['id']}"
    repository.comment(pull, f"{MARK}\n{text}\n---\n\n{ENDING.format(page=page)}\n")
    if sys.argv[1:] == ["true"]:
        repository.offer(pull, run["head_sha"], suggestions)


if __name__ == "__main__":
    main()
