"""Google Translate through its page for old phones, as deep-translator reads it. No key; it works while Google lets it."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import deep_translator.google
from bs4 import BeautifulSoup
from deep_translator import GoogleTranslator

from catalogue.engines.net import Net, guard
from catalogue.engines.options import Network
from catalogue.engines.sift import poisoned, translated, unescaped
from catalogue.translate.engine import Limits, Markup, Spend

CHARACTERS = 3800
"""deep-translator takes fewer than 5,000. Google refuses an address above some 16 KB (1,800 Chinese characters pass, 1,900 do
not: deep-translator issue 224), and a Vietnamese character takes up to 3.9 bytes there."""

ADDRESS = 15_000


class Client(GoogleTranslator):
    """deep-translator's class, for one call: shared between threads, it answers one with the text of another."""

    def __init__(self, net: Net, address: str, source: str, target: str) -> None:
        """Ask *address* where there is one."""
        super().__init__(source=source, target=target)
        if address:
            self._base_url = address
        self._net = net

    def translate(self, text: str, **_: Any) -> str | None:
        """Send *text* as it is. Where the answer holds elements, return it with them: deep-translator drops them unseen."""
        with self._net.sending(len(text)) as sent:
            answer: str | None = super().translate(text)
        return _with_elements(sent.page) or answer


def _with_elements(page: str) -> str | None:
    """Return the translation on *page* with the elements inside it, its line breaks as such; nothing where there are none."""
    found = BeautifulSoup(page, "html.parser").find("div", class_=["t0", "result-container"])
    if found is None or found.find(True) is None:
        return None
    for line_break in found.find_all("br"):
        line_break.replace_with("\n")
    return unescaped(found.decode_contents())


class Google:
    """The engine, and the default one. Lines travel joined, since a request costs more than its characters."""

    name = "google"
    markup: Markup = "token"

    def __init__(self, options: Mapping[str, Any], spend: Spend) -> None:
        """Check the options; nothing is sent."""
        guard(deep_translator.google)
        self._options = Network.model_validate(options)
        self._net = Net(self._options, spend)
        self.limits = Limits(CHARACTERS, 100, self._options.parallel)

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str | None]:
        """Keep the protocol of ``Engine``."""
        return translated(texts, lambda lines: self._send(lines, source, target))

    def _send(self, lines: list[str], source: str, target: str) -> list[str | None]:
        """Send *lines* as one text. Where as many do not come back, send each half, down to single lines."""
        text = "\n".join(lines)
        if len(lines) > 1 and (len(text) > CHARACTERS or len(quote(text)) > ADDRESS):
            return self._halves(lines, source, target)
        answer = Client(self._net, self._options.address, source, target).translate(text)
        if len(lines) == 1:
            return [answer]
        return self._parted(answer or "", lines) or self._halves(lines, source, target)

    def _parted(self, answer: str, lines: list[str]) -> list[str | None]:
        """Return the lines of *answer*; none where they are not as many as *lines*. An error page is not asked for twice."""
        parts = answer.split("\n")
        if len(parts) == len(lines) and all(part.strip() for part in parts):
            return list(parts)
        return [None for _ in lines] if poisoned(answer) else []

    def _halves(self, lines: list[str], source: str, target: str) -> list[str | None]:
        middle = len(lines) // 2
        return self._send(lines[:middle], source, target) + self._send(lines[middle:], source, target)
