"""Whatever goes wrong becomes an ``EngineFailure`` that holds no key."""

from collections.abc import Callable, Iterable
from typing import Literal, TypeVar
from urllib.parse import quote

from deep_translator.exceptions import (
    InvalidSourceOrTargetLanguage,
    LanguageNotSupportedException,
    NotValidLength,
    TranslationNotFound,
)

from catalogue.translate.engine import BudgetSpent, EngineFailure

Kind = Literal["unreachable", "refused", "quota", "broken"]
Result = TypeVar("Result")

LONGEST = 200

_OF_STATUS: dict[int, Kind] = {
    400: "refused",
    401: "refused",
    402: "quota",
    403: "refused",
    404: "refused",
    408: "unreachable",
    413: "refused",
    414: "refused",
    429: "quota",
    456: "quota",  # DeepL: the characters of the plan are used up
    529: "quota",  # DeepL: too many requests
}


def kind_of(status: int, detail: str) -> Kind:
    """Return what an HTTP *status* means. Microsoft says with 403, and in words only, that the free quota is used up."""
    if status == 403 and "quota" in detail.lower():
        return "quota"
    return _OF_STATUS.get(status, "unreachable" if status >= 500 else "broken")


def redacted(text: str, secrets: Iterable[str]) -> str:
    """Return *text* on one line, short, with every secret masked, also as it is written in an address."""
    for secret in secrets:
        for form in (secret, quote(secret), quote(secret, safe="")):
            text = text.replace(form, "•••") if form else text
    return " ".join(text.split())[:LONGEST]


def guarded(call: Callable[[], Result]) -> Result:
    """Return what *call* returns. Raises ``EngineFailure`` for any exception of it but ``BudgetSpent``.

    The failure is raised outside the handler, so that the first exception does not hang on it: deep-translator and requests
    write keys and whole addresses into theirs.
    """
    try:
        return call()
    except (BudgetSpent, EngineFailure):
        raise
    except Exception as error:  # noqa: BLE001  # deep-translator lets AttributeError, StopIteration and more escape
        failure = _failure(error)
    raise failure


def _failure(error: Exception) -> EngineFailure:
    if isinstance(error, LanguageNotSupportedException | InvalidSourceOrTargetLanguage):
        return EngineFailure("refused", "the engine does not know one of the two languages")
    if isinstance(error, NotValidLength):
        return EngineFailure("refused", "a text is longer than the engine takes")
    if isinstance(error, TranslationNotFound):
        return EngineFailure("broken", "the answer holds no translation")
    return EngineFailure("broken", f"the answer makes no sense ({type(error).__name__})")
