"""Say what is wrong in one issue: opened, changed in place, and closed when nothing is wrong any more.

    python3 report.py NAME TITLE FILE     what FILE says; nothing is wrong where it is empty or absent

The text is shown as it is, and nothing in it can ping, link or draw.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

LONGEST = 60_000
"""How many letters are shown, the rest stands in the run: an issue on GitHub holds 65,536."""
BODY = """{mark}
```text
{text}
```

[{page}]({page})
"""


def ask(path: str, *more: str, data: object = None) -> Any:
    """Return what GitHub answers; *data* is sent as JSON."""
    command = ["gh", "api", f"repos/{os.environ['GITHUB_REPOSITORY']}/{path}", *more, *(["--input", "-"] if data else [])]
    sent = json.dumps(data).encode() if data else b""
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, input=sent).stdout)


def ours(mark: str) -> list[int]:
    """Return the open issue that bears *mark*; nobody else's is taken for it."""
    found = ask("issues?state=open&creator=github-actions%5Bbot%5D&per_page=100")
    return [one["number"] for one in found if one["user"]["login"] == "github-actions[bot]" and one["body"].startswith(mark)]


def main(name: str, title: str, file: str) -> None:
    """Open the issue, change it, or close it."""
    mark = f"<!-- catalogue: {name} -->"
    path = Path(file)
    whole = path.read_text(encoding="utf-8").strip().replace("```", "") if path.is_file() else ""
    text = whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}…"
    page = f"{os.environ['GITHUB_SERVER_URL']}/{os.environ['GITHUB_REPOSITORY']}/actions/runs/{os.environ['GITHUB_RUN_ID']}"
    there = ours(mark)[:1]
    said = {"title": title, "body": BODY.format(mark=mark, text=text, page=page)} if text else {"state": "closed"}
    for number in there:
        ask(f"issues/{number}", "--method", "PATCH", data=said)
    if text and not there:
        ask("issues", "--method", "POST", data=said)


if __name__ == "__main__":
    main(*sys.argv[1:])
