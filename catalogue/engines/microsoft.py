"""Microsoft Translator, version 3. deep-translator's own class asks the network for its languages and takes single texts."""

from collections.abc import Mapping, Sequence
from typing import Any

from deep_translator import MicrosoftTranslator

from catalogue.engines.net import Net
from catalogue.engines.options import Network, needed_key
from catalogue.engines.sift import escaped, translated
from catalogue.translate.engine import Limits, Markup, Spend

LANGUAGES = {"vietnamese": "vi", "english": "en", "french": "fr"}


class MicrosoftOptions(Network):
    """*region* is needed by a key of a regional or multi-service resource."""

    region: str = ""


class Client(MicrosoftTranslator):
    """deep-translator's class, for one call: a fixed table of languages, lists, and HTML."""

    def __init__(self, net: Net, key: str, options: MicrosoftOptions, source: str, target: str) -> None:
        """Ask the address of *options* where there is one."""
        super().__init__(source=source, target=target, api_key=key, region=options.region or None)
        if options.address:
            self._base_url = f"{options.address.rstrip('/')}/translate?api-version=3.0"
        self._net = net

    def _get_supported_languages(self) -> dict[str, str]:
        """Stand in for a request that deep-translator makes in its constructor."""
        return LANGUAGES

    def translate_batch(self, batch: list[str], **_: Any) -> Any:
        """Send *batch* as HTML, in which ``translate="no"`` is honoured."""
        answer = self._net.request(
            "POST", self._base_url, sum(map(len, batch)),
            params={"from": self._source, "to": self._target, "textType": "html"},
            headers=self.headers, json=[{"text": text} for text in batch],
        )  # fmt: skip
        return [item["translations"][0]["text"] for item in answer.json()]


class Microsoft:
    """The engine. A request may hold 50,000 characters and 1,000 texts; the markup of the spans counts."""

    name = "microsoft"
    markup: Markup = "html"

    def __init__(self, options: Mapping[str, Any], spend: Spend) -> None:
        """Check the options and that there is a key; nothing is sent."""
        self._options = MicrosoftOptions.model_validate(options)
        self._key = needed_key(self.name)
        self._net = Net(self._options, spend, secrets=[self._key])
        self.limits = Limits(20_000, 200, self._options.parallel)

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str | None]:
        """Keep the protocol of ``Engine``."""
        return translated(texts, lambda lines: self._send(lines, source, target))

    def _send(self, lines: list[str], source: str, target: str) -> Any:
        client = Client(self._net, self._key, self._options, source, target)
        return client.translate_batch([escaped(line) for line in lines])
