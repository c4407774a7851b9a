"""How each locale says numbers and measures in words: tables only. A new locale gets its entries here."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property


@dataclass(frozen=True)
class Numerals:
    """The words of one locale.

    *group* and *decimal* are its separators. *words* count (``twelve``), *scales* multiply what stands before them
    (``million``), *joins* may stand inside a number in words, *weak* words alone often mean something else. *loose* words
    suggest numbers without stating one (``May``, ``half``, ``dozen``): they may account for a number on the other side, but ask
    for none. *units* name a measure, *connectors* a range, *halves* add one half to what stands before, *clock* says which half
    of the day an hour is in, *decades* precede the 90 that means 1990.
    """

    group: str
    decimal: str
    words: Mapping[str, int]
    scales: Mapping[str, int]
    units: Mapping[str, str]
    loose: Mapping[str, tuple[int | str, ...]]
    weak: frozenset[str]
    joins: frozenset[str]
    connectors: frozenset[str]
    halves: tuple[tuple[str, ...], ...]
    clock: frozenset[str]
    decades: frozenset[str]

    @cached_property
    def half_starts(self) -> frozenset[str]:
        """Every word that may begin the words for a half."""
        return frozenset(words[0] for words in self.halves)

    @cached_property
    def starts(self) -> frozenset[str]:
        """Every word that may begin an amount."""
        return frozenset({*self.words, *self.scales, *self.loose})


def _counted(words: str, first: int = 1, step: int = 1) -> dict[str, int]:
    """Return the words of a line, counted; a word may be written in several ways, with slashes between."""
    return {way: first + step * place for place, ways in enumerate(words.split()) for way in ways.split("/")}


def _named(lines: str) -> dict[str, str]:
    """Return what each way of writing a unit means, from lines of ``unit: way, way``."""
    pairs = (line.split(":", 1) for line in lines.splitlines() if line)
    return {way.strip(): unit.strip() for unit, ways in pairs for way in ways.split(",")}


def _loosely(*tables: Mapping[str, int]) -> dict[str, tuple[int | str, ...]]:
    return {word: (value,) for table in tables for word, value in table.items()}


def _roman(endings: str = "") -> dict[str, tuple[int | str, ...]]:
    """Return the Roman numerals of centuries, quarters and groups, with the endings that make them ordinals."""
    tens, ones = ("", "x", "xx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    counted = {
        ten + one: 10 * place + number for place, ten in enumerate(tens) for number, one in enumerate(ones) if ten or one
    }
    return {letters + ending: (number,) for letters, number in counted.items() for ending in ("", *endings.split())}


_HALF = ("0.5", 1, 2, 30, 50)
"""What may stand for a half: 1/2, 30 minutes, 50 %."""

# What every locale writes alike.
_SYMBOLS = """
kg: kg
g: g
t: t
l: l
ml: ml
cl: cl
ha: ha
m: m
km: km
cm: cm
mm: mm
m²: m²
m³: m³
km²: km²
%: %
celsius: °c, º c, ° c, ºc
dong: đ, ₫, vnd, vnđ
dollar: $, usd
euro: €, eur
hour: h
foreign: °f, ° f, lb, lbs, oz, ft
"""

VI = Numerals(
    group=".",
    decimal=",",
    words=_counted("một/mốt hai ba bốn/tư năm/lăm/nhăm sáu bảy/bẩy tám chín mười"),
    scales={"mươi": 10, "chục": 10, "tá": 12, "trăm": 100, "nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9, "k": 1_000},
    units=_named(
        _SYMBOLS
        + """
