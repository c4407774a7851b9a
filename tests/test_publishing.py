"""What publishing.md tells of other hosts is in their own form."""

import re
import subprocess
import sys

from conftest import ROOT

PAGE = ROOT / "docs" / "project" / "publishing.md"
EXAMPLE = re.compile(r"<!-- example: (\S+) -->\n\n```yaml\n(.*?)```", re.DOTALL)


def test_the_jobs_for_gitlab_have_the_form_that_gitlab_asks_for(tmp_path):
    name, text = EXAMPLE.search(PAGE.read_text(encoding="utf-8")).groups()
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci",
         "--data-transform", "gitlab-ci", file], capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout
