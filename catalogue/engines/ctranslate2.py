"""Models on this machine, such as OPUS-MT's, through CTranslate2: no network, no key, and lower quality."""

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from catalogue.engines.options import Options
from catalogue.engines.sift import translated
from catalogue.text import sentences
from catalogue.translate.engine import EngineFailure, Limits, Markup, Spend


class CTranslate2Options(Options):
    """*models* is a folder with one for each pair, such as ``vi-en``.

    A pair's folder is what ``ct2-opus-mt-converter`` writes, with the model's ``source.spm`` and ``target.spm`` put beside it.
    """

    models: str = ""
    device: str = "cpu"
    compute: str = "int8"
    beam: int = 4


def _library(name: str) -> Any:
    """Return a library of the optional extra. Raises ``EngineFailure`` that says how to install it."""
    try:
        return importlib.import_module(name)
    except ImportError:
        failure = EngineFailure("refused", f'{name} is not installed: python -m pip install "rural-catalogue[ctranslate2]"')
    raise failure


class Model:
    """The model of one pair. Its translator may be used by several threads at once."""

    def __init__(self, folder: Path, options: CTranslate2Options) -> None:
        """Load the model, which takes a second or more."""
        processor = _library("sentencepiece").SentencePieceProcessor
        self._source = processor(model_file=str(folder / "source.spm"))
        self._target = processor(model_file=str(folder / "target.spm"))
        self._translator = _library("ctranslate2").Translator(str(folder), device=options.device, compute_type=options.compute)
        self._beam = options.beam

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Translate *texts*, one sentence each: that is what these models were trained on."""
        tokens = [self._source.encode(text, out_type=str) for text in texts]
        results = self._translator.translate_batch(tokens, beam_size=self._beam)
        return [str(self._target.decode(result.hypotheses[0])) for result in results]


class CTranslate2:
    """The engine. Raises ``EngineFailure`` at once when the extra or the folder is missing."""

    name = "ctranslate2"
    markup: Markup = "token"

    def __init__(self, options: Mapping[str, Any], spend: Spend) -> None:
        """Check the options; a model is loaded when it is first needed."""
        self._options = CTranslate2Options.model_validate(options)
        for name in ("ctranslate2", "sentencepiece"):
            _library(name)
        if not self._options.models or not Path(self._options.models).is_dir():
            raise EngineFailure(
                "refused", "ctranslate2 needs the option models: a folder that holds one for each pair, as vi-en"
            )
        self.limits = Limits(20_000, 100, self._options.parallel)
        self._spend = spend
        self._lock = Lock()
        self._models: dict[str, Model] = {}

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str | None]:
        """Keep the protocol of ``Engine``."""
        return translated(texts, lambda lines: self._send(lines, f"{source}-{target}"))

    def _send(self, lines: list[str], pair: str) -> list[str]:
        model = self._model(pair)
        self._spend(sum(map(len, lines)))
        split = [sentences(line) for line in lines]
        answers = iter(model.translate([sentence for line in split for sentence in line]))
        return [" ".join(next(answers) for _ in line) for line in split]

    def _model(self, pair: str) -> Model:
        folder = Path(self._options.models) / pair
        if not all((folder / name).is_file() for name in ("model.bin", "source.spm", "target.spm")):
            raise EngineFailure("refused", f"the folder of the option models holds no complete model {pair}")
        with self._lock:
            if pair not in self._models:
                self._models[pair] = Model(folder, self._options)
            return self._models[pair]
