"""What translation costs beside the services themselves, and what the memory saves; ``scripts/bench translate`` prints it."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import servers  # noqa: E402  # the tests' loopback services answer at once

from catalogue import build, host  # noqa: E402
from catalogue.memory import remember  # noqa: E402
from catalogue.model import Catalogue  # noqa: E402

KINDS = {"libretranslate": (servers.LibreTranslate, ""), "google": (servers.Google, "/m")}
"""The service of each engine, and what follows its address."""
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "CATALOGUE_LIBRETRANSLATE_KEY": servers.LibreTranslate.key}


def project(folder: Path, engine: str, address: str) -> Path:
    """Make the sample without its translations in *folder*, told to ask *engine* at *address* as fast as it answers."""
    for name in ("docs", "overrides", "products"):
        shutil.copytree(ROOT / name, folder / name)
    for sidecar in folder.glob("products/*/product.*.yaml"):
        sidecar.unlink()
    # The loopback server takes fewer characters than the engine sends by itself.
    more = f", characters: {servers.LibreTranslate.characters}" if engine == "libretranslate" else ""
    options = f"\n      engines: {{{engine}: {{address: {address}, per_second: 0{more}}}}}"
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("\n      policy:", f"{options}\n      policy:")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return folder


def run(engine: str) -> str:
    """Translate the sample through *engine* and return a line of the table."""
    with tempfile.TemporaryDirectory() as name, servers.serving(KINDS[engine][0]) as server:
        folder = project(Path(name) / "project", engine, server.address + KINDS[engine][1])
        began = time.perf_counter()
        command = [sys.executable, "-m", "catalogue", "translate", "--engine", engine]
        done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - began
        written, asked = int(done.stdout.split()[0]), len(server.log)
    return f"| {engine} | {written} | {seconds:.1f} | {written / seconds:.0f} | {asked} | {asked / max(1, written):.2f} |"


def reuse(catalogue: Catalogue, locale: str) -> Counter[str]:
    """Return how many texts of each record the memory of all the others has, by the kind of hit."""
    found: Counter[str] = Counter()
    for record in catalogue.records:
        others = tuple(other for other in catalogue.records if other is not record)
        memory = remember(replace(catalogue, records=others), locale)
        for unit in record.units.values():
            hit = memory.find(unit.text) or memory.like(unit.text)
            found[hit.kind if hit else "none"] += 1
    return found


def main() -> None:
    """Print the tables."""
    print("| engine | texts | seconds | texts/s | requests | requests a text |\n|-|-|-|-|-|-|")
    for engine in KINDS:
        print(run(engine), flush=True)
    catalogue, _ = build.load(host.read_settings(ROOT / "mkdocs.yml"))
    print("\n| memory of the other records | same | but for numbers | alike | none |\n|-|-|-|-|-|")
    for locale in ("en", "fr"):
        found = reuse(catalogue, locale)
        print(f"| {locale} | {found['same']} | {found['numbers']} | {found['like']} | {found['none']} |")
