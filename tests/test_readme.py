"""The walk through the README, run word for word in a throw-away copy, the engine a service on this machine."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import servers
from conftest import ROOT

FRENCH = (
    "Miel de forêt de la {}, dans la commune de {}, autrefois dans le district de {}, aujourd’hui dans la province de {}. "
    "Il provient de colonies d’abeilles indigènes élevées en forêt."
)


class Translator(servers.LibreTranslate):
    """A service that has French for the one sentence of the README, with the names in the spans that protect them."""

    needs_key = False

    def serve(self, request, fault):
        asked = self._asked(request)
        return servers.reply(200, {"translatedText": [FRENCH.format(*servers.SPAN.findall(text)) for text in asked["q"]]})


def walk():
    """Return the commands of the README's walk, as one script."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    (found,) = [block for block in blocks if "--policy reviewed" in block]
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="sed -i is GNU's in the README")
def test_a_changed_sentence_becomes_stale_is_translated_corrected_approved_and_shown(tmp_path):
    for name in ("docs", "overrides", "products"):
        shutil.copytree(ROOT / name, tmp_path / name)
    with servers.serving(Translator) as server:
        engine = f"\n      engine: libretranslate\n      engines: {{libretranslate: {{address: {server.address}}}}}"
        settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("\n      policy:", f"{engine}\n      policy:")
        (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", walk()],
            cwd=tmp_path, env=os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)},
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    assert "approved: summary" in done.stdout
    assert "élevées au cœur de la forêt." in done.stdout.splitlines()[-1]
