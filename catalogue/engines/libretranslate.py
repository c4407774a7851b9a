"""LibreTranslate on a server of one's own. Its models know no Vietnamese (argospm-index, 2025-06): add a package first."""

from collections.abc import Mapping, Sequence
from typing import Any

from deep_translator import LibreTranslator
from pydantic import Field

from catalogue.engines.net import Net
from catalogue.engines.options import Network, optional_key
from catalogue.engines.sift import escaped, translated
from catalogue.translate.engine import EngineFailure, Limits, Markup, Spend


class LibreTranslateOptions(Network):
    """A server sets its own limits; these are what one request may hold here."""

    per_second: float = Field(default=0, ge=0)
    characters: int = Field(default=5000, gt=0)
    texts: int = Field(default=25, gt=0)


class Client(LibreTranslator):
    """deep-translator's class, for one call: a list in a JSON body, where its own sends one text in the address."""

    def __init__(self, net: Net, key: str, address: str, source: str, target: str) -> None:
        """Keep *key*, which may be empty: a server may need none, though deep-translator insists on one."""
        super().__init__(source=source, target=target, api_key=key or "none", custom_url=f"{address.rstrip('/')}/")
        self._net = net
        self._key = key

    def translate_batch(self, batch: list[str], **_: Any) -> Any:
        """Send *batch* as HTML, in which ``translate="no"`` is honoured. The server unescapes its own answer."""
        body = {"q": batch, "source": self._source, "target": self._target, "format": "html"}
        if self._key:
            body["api_key"] = self._key
        characters = sum(map(len, batch))
        return self._net.request("POST", f"{self._base_url}translate", characters, json=body).json()["translatedText"]


class LibreTranslate:
    """The engine. Raises ``EngineFailure`` at once when no address is given."""

    name = "libretranslate"
    markup: Markup = "html"

    def __init__(self, options: Mapping[str, Any], spend: Spend) -> None:
        """Check the options; nothing is sent."""
        chosen = LibreTranslateOptions.model_validate(options)
        if not chosen.address:
            raise EngineFailure("refused", "libretranslate needs the option address: where your server is")
        self._address = chosen.address
        self._key = optional_key(self.name)
        self._net = Net(chosen, spend, secrets=[self._key])
        self.limits = Limits(chosen.characters, chosen.texts, chosen.parallel)

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str | None]:
        """Keep the protocol of ``Engine``."""
        return translated(texts, lambda lines: self._send(lines, source, target))

    def _send(self, lines: list[str], source: str, target: str) -> Any:
        client = Client(self._net, self._key, self._address, source, target)
        return client.translate_batch([escaped(line) for line in lines])
