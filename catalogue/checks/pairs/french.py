"""French: the spaces of its punctuation, and elision.

The space before ``; : ! ?`` and inside guillemets must not break (Imprimerie nationale, *Lexique des règles typographiques*);
narrow or wide is the writer's taste.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from catalogue.checks.pairs.table import Values, check
from catalogue.model import Pair

# A sign after a letter or a closing mark without a space that holds; times (8:30), addresses and doubled signs have none.
# What stands before a sign is looked at after the sign was found, because most texts have few of them.
_BARE = r"(?<=[^\s\u00a0\u202f!?:;/(\[].)"
_SIGN = re.compile(rf"[;!?]{_BARE}(?=[\s\u00a0\u202f)»”]|$)|:{_BARE}(?=\s|$)| (?<=\S.)[;:!?](?=\s|$)")
_QUOTES = re.compile(r"«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»")
_VOWELS = "aeiouàâéèêëîïôùûœ"
_VOWEL = f"[{_VOWELS}]"
_VOWELS_AND_H = frozenset(_VOWELS + "h")
_ELIDED = frozenset({"de", "ne", "que", "lorsque", "puisque", "jusque", "je", "me", "te", "se", "le", "la", "si", "ce"})
# Mute h, by the words that a record may well have; every other h is left alone: many are aspirated (le hameau, la hotte).
_MUTE = (
    r"h(?:abit|armoni|ectare|erb|eure|istoire|istori|iver|omm|onneur|oraire|ospital|ôtel|uile|uître|umid|ygi|ébergement"
    r"|éritage)"
)
# Before these nothing is elided, or the pronoun belongs to what stands before it (conservez-le au frais, le ou la).
_NOT_ELIDED = r"(?!(?:onz|ouistiti|uhlan|(?:oui|ou|où|et|un|une|à|au|aux|en|i|a|e|o|u)\b))"
_LITTLE = r"(?<![-\w’'])(?:de|ne|que|lorsque|puisque|jusque|je|me|te|se|le|la)"
_ELISION = re.compile(
    rf"{_LITTLE} (?:{_NOT_ELIDED}{_VOWEL}\w|{_MUTE})\w*"
    r"|(?<![-\w’'])(?:que|jusque) (?:à|au|aux|en|un|une|où)\b|\bsi ils?\b|\bce (?:est|était|étaient)\b"
    r"|\b[dljnsmtcDLJNSMTC][’'] (?=\w)"
)


@check("french-spacing", "warning")
def french_spacing(pair: Pair) -> Iterator[Values]:
    """A space that does not break stands before ; : ! ? and inside « »."""
    if pair.locale != "fr" or not any(sign in pair.target for sign in ";:!?«»"):
        return
    if match := _SIGN.search(pair.target) or _QUOTES.search(pair.target):
        yield {"value": pair.target[max(0, match.start() - 12) : match.end() + 6].strip().replace("\n", " ")}


@check("elision", "warning")
def elision(pair: Pair) -> Iterator[Values]:
    """“d’eau”, not “de eau”: before a vowel and a mute h the small words lose theirs."""
    if pair.locale != "fr":
        return
    words = pair.target.lower().split()
    before_vowel = any(word in _ELIDED and after[0] in _VOWELS_AND_H for word, after in pairwise(words))
    if (before_vowel or "’ " in pair.target or "' " in pair.target) and (match := _ELISION.search(pair.target)):
        yield {"value": match.group()}
