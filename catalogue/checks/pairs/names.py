"""Names that stay, and Vietnamese words that were left behind."""

import re
from collections.abc import Iterator
from functools import lru_cache

from catalogue.checks.pairs.table import Values, check
from catalogue.model import Pair
from catalogue.text import fold

_WORDS = re.compile(r"[^\W_]+")
# Letters that neither French nor English uses: ă đ ơ ư, marks of tone that only Vietnamese has, and every doubled mark.
# “ão” and “õe” are left out: São Paulo and Camões are Portuguese.
_LETTERS = "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ"
_ONLY_VIETNAMESE = re.compile(rf"[{_LETTERS}{_LETTERS.upper()}]|[ãÃ](?![oO])|[õÕ](?![eE])")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"“[^”]{1,60}”|«[^»]{1,60}»|\"[^\"]{1,60}\"|‘[^’]{1,60}’|\([^)]{1,60}\)|\*[^*]{1,60}\*")


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    """Return the folded words of *text* with one space around each."""
    return f" {' '.join(_WORDS.findall(fold(text)))} "


@lru_cache(maxsize=8192)
def _proper(source: str, local: str) -> frozenset[str]:
    """Return the folded words that a name keeps in this locale: Yên and Thế of “HTX Nông nghiệp Xanh Yên Thế”."""
    kept = {fold(word) for word in _WORDS.findall(source) if word[0].isupper()}
    return frozenset(kept & {fold(word) for word in _WORDS.findall(local) if word[0].isupper()})


def _stands(name: str, text: str) -> bool:
    """Tell whether *name* stands in *text* as whole words."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not (text[start - 1 : start].isalnum() and start) and not text[end : end + 1].isalnum():
            return True
        start = text.find(name, start + 1)
    return False


def _kept(source: str, local: str, target: str) -> bool:
    if local in target or source in target:
        return True
    if _folded(local) in _folded(target) or _folded(source) in _folded(target):
        return True
    proper = _proper(source, local)
    if not proper:
        return source.count(" ") > 3  # the locale says all of a long name in words of its own
    if source.count(" ") == 1:
        return False
    # A longer name may be shortened to what is proper in it, and its parts may part.
    return all(f" {word} " in _folded(target) for word in proper)


@check("names", "error")
def names(pair: Pair) -> Iterator[Values]:
    """Every name of the record and every kept term of the glossary that the source has stands in the translation.

    A name of one syllable is left alone: it is a word in many texts.
    """
    for source, local in pair.names:
        if " " in source and _stands(source, pair.source) and not _kept(source, local, pair.target):
            yield {"name": source, "expected": local}
    for term in pair.terms:
        if term.kept and pair.locale in term.targets and fold(term.source) not in fold(pair.target):
            yield {"name": term.source, "expected": term.source}


def _rest(pair: Pair) -> str:
    """Return the target without the names and terms that may keep their Vietnamese letters."""
    rest = pair.target
    kept = {name for both in pair.names for name in both}
    kept |= {way for term in pair.terms for way in term.targets.get(pair.locale, ())}
    for name in sorted(kept, key=len, reverse=True):
        rest = rest.replace(name, " ")
    return rest


def _left_over(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if _ONLY_VIETNAMESE.search(word)]


@check("vietnamese", "error")
def vietnamese(pair: Pair) -> Iterator[Values]:
    """No Vietnamese word is left untranslated; one that is quoted or explained in brackets is meant to be there."""
    if pair.source_locale != "vi" or not _ONLY_VIETNAMESE.search(pair.target):
        return
    words = [word for word in _left_over(_QUOTED.sub(" ", _rest(pair))) if word.islower()]
    if words:
        yield {"words": ", ".join(dict.fromkeys(words[:5]))}


@check("marks", "warning")
def marks(pair: Pair) -> Iterator[Values]:
    """Names are written without their Vietnamese marks: the name with them stands beside the heading."""
    if pair.source_locale != "vi" or not _ONLY_VIETNAMESE.search(pair.target):
        return
    words = [word for word in _left_over(_QUOTED.sub(" ", _rest(pair))) if not word.islower()]
    if words:
        yield {"words": ", ".join(dict.fromkeys(words[:5]))}
