"""The protocol of a machine translation engine, and the ways one fails."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Markup = Literal["html", "token"]
"""How an engine is told what to leave alone: a span with ``translate="no"``, or a token such as ``[X1X]`` in a name's place."""

Spend = Callable[[int], None]
"""Called with the characters of every request before it is sent, retries included; raises ``BudgetSpent`` to forbid it."""


class BudgetSpent(Exception):
    """The characters that a run may send are spent."""


class EngineFailure(Exception):
    """An engine gave nothing for a request. *reason* never holds a key or an address with one.

    ``unreachable``: no answer, or one that a later try may change. ``refused``: the key, the plan or the language is not
    accepted. ``quota``: the engine's own limit is reached. ``broken``: an answer that makes no sense.
    """

    def __init__(self, kind: Literal["unreachable", "refused", "quota", "broken"], reason: str) -> None:
        """Keep both."""
        self.kind = kind
        self.reason = reason
        super().__init__(f"{kind}: {reason}")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may hold, and how many may be under way at once."""

    characters: int
    texts: int = 1
    parallel: int = 2


class Engine(Protocol):
    """One way to translate. *name* is the origin that its texts carry: ``[a-z0-9-]+``."""

    name: str
    markup: Markup
    limits: Limits

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str | None]:
        """Return the translation of each of *texts*, in their order; ``None`` where the engine gave nothing sound for one.

        One call is one request as far as the limits go: the caller packs. It may be called from several threads at once.
        Locales are those of the catalogue (``vi``, ``en``, ``fr``). Raises ``EngineFailure`` and ``BudgetSpent``.
        """
        ...
