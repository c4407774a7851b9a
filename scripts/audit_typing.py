"""From a key press to its drawn result, in real Chromium, the processor slowed four times: ``scripts/audit typing``."""

import os
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path

from audit_server import served
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
MEMORY_DISK = Path("/dev/shm")  # noqa: S108  # a memory disk, not a shared temporary folder
SLOWED = 4
ROUNDS = 3
"""How often each word is typed; the quickest round counts, because other programs are at work too."""
PLACES = {"the catalogue": "en/products/", "the search page": "en/search/"}
WORDS = ("vai thieu", "cooperative", "luc ngan", "0810", "litchee")
# The browser's own measure (Event Timing, of which INP is made): from the key to the next frame, in steps of 8 ms, from 16 on.
LISTEN = """() => {
  window.taken = [];
  const keys = (seen) => seen.getEntries().filter((one) => one.name === "keydown");
  const note = (seen) => taken.push(...keys(seen).map((one) => one.duration));
  new PerformanceObserver(note).observe({ type: "event", durationThreshold: 16 });
}"""


def build(folder: Path, size: int) -> Path:
    """Build a site of *size* products in *folder*."""
    project = runpy.run_path(str(ROOT / "scripts" / "bench"))["project"](folder / "project", size)
    command = [sys.executable, "-m", "catalogue", "build", "--site-dir", str(folder / "site")]
    subprocess.run(command, cwd=project, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True, stdout=subprocess.DEVNULL)
    return folder / "site"


def typed(page: Page, word: str) -> list[float]:
    """Return the milliseconds of each key of *word*."""
    page.locator(".finder [name=q]").fill("")
    page.wait_for_timeout(400)
    page.evaluate("taken.length = 0")
    for key in word:
        page.keyboard.press(key if key != " " else "Space")
        page.wait_for_timeout(150)
    page.wait_for_timeout(400)  # the browser tells of a frame when it is free
    return page.evaluate("taken")


def slowest(page: Page, word: str) -> float:
    """Return the milliseconds of the slowest key of *word* in its best round."""
    return min(max(typed(page, word), default=0) for _ in range(ROUNDS))


def main(size: int, chromium: str | None) -> None:
    """Print a line for each page and word."""
    print("| page | typed | slowest key, ms |\n|-|-|-|")
    with tempfile.TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None) as name:
        site = build(Path(name), size)
        with served(site, "/") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 390, "height": 844})
            slow = page.context.new_cdp_session(page)
            for place, path in PLACES.items():
                page.goto(address + path, wait_until="networkidle")
                page.locator(".finder [name=q]").click()
                page.keyboard.type("a")
                page.locator(".found:not([hidden])").wait_for()
                slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
                page.evaluate(LISTEN)
                for word in WORDS:
                    print(f"| {place} | {word} | {slowest(page, word):.0f} |", flush=True)
                slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
            browser.close()