kg: cân, ký, kí, kilôgam, kilogam
g: gam, gram, gr
t: tấn
quintal: tạ
10 kg: yến
100 g: lạng
l: lít
ml: mililít
ha: héc ta, hecta, hécta
m: mét
m²: mét vuông
m³: mét khối
km: cây số, kilômét
cm: centimét
%: phần trăm
celsius: độ c
minute: phút
hour: giờ, tiếng
day: ngày
week: tuần
month: tháng
year: năm
dong: đồng
dollar: đô la, đô
star: sao, ngôi sao
sào: sào
mẫu: mẫu
"""
    ),
    loose={numeral: value for numeral, value in _roman().items() if numeral not in {"vi", "xi"}} | {
        "giêng": (1,), "chạp": (12,), "rằm": (15,), "nhất": (1,), "đầu": (1,), "nhì": (2,), "đôi": (2,), "cặp": (2,), "cả": (2,),
        "nửa": (*_HALF, 15), "rưỡi": _HALF, "rưởi": _HALF, "chục": (10, 12), "trăm": (100,), "nghìn": (1_000,), "triệu": (10**6,),
        "mỗi": (1,), "sào": (360,), "mẫu": (3600,), "quý": (3,), "tứ": (4,), "ngũ": (5,), "lục": (6,), "thất": (7,), "bát": (8,), "cửu": (9,), "thập": (10,),
    },
    weak=frozenset({"một", "mốt", "hai", "tư", "năm", "chín"}),
    joins=frozenset({"linh", "lẻ"}),
    connectors=frozenset({"-", "–", "—", "đến", "tới", "và", "hoặc", "hay"}),
    halves=(("rưỡi",), ("rưởi",), ("½",)),
    clock=frozenset({"sáng", "trưa", "chiều", "tối", "đêm"}),
    decades=frozenset({"niên", "kỷ", "năm"}),
)  # fmt: skip

EN_ORDINALS = _counted("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
FR_ORDINALS = _counted(
    "unième deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième"
)

EN = Numerals(
    group=",",
    decimal=".",
    words=_counted(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty"
    )
    | EN_ORDINALS
    | _counted("thirty forty fifty sixty seventy eighty ninety", 30, 10),
    scales={"k": 1_000, "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    units=_named(
        _SYMBOLS
        + """
kg: kilogram, kilograms, kilogramme, kilogrammes, kilo, kilos
g: gram, grams, gramme, grammes
t: tonne, tonnes, ton, tons
quintal: quintal, quintals
l: litre, litres, liter, liters
ml: millilitre, millilitres, milliliter, milliliters
ha: hectare, hectares
m: metre, metres, meter, meters
m²: square metres, square meters, square metre, square meter, sq m, sqm
m³: cubic metres, cubic meters
km: kilometre, kilometres, kilometer, kilometers
cm: centimetre, centimetres, centimeter, centimeters
mm: millimetre, millimetres, millimeter, millimeters
%: percent, per cent
celsius: degrees celsius, degrees c, degree celsius
minute: minute, minutes, min, mins
hour: hour, hours, hr, hrs, a.m, p.m, am, pm
day: day, days
week: week, weeks
month: month, months
year: year, years, yr, yrs
dong: dong, dongs
dollar: dollar, dollars, us dollars
euro: euro, euros
star: star, stars
foreign: pound, pounds, ounce, ounces, inch, inches, foot, feet, mile, miles, acre, acres, fahrenheit, degrees fahrenheit
"""
    ),
    loose=_roman()
    | _loosely(
        _counted("january february march april may june july august september october november december"),
        _counted("jan feb mar apr x jun jul aug sep/sept oct nov dec"),
        _counted("monday/mondays tuesday/tuesdays wednesday/wednesdays thursday/thursdays friday/fridays saturday/saturdays", 2),
        _counted("thirds fourths fifths", 3),
        _counted("once/single/a/an/each/per/every twice/double/both/pair/couple/doubled triple/threefold/tripled/thrice"),
        {"quadruple": 4, "fourfold": 4, "fortnight": 14, "decade": 10, "decades": 10, "century": 100, "centuries": 100, "dozens": 12},
        {"tens": 10, "hundreds": 100, "thousands": 1_000, "millions": 10**6, "fifteenth": 15, "twentieth": 20, "thirtieth": 30},
    )
    | {"half": _HALF, "halves": _HALF, "quarter": (1, 3, 4, 15, 25), "quarters": (1, 3, 4, 15, 25), "noon": (12,), "midday": (12,), "midnight": (0, 12, 24)},
    weak=frozenset({"one", "two", *EN_ORDINALS}),
    joins=frozenset({"and", "-"}),
    connectors=frozenset({"-", "–", "—", "to", "and", "or"}),
    halves=(("and", "a", "half"), ("½",)),
    clock=frozenset({"a.m", "p.m", "am", "pm"}),
    decades=frozenset(),
)  # fmt: skip

FR = Numerals(
    group=".",
    decimal=",",
    words=_counted("un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
    | _counted("vingt/vingts trente quarante cinquante soixante", 20, 10)
    | FR_ORDINALS
    | {"septante": 70, "huitante": 80, "nonante": 90},
    scales={"k": 1_000, "cent": 100, "cents": 100, "mille": 1_000, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9},
    units=_named(
        _SYMBOLS
        + """
