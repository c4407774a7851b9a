"""Machine translation, each engine behind the protocol of ``catalogue.translate.engine``.

How to add one: ``docs/project/engines.md``.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from catalogue.engines.ctranslate2 import CTranslate2
from catalogue.engines.deepl import Deepl
from catalogue.engines.google import Google
from catalogue.engines.libretranslate import LibreTranslate
from catalogue.engines.microsoft import Microsoft
from catalogue.engines.mymemory import MyMemory
from catalogue.engines.pseudo import Pseudo
from catalogue.translate.engine import Engine, EngineFailure, Spend

DEFAULT = "google"

ENGINES: Mapping[str, Callable[[Mapping[str, Any], Spend], Engine]] = {
    "google": Google,
    "libretranslate": LibreTranslate,
    "deepl": Deepl,
    "microsoft": Microsoft,
    "mymemory": MyMemory,
    "pseudo": Pseudo,
    "ctranslate2": CTranslate2,
}


def make(name: str, options: Mapping[str, Any], spend: Spend) -> Engine:
    """Return the engine *name*, told *options* and metered by *spend*. Nothing is sent yet.

    Raises ``EngineFailure`` (``refused``) for an unknown engine, a wrong option, or a key, folder or library that is missing.
    """
    if name not in ENGINES:
        raise EngineFailure("refused", f"there is no engine {name}; there are {', '.join(ENGINES)}")
    try:
        return ENGINES[name](options, spend)
    except ValidationError as error:
        # Without the values: one may be a key in the wrong place.
        wrong = "; ".join(f"option {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
    raise EngineFailure("refused", f"{name}: {wrong}")
