"""What an engine is told by the configuration, and the keys that it takes from the environment."""

import os

from pydantic import BaseModel, ConfigDict, Field

from catalogue.translate.engine import EngineFailure

KEYS = {
    "libretranslate": "CATALOGUE_LIBRETRANSLATE_KEY",
    "deepl": "CATALOGUE_DEEPL_KEY",
    "microsoft": "CATALOGUE_MICROSOFT_KEY",
    "mymemory": "CATALOGUE_MYMEMORY_EMAIL",
}
"""The variable of the environment that holds an engine's key. A key is never an option: options stand in a file."""


class Options(BaseModel):
    """What every engine may be told. An unknown option is refused: deep-translator itself swallows what it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    parallel: int = Field(default=2, ge=1, le=8)
    """How many requests may be under way at once."""


class Network(Options):
    """What an engine behind an address may be told; times are seconds."""

    address: str = Field(default="", pattern=r"^(https?://[^\s/@?#]+(/[^\s@?#]*)?)?$")
    """Where to ask instead of the public service: a private server, or a test. It holds no name, password or key."""
    connect: float = Field(default=3, gt=0)
    read: float = Field(default=30, gt=0)
    """The longest silence of a server, before its answer or within it."""
    retries: int = Field(default=4, ge=0, le=10)
    backoff: float = Field(default=0.5, ge=0)
    """The second retry waits twice this, the third four times; the first follows at once unless the engine asks to wait."""
    patience: float = Field(default=60, ge=0)
    """The longest wait that an engine may ask for; beyond it the request fails."""
    per_second: float = Field(default=5, ge=0)
    """How many requests may start in a second; 0 for any number."""


def optional_key(engine: str) -> str:
    """Return the key of *engine* as the environment holds it now, or nothing."""
    return os.environ.get(KEYS[engine], "").strip()


def needed_key(engine: str) -> str:
    """Return the key of *engine*. Raises ``EngineFailure`` that names the variable when it is not set."""
    value = optional_key(engine)
    if not value:
        raise EngineFailure("refused", f"{engine} needs a key: set {KEYS[engine]} in the environment")
    return value