kg: kilogramme, kilogrammes, kilo, kilos
g: gramme, grammes
t: tonne, tonnes
quintal: quintal, quintaux
l: litre, litres
ml: millilitre, millilitres
ha: hectare, hectares
m: mètre, mètres
m²: mètres carrés, mètre carré
m³: mètres cubes, mètre cube
km: kilomètre, kilomètres
cm: centimètre, centimètres
mm: millimètre, millimètres
%: pour cent
celsius: degrés celsius, degrés c, degré celsius
minute: minute, minutes, min
hour: heure, heures
day: jour, jours, journée, journées
week: semaine, semaines
month: mois
year: an, ans, année, années
dong: dong, dongs
dollar: dollar, dollars
euro: euro, euros
star: étoile, étoiles
foreign: livre, livres, once, onces, pouce, pouces, acre, acres, fahrenheit
"""
    ),
    loose=_roman("e er ème")
    | _loosely(
        _counted("janvier février mars avril mai juin juillet août/aout septembre octobre novembre décembre"),
        _counted("janv févr x avr x x juil x sept oct nov déc"),
        _counted("lundi/lundis mardi/mardis mercredi/mercredis jeudi/jeudis vendredi/vendredis samedi/samedis", 2),
        _counted("premier/première/premiers/premières second/seconde/secondes"),
        _counted("chaque/par/simple/seul/seule double/doublé/doubler/doublée/paire/couple/ii triple/triplé/tripler/tiers quadruple"),
        {"dizaine": 10, "dizaines": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40},
        {"cinquantaine": 50, "soixantaine": 60, "centaine": 100, "centaines": 100, "millier": 1_000, "milliers": 1_000},
        {"décennie": 10, "siècle": 100, "siècles": 100, "trimestre": 3, "semestre": 6, "bis": 2},
    )
    | {"demi": _HALF, "demie": _HALF, "moitié": _HALF, "mi": (15, 2), "quart": (1, 4, 15, 25), "quarts": (3, 4, 75), "midi": (12,), "minuit": (0, 12, 24)},
    weak=frozenset({"un", "une", "deux", "neuf", *FR_ORDINALS}),
    joins=frozenset({"et", "-"}),
    connectors=frozenset({"-", "–", "—", "à", "et", "ou"}),
    halves=(("et", "demi"), ("et", "demie"), ("½",)),
    clock=frozenset(),
    decades=frozenset({"années"}),
)  # fmt: skip

NUMERALS: Mapping[str, Numerals] = {"vi": VI, "en": EN, "fr": FR}

# The dimension of each unit and how much of it: 12 months are a year, 1,000 kg a tonne.
MEASURES: Mapping[str, tuple[str, Decimal]] = {
    "kg": ("mass", Decimal(1)), "g": ("mass", Decimal("0.001")), "t": ("mass", Decimal(1000)), "quintal": ("mass", Decimal(100)),
    "10 kg": ("mass", Decimal(10)), "100 g": ("mass", Decimal("0.1")),
    "l": ("volume", Decimal(1)), "ml": ("volume", Decimal("0.001")), "cl": ("volume", Decimal("0.01")), "m³": ("volume", Decimal(1000)),
    "m": ("length", Decimal(1)), "km": ("length", Decimal(1000)), "cm": ("length", Decimal("0.01")), "mm": ("length", Decimal("0.001")),
    "m²": ("area", Decimal(1)), "ha": ("area", Decimal(10_000)), "km²": ("area", Decimal(10**6)),
    "sào": ("area", Decimal(360)), "mẫu": ("area", Decimal(3600)),
    "minute": ("minutes", Decimal(1)), "hour": ("minutes", Decimal(60)), "day": ("minutes", Decimal(1440)), "week": ("minutes", Decimal(10080)),
    "month": ("months", Decimal(1)), "year": ("months", Decimal(12)),
}  # fmt: skip
