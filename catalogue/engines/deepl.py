"""DeepL, its key in a header: deep-translator's own class knows no Vietnamese, and DeepL has refused its address since 2026."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from deep_translator import DeeplTranslator
from deep_translator.exceptions import LanguageNotSupportedException
from pydantic import Field

from catalogue.engines.net import Net
from catalogue.engines.options import Network, needed_key
from catalogue.engines.sift import escaped, translated
from catalogue.translate.engine import Limits, Markup, Spend

BATCH = 50
"""The most texts that one request may hold (DeepL, translate text)."""

_CODES = {"vi": "VI", "fr": "FR"}


class DeeplOptions(Network):
    """*glossary* maps a target locale to the id of a glossary that stands at DeepL; *formality* is asked for in French only."""

    glossary: Mapping[str, str] = Field(default_factory=dict)
    formality: Literal["default", "prefer_more", "prefer_less"] = "prefer_more"
    english: Literal["EN-GB", "EN-US"] = "EN-GB"


class Client(DeeplTranslator):
    """deep-translator's class, for one call: the key in a header, a list in a JSON body, and Vietnamese."""

    def __init__(self, net: Net, key: str, options: DeeplOptions, source: str, target: str) -> None:
        """Keep *key*: one that ends in ``:fx`` belongs to the free service."""
        self._english = options.english  # the constructor below asks for the codes
        super().__init__(source=source, target=target, api_key=key, use_free_api=key.endswith(":fx"))
        if options.address:
            self._base_url = f"{options.address.rstrip('/')}/v2/"
        self._net, self._options, self._locale = net, options, target

    def _map_language_to_code(self, *languages: str) -> Iterator[str]:
        """Stand in for deep-translator's table. A source is plain ``EN``, a target one of the two."""
        for language, english in zip(languages, ("EN", self._english), strict=True):
            code = english if language == "en" else _CODES.get(language)
            if code is None:
                raise LanguageNotSupportedException(language)
            yield code

    def translate_batch(self, batch: list[str], **_: Any) -> Any:
        """Send *batch*, at most 50 texts."""
        answer = self._net.request(
            "POST", f"{self._base_url}translate", sum(map(len, batch)),
            headers={"Authorization": f"DeepL-Auth-Key {self.api_key}"}, json=self._body(batch),
        )  # fmt: skip
        return [item["text"] for item in answer.json()["translations"]]

    def _body(self, batch: list[str]) -> dict[str, Any]:
        body: dict[str, Any] = {"text": batch, "source_lang": self._source, "target_lang": self._target}
        # Version 2 keeps elements in their place; with version 1 empty ones drift (deepl-python issue 93).
        body |= {"tag_handling": "html", "tag_handling_version": "v2"}
        if self._locale == "fr":
            body["formality"] = self._options.formality
        if self._locale in self._options.glossary:
            body["glossary_id"] = self._options.glossary[self._locale]
        return body


class Deepl:
    """The engine. A body may hold 128 KiB: 30,000 characters of Vietnamese in UTF-8 leave room for the spans."""

    name = "deepl"
    markup: Markup = "html"

    def __init__(self, options: Mapping[str, Any], spend: Spend) -> None:
        """Check the options and that there is a key; nothing is sent."""
        self._options = DeeplOptions.model_validate(options)
        self._key = needed_key(self.name)
        self._net = Net(self._options, spend, secrets=[self._key])
        self.limits = Limits(30_000, BATCH, self._options.parallel)

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str | None]:
        """Keep the protocol of ``Engine``."""
        return translated(texts, lambda lines: self._send(lines, source, target))

    def _send(self, lines: list[str], source: str, target: str) -> list[Any]:
        """A text of several lines may make more than 50 of them: these go as several requests."""
        client = Client(self._net, self._key, self._options, source, target)
        answers: list[Any] = []
        for start in range(0, len(lines), BATCH):
            answers += client.translate_batch([escaped(line) for line in lines[start : start + BATCH]])
        return answers
