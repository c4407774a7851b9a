"""MyMemory, for trials: free, and 5,000 characters a day, 50,000 with an e-mail address in the environment."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import deep_translator.mymemory
from deep_translator import MyMemoryTranslator

from catalogue.engines.net import Net, guard
from catalogue.engines.options import Network, optional_key
from catalogue.engines.sift import translated
from catalogue.translate.engine import EngineFailure, Limits, Markup, Spend

ADDRESS = "https://api.mymemory.translated.net/get"
"""deep-translator asks over plain HTTP."""

_CODES = {"vi": "vi-VN", "fr": "fr-FR"}


class MyMemoryOptions(Network):
    """*english* is the English that is asked for, and in."""

    english: Literal["en-GB", "en-US"] = "en-GB"


class Client(MyMemoryTranslator):
    """deep-translator's class, for one call: shared between threads, it answers one with the text of another."""

    def __init__(self, net: Net, email: str, options: MyMemoryOptions, source: str, target: str) -> None:
        """Keep *email*, which raises the quota and may be empty."""
        codes = {**_CODES, "en": options.english}
        super().__init__(source=codes.get(source, source), target=codes.get(target, target), email=email or None)
        self._base_url = options.address or ADDRESS
        self._net = net

    def translate(self, text: str, **_: Any) -> str | None:
        """Send *text*. Raises ``EngineFailure`` when the quota's message comes in the place of a translation."""
        with self._net.sending(len(text)):
            answer: str | None = super().translate(text)
        if answer and answer.lstrip().upper().startswith("MYMEMORY WARNING"):
            raise EngineFailure("quota", "the characters that mymemory gives away in a day are used up")
        return answer


class MyMemory:
    """The engine. A request holds one line of fewer than 500 characters."""

    name = "mymemory"
    markup: Markup = "token"

    def __init__(self, options: Mapping[str, Any], spend: Spend) -> None:
        """Check the options; nothing is sent."""
        guard(deep_translator.mymemory)
        self._options = MyMemoryOptions.model_validate(options)
        self._email = optional_key(self.name)
        self._net = Net(self._options, spend, secrets=[self._email])
        self.limits = Limits(499, 1, self._options.parallel)

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str | None]:
        """Keep the protocol of ``Engine``."""
        return translated(texts, lambda lines: self._send(lines, source, target))

    def _send(self, lines: list[str], source: str, target: str) -> list[str | None]:
        return [Client(self._net, self._email, self._options, source, target).translate(line) for line in lines]
