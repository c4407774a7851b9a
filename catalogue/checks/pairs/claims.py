"""Claims about diseases, which the food of no trader may make in the European Union.

Regulation (EU) 1169/2011, article 7(3): food information shall not attribute to any food the property of preventing, treating
or curing a human disease, nor refer to such properties. A sentence that denies it is no claim.
"""

import re
from collections.abc import Iterator, Mapping

from catalogue.checks.pairs.table import Values, check
from catalogue.model import Pair
from catalogue.text import sentences

_DISEASES: Mapping[str, str] = {
    "en": (
        r"diseas|illness|ailment|cancer|tumou?r|leuk|diabet|hypertens|high blood pressure|blood pressure|cholesterol"
        r"|hepatit|cirrhos|gout|arthrit|rheumat|osteopor|insomni|asthma|bronchit|pneumon|tubercul|ulcer|gastrit"
        r"|strokes?\b|heart attack|cardiovascular|alzheim|dementia|depression|anxiety disorder|infection|inflammat|fever"
        r"|malaria|covid|influenza|\bflu\b|anaemi|anemi|allergies|kidney stone|gallstone|haemorrhoid|hemorrhoid|epilep"
        r"|migraine|sciatica|impoten|infertil|fatty liver|liver failure"
    ),
    "fr": (
        r"maladie|affection|cancer|tumeur|leucémie|diabèt|hypertension|tension artérielle|cholestérol|hépatit|cirrhose"
        r"|goutte\b|arthrit|arthrose|rhumatis|ostéopor|insomni|asthme|bronchit|pneumon|tubercul|ulcère|gastrit|\bavc\b"
        r"|infarctus|cardiovascul|alzheim|démence|dépression|infection|inflammat|fièvre|paludisme|covid|grippe|anémi"
        r"|allergies|calculs? (?:rén|bil)|hémorroïd|épilep|migraine|sciatique|impuissan|infertil|stéatose"
        r"|foie gras non alcoolique"
    ),
}
_ACTS: Mapping[str, str] = {
    "en": (
        r"\b(?:treat(?:s|ed|ing|ment)?|cur(?:e|es|ed|ing|ative)|heal(?:s|ed|ing)?|prevent(?:s|ed|ing|ion|ive)?|reliev(?:e"
        r"|es|ed|ing)|fight(?:s|ing)?|combat(?:s|ing)?|protect(?:s|ing)? (?:against|from)|remed(?:y|ies)|therap\w+"
        r"|lower(?:s|ing)?|reduc(?:e|es|ing)|against|good for|effective|inhibit\w*|support(?:s|ing)? (?:the )?treatment"
        r"|help(?:s|ing)? with)\b"
    ),
    "fr": (
        r"\b(?:trait(?:e|ent|er|ement|ant)|soign\w+|guéri\w*|prévien\w*|préven\w+|soulag\w+|combat\w*|lutt\w+|protèg\w+"
        r"|remède\w*|thérap\w+|abaiss\w+|rédui\w+|diminu\w+|contre|efficac\w+|curati\w+|inhib\w+|bon(?:ne)? pour)\b"
    ),
}
# These claim by themselves.
_OUTRIGHT: Mapping[str, str] = {
    "en": (
        r"\banti-?(?:cancer|tumou?r|diabet\w*|inflammatory|viral|bacterial|hypertensive)\b|\bcancer-fighting\b"
        r"|\bcures?\b (?!in\b|over\b)"
    ),
    "fr": (
        r"\banti-?(?:cancér\w+|tumor\w+|diabét\w+|inflammatoire\w*|vira\w+|bactérien\w*|hypertens\w+)\b"
        r"|\bguérit\b|\bguérison\b"
    ),
}
_DENIED: Mapping[str, str] = {
    "en": r"\b(?:not|no|never|cannot|nor|without)\b|n’t\b|n't\b",
    "fr": r"\b(?:ne|aucune?|sans|jamais|ni)\b|\bn[’']|\bpas\b",
}
_TABLES = (_DISEASES, _ACTS, _OUTRIGHT, _DENIED)
_PATTERNS = {locale: tuple(re.compile(table[locale]) for table in _TABLES) for locale in _DISEASES}


@check("disease-claims", "error")
def disease_claims(pair: Pair) -> Iterator[Values]:
    """A health product claims to prevent, treat or cure no disease."""
    if not pair.health or pair.locale not in _PATTERNS:
        return
    diseases, acts, outright, denied = _PATTERNS[pair.locale]
    for sentence in sentences(pair.target.lower()):
        claim = outright.search(sentence) or (diseases.search(sentence) and acts.search(sentence))
        if claim and not denied.search(sentence):
            yield {"value": claim.group()}
            return
