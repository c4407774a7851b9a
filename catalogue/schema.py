"""The one table of what a record can say.

Validation, translatable units, the JSON Schema, the reference page, what is asked for when it is absent: all derive from
the models below. A field is added here and nowhere else; a test then asks for its documentation and its interface words.
Every list item carries an immutable ``id``; every scalar is read as text and typed by its field (``scalars``).
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from catalogue.scalars import (
    Country,
    Currency,
    Day,
    Degrees,
    FileName,
    Flag,
    Gtin,
    HsCode,
    Key,
    Language,
    Line,
    Month,
    Number,
    Prose,
    Stars,
    Url,
    Whole,
)  # fmt: skip

SCHEMA_VERSION = 1
NOT_APPLICABLE = "n/a"


class Face(StrEnum):
    """The face of a product page that shows a fact, and asks for it while it is absent."""

    VISIT = "visit"
    TRADE = "trade"


def said(vi: str, en: str, *, unit: bool = False, ask: Face | None = None, required: bool = False) -> Any:
    """Describe a field in Vietnamese and English; *unit* marks prose to translate, *ask* a fact worth asking for."""
    return _described(vi, en, unit=unit, ask=ask, default=... if required else None)


def listed(vi: str, en: str, *, ask: Face | None = None, required: bool = False) -> Any:
    """Describe a list that is empty when it is absent."""
    return _described(vi, en, unit=False, ask=ask, default=... if required else ())


def _described(vi: str, en: str, *, unit: bool, ask: Face | None, default: Any) -> Any:
    extra: dict[str, Any] = {"unit": unit, "ask": ask.value if ask else "", "vi": vi, "en": en}
    return Field(default=default, description=f"{vi} / {en}", json_schema_extra=extra)


def _ordered(low: Decimal, high: Decimal | None) -> None:
    """Refuse a range whose ends are the wrong way round."""
    if high is not None and low > high:
        raise PydanticCustomError("low-above-high", "low-above-high", {"low": str(low), "high": str(high)})


class Part(BaseModel):
    """A part of a record: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Part):
    """Where a fact was read. Tiers: A signed decision, B1 says recognised, B2 says proposed, C description only."""

    id: Key = said("mã của nguồn", "id of the source", required=True)
    url: Url = said("địa chỉ trang", "address of the page", required=True)
    title: Line | None = said("tên trang", "title of the page")
    tier: Literal["A", "B1", "B2", "C"] = said("bậc tin cậy: A, B1, B2, C", "tier of trust: A, B1, B2, C", required=True)
    read: Day = said("ngày đọc", "day it was read", required=True)


class Quantity(Part):
    """An amount with its unit."""

    amount: Number = said("số lượng", "amount", required=True)
    unit: Literal["kg", "g", "t", "l", "ml", "piece", "day", "month", "year", "ha"] = said("đơn vị", "unit", required=True)
    year: Day | None = said("năm của số liệu", "year of the figure")


class Temperature(Part):
    """A range in degrees Celsius."""

    low: Degrees = said("thấp nhất (°C)", "lowest (°C)", required=True)
    high: Degrees = said("cao nhất (°C)", "highest (°C)", required=True)

    @model_validator(mode="after")
    def _in_order(self) -> "Temperature":
        _ordered(self.low, self.high)
        return self


class Origin(Part):
    """The place today, and the commune and district when the product was certified."""

    now: Key | None = said("nơi hiện nay (mã địa danh)", "place today (place id)")
    district: Key | None = said("huyện khi được công nhận (mã địa danh)", "district at certification (place id)")
    commune: Line | None = said("xã khi được công nhận", "commune at certification")
    hamlet: Line | None = said("thôn", "hamlet")
    area: Prose | None = said("vùng trồng, vùng sản xuất", "growing area", unit=True)
    latitude: Degrees | None = said("vĩ độ", "latitude")
    longitude: Degrees | None = said("kinh độ", "longitude")


class Rating(Part):
    """One dated event of a rating: issued by a decision, or only seen in a list."""

    id: Key = said("mã của lần xếp hạng", "id of the event", required=True)
    stars: Stars = said("số sao", "number of stars", required=True)
    issued: Day | None = said("ngày hoặc năm ra quyết định", "date or year of the decision")
    seen: Day | None = said("năm được nhắc đến (không phải năm quyết định)", "year it was only listed")
    decision: Line | None = said("số quyết định", "number of the decision")
    issuer: Line | None = said("cơ quan ra quyết định", "who issued it")
    withdrawn: Day | None = said("ngày bị thu hồi", "day it was withdrawn")
    source: Key | None = said("mã nguồn", "source id")

    @model_validator(mode="after")
    def _one_date(self) -> "Rating":
        if (self.issued is None) == (self.seen is None):
            raise PydanticCustomError("issued-or-seen", "issued-or-seen")
        return self


class Distinction(Part):
    """An honour that is not a star rating."""

    id: Key = said("mã", "id", required=True)
    scheme: Key = said("danh hiệu (mã)", "honour (scheme id)", required=True)
    year: Day | None = said("năm", "year")
    source: Key | None = said("mã nguồn", "source id")


class Certificate(Part):
    """A certificate that the producer holds for this product."""

    id: Key = said("mã", "id", required=True)
    scheme: Key = said("loại chứng nhận (mã)", "scheme (id)", required=True)
    number: Line | None = said("số chứng nhận", "number")
    issuer: Line | None = said("tổ chức cấp", "issuer")
    issued: Day | None = said("ngày cấp", "day of issue")
    expires: Day | None = said("ngày hết hạn", "day it ends")
    scope: Prose | None = said("phạm vi", "scope", unit=True)
    source: Key | None = said("mã nguồn", "source id")


class Protection(Part):
    """A geographical indication or a mark."""

    id: Key = said("mã", "id", required=True)
    scheme: Key = said("hình thức bảo hộ (mã)", "kind of protection (scheme id)", required=True)
    name: Line | None = said("tên được bảo hộ", "protected name")
    number: Line | None = said("số đăng ký", "register number")
    country: Country = said("nước", "country", required=True)
    year: Day | None = said("năm", "year")
    source: Key | None = said("mã nguồn", "source id")


class Season(Part):
    """The months of the year in which it is fresh."""

    months: tuple[Month, ...] = listed("các tháng trong mùa (1-12)", "months of the season (1-12)", required=True)
    peak: tuple[Month, ...] = listed("các tháng chính vụ", "months of the peak")
    note: Prose | None = said("mùa vụ bằng lời", "the season in words", unit=True)


class Pack(Part):
    """A retail pack."""

    id: Key = said("mã", "id", required=True)
    amount: Number = said("khối lượng hoặc thể tích", "amount", required=True)
    unit: Literal["kg", "g", "l", "ml", "piece"] = said("đơn vị", "unit", required=True)


class Price(Part):
    """A price with its currency and date; *high* makes it a range."""

    id: Key = said("mã", "id", required=True)
    low: Number = said("giá (hoặc giá thấp nhất)", "price (or the lowest)", required=True)
    high: Number | None = said("giá cao nhất", "highest price")
    currency: Currency = said("tiền tệ, ví dụ VND", "currency, for example VND", required=True)
    per: Literal["kg", "g", "l", "ml", "piece", "pack", "person", "night"] = said("tính theo", "per", required=True)
    year: Day = said("thời điểm của giá", "date of the price", required=True)
    basis: Literal["retail", "farm-gate"] | None = said("giá bán lẻ hay tại vườn", "retail or farm-gate")
    source: Key | None = said("mã nguồn", "source id")

    @model_validator(mode="after")
    def _in_order(self) -> "Price":
        _ordered(self.low, self.high)
        return self


class Retail(Part):
    """Buying it."""

    packs: tuple[Pack, ...] = listed("quy cách bán lẻ", "pack sizes", ask=Face.VISIT)
    prices: tuple[Price, ...] = listed("giá", "prices", ask=Face.VISIT)
    where: Prose | None = said("nơi mua", "where to buy", unit=True, ask=Face.VISIT)


class Visit(Part):
    """Visiting its place."""

    highlights: Prose | None = said("có gì để xem, để làm", "what one can do", unit=True)
    hours: Prose | None = said("giờ mở cửa", "opening hours", unit=True, ask=Face.VISIT)
    season: Prose | None = said("mùa nên đến", "best season", unit=True)
    directions: Prose | None = said("đường đi", "how to get there", unit=True, ask=Face.VISIT)
    prices: tuple[Price, ...] = listed("giá vé, giá dịch vụ", "prices")
    booking: Prose | None = said("đặt trước", "booking", unit=True, ask=Face.VISIT)
    languages: tuple[Language, ...] = listed("ngôn ngữ phục vụ", "languages spoken")
    payment: tuple[Literal["cash", "card", "qr", "transfer"], ...] = listed("cách thanh toán", "payment")


class Hs(Part):
    """A customs code; *suggested* until a customs broker confirmed it."""

    id: Key = said("mã", "id", required=True)
    code: HsCode = said("mã HS", "HS code", required=True)
    status: Literal["suggested", "confirmed"] = said("gợi ý hay đã xác nhận", "suggested or confirmed", required=True)
    note: Prose | None = said("điều kiện áp dụng", "when it applies", unit=True)


class Packing(Part):
    """One level of packing."""

    id: Key = said("mã", "id", required=True)
    level: Literal["unit", "carton", "pallet"] = said("cấp đóng gói", "level", required=True)
    contains: Whole | None = said("số đơn vị cấp dưới", "how many of the level below")
    net: Quantity | None = said("khối lượng tịnh", "net weight")
    gross: Quantity | None = said("khối lượng cả bì", "gross weight")


class MarketCode(Part):
    """A growing-area or packing-house code for one market."""

    id: Key = said("mã", "id", required=True)
    code: Line = said("mã số", "code", required=True)
    market: Country = said("thị trường", "market", required=True)


class Trade(Part):
    """What an importer needs."""

    hs: tuple[Hs, ...] = listed("mã HS", "HS codes", ask=Face.TRADE)
    moq: Quantity | None = said("lượng đặt hàng tối thiểu", "minimum order", ask=Face.TRADE)
    capacity: Quantity | None = said("năng lực sản xuất một năm", "capacity a year", ask=Face.TRADE)
    packing: tuple[Packing, ...] = listed("quy cách đóng gói", "packing", ask=Face.TRADE)
    shelf_life: Quantity | None = said("hạn sử dụng", "shelf life", ask=Face.TRADE)
    storage_temperature: Temperature | None = said("nhiệt độ bảo quản", "storage temperature", ask=Face.TRADE)
    lead_time: Quantity | None = said("thời gian giao hàng", "lead time", ask=Face.TRADE)
    incoterms: tuple[Literal["EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"], ...] = listed(
        "điều kiện giao hàng (Incoterms)", "Incoterms", ask=Face.TRADE
    )
    port: Line | None = said("cảng", "port", ask=Face.TRADE)
    markets: tuple[Country, ...] = listed("thị trường đang xuất", "markets", ask=Face.TRADE)
    private_label: Flag | None = said("nhận gia công nhãn riêng", "private label", ask=Face.TRADE)
    growing_area_codes: tuple[MarketCode, ...] = listed("mã số vùng trồng", "growing-area codes")
    packing_house_codes: tuple[MarketCode, ...] = listed("mã số cơ sở đóng gói", "packing-house codes")


class Photo(Part):
    """A photo of the record's folder; the three texts are required."""

    id: Key = said("mã", "id", required=True)
    file: FileName = said("tên tệp trong photos/", "file in photos/", required=True)
    alt: Prose = said("mô tả ảnh cho người không nhìn thấy", "what the photo shows", unit=True, required=True)
    credit: Line = said("người chụp", "photographer", required=True)
    licence: Line = said("giấy phép", "licence", required=True)


class Product(Part):
    """A product record: ``products/<slug>/product.yaml``."""

    name: Annotated[Line, said("tên sản phẩm", "name", unit=True, required=True)]
    summary: Prose = said("giới thiệu ngắn", "summary", unit=True, required=True)
    story: Prose | None = said("câu chuyện sản phẩm", "story", unit=True)
    ingredients: Prose | None = said("thành phần", "ingredients", unit=True, ask=Face.TRADE)
    enjoy: Prose | None = said("cách thưởng thức", "how to enjoy it", unit=True)
    storage: Prose | None = said("cách bảo quản", "storage", unit=True)
    category: Key = said("bộ tiêu chí c1..c26", "criteria set c1..c26", required=True)
    kind: Key = said("loại sản phẩm", "kind", required=True)
    status: Literal["draft", "published", "withdrawn"] = said("tình trạng hồ sơ", "status of the record", required=True)
    formerly: tuple[Key, ...] = listed("các mã cũ", "old slugs")
    producer: Key | None = said("chủ thể (mã)", "producer (id)", ask=Face.VISIT)
    origin: Origin = Field(default=Origin(), description="nguồn gốc / origin")
    ratings: tuple[Rating, ...] = listed("các lần xếp hạng", "ratings")
    distinctions: tuple[Distinction, ...] = listed("danh hiệu khác", "other honours")
    certificates: tuple[Certificate, ...] = listed("chứng nhận", "certificates", ask=Face.TRADE)
    protections: tuple[Protection, ...] = listed("bảo hộ sở hữu trí tuệ", "protections")
    season: Season | None = said("mùa vụ", "season")
    retail: Retail = Field(default=Retail(), description="bán lẻ / retail")
    visit: Visit = Field(default=Visit(), description="tham quan / visit")
    trade: Trade = Field(default=Trade(), description="thương mại / trade")
    gtin: Gtin | None = said("mã số mã vạch GTIN", "GTIN")
    traceability: Url | None = said("địa chỉ truy xuất nguồn gốc", "traceability link")
    photos: tuple[Photo, ...] = listed("ảnh", "photos")
    sources: tuple[Source, ...] = listed("các nguồn", "sources", required=True)
    added: Day = said("ngày thêm vào", "day it was added", required=True)
    changed: Day = said("ngày sửa gần nhất", "day it was last changed", required=True)
    confirmed: Day | None = said("ngày chủ thể xác nhận", "day the producer confirmed it")
    asked: Day | None = said("ngày đã hỏi chủ thể", "day the producer was asked")
    note: Prose | None = said("ghi chú nội bộ, không công bố", "internal note, never published")


Labels = dict[str, Line]


class Contact(Part):
    """How to reach somebody; never invented."""

    email: Line | None = said("thư điện tử", "e-mail")
    phone: Line | None = said("điện thoại", "telephone")
    address: Line | None = said("địa chỉ", "address")


class Producer(Part):
    """A producer: ``products/_reference/producers/<id>.yaml``."""

    name: Labels = said("tên theo từng ngôn ngữ", "name by locale", required=True)
    type: Literal["cooperative", "company", "household", "workshop"] = said("loại hình", "type", required=True)
    place: Key | None = said("nơi hiện nay (mã địa danh)", "place today (place id)")
    district: Key | None = said("huyện cũ (mã địa danh)", "former district (place id)")
    founded: Day | None = said("năm thành lập", "founded")
    members: Whole | None = said("số thành viên", "members")
    members_year: Day | None = said("năm của số thành viên", "year of that number")
    website: Url | None = said("trang web", "website")
    contact: Contact | None = said("liên hệ", "contact")
    sources: tuple[Source, ...] = listed("các nguồn", "sources")


class Place(Part):
    """A place of today, or a former one (*until* is its last day, *now* what it became part of)."""

    id: Key = said("mã địa danh", "place id", required=True)
    level: Key = said("cấp", "level", required=True)
    name: Labels = said("tên theo từng ngôn ngữ", "name by locale", required=True)
    code: Line | None = said("mã hành chính", "administrative code")
    parent: Key | None = said("thuộc (mã địa danh)", "part of (place id)")
    district: Key | None = said("huyện cũ chính (mã địa danh)", "main former district (place id)")
    formed_from: tuple[Line, ...] = listed("hợp thành từ", "formed from")
    until: Day | None = said("ngày cuối cùng tồn tại", "last day it existed")
    now: Key | None = said("nay thuộc (mã địa danh)", "now part of (place id)")


class Places(Part):
    """``places.yaml``: how each level is called, and the places."""

    levels: dict[str, Labels] = said("cách gọi từng cấp", "how each level is called", required=True)
    places: tuple[Place, ...] = listed("địa danh", "places", required=True)
    sources: tuple[Source, ...] = listed("các nguồn", "sources")


class Sector(Part):
    """One of the sectors of the programme."""

    id: Key = said("mã", "id", required=True)
    code: Line = said("số hiệu", "number", required=True)
    name: Labels = said("tên", "name", required=True)


class CriteriaSet(Part):
    """One of the criteria sets of the programme."""

    id: Key = said("mã", "id", required=True)
    sector: Key = said("nhóm (mã)", "sector (id)", required=True)
    name: Labels = said("tên", "name", required=True)


class Kind(Part):
    """What a product is in everyday words; has a guide and a drawing of the same id."""

    id: Key = said("mã", "id", required=True)
    name: Labels = said("tên", "name", required=True)
    also: dict[str, tuple[Line, ...]] = Field(default={}, description="tên gọi khác để tìm kiếm / everyday names for search")
    gift: Labels | None = said("gợi ý làm quà, chỉ khi cẩm nang nói vậy", "hint as a gift, only where its guide says so")
    keeps: Flag | None = said("để được lâu, theo cẩm nang", "whether it keeps without refrigeration, as its guide says")


class Categories(Part):
    """``categories.yaml``."""

    sectors: tuple[Sector, ...] = listed("các nhóm", "sectors", required=True)
    sets: tuple[CriteriaSet, ...] = listed("các bộ tiêu chí", "criteria sets", required=True)
    kinds: tuple[Kind, ...] = listed("các loại", "kinds", required=True)


class Scheme(Part):
    """A scheme of certificates, protections or honours."""

    id: Key = said("mã", "id", required=True)
    type: Literal["certificate", "protection", "distinction"] = said("loại", "type", required=True)
    name: Labels = said("tên", "name", required=True)


class Schemes(Part):
    """``certificates.yaml``."""

    schemes: tuple[Scheme, ...] = listed("các loại chứng nhận, bảo hộ, danh hiệu", "schemes", required=True)


class Excuse(Part):
    """Addresses that may be out of reach for a known reason, until a day."""

    id: Key = said("mã", "id", required=True)
    prefix: Url = said("các địa chỉ bắt đầu bằng", "what the addresses begin with", required=True)
    reason: Line = said("lý do", "the reason", required=True)
    until: Day = said("cho đến hết", "until the end of", required=True)


class Excuses(Part):
    """``links.yaml``."""

    excused: tuple[Excuse, ...] = listed("các địa chỉ được miễn", "excused addresses", required=True)


class Licence(Part):
    """The licence of the records' text."""

    name: Line = said("tên giấy phép", "name of the licence", required=True)
    url: Url = said("địa chỉ", "address", required=True)


def _known_version(value: int) -> int:
    if value != SCHEMA_VERSION:
        check = "newer-schema" if value > SCHEMA_VERSION else "older-schema"
        raise PydanticCustomError(check, check, {"value": str(value), "known": str(SCHEMA_VERSION)})
    return value


class Collection(Part):
    """``catalogue.yaml``: what the whole collection is called."""

    schema_: Annotated[
        Whole, AfterValidator(_known_version), Field(alias="schema", description="phiên bản của lược đồ / schema version")
    ]
    name: Labels = said("tên của danh mục", "name of the collection", required=True)
    tagline: Labels = said("một câu giới thiệu", "one sentence about it", required=True)
    programme: Labels = said("tên chương trình", "name of the programme", required=True)
    licence: Licence = said("giấy phép", "licence", required=True)
    country: Country | None = said("nước của các địa danh", "country of its places")
    contact: Contact | None = said("liên hệ của cơ quan", "the office's contact")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a product record, for editors: every optional fact may also be ``n/a``.

    All that an editor shows beside a field is its label, Vietnamese first: names and docstrings of the code are taken out.
    """
    found = Product.model_json_schema()
    for definition in (found, *found.get("$defs", {}).values()):
        required = set(definition.get("required", ()))
        for code in ("title", "description"):
            definition.pop(code, None)
        for name, field in definition.get("properties", {}).items():
            for ours in ("unit", "ask", "vi", "en", "title"):
                field.pop(ours, None)
            if name not in required:
                field.setdefault("anyOf", [_without_words(field)])
                field["anyOf"] = [
                    *(option for option in field["anyOf"] if option != {"type": "null"}),
                    {"const": NOT_APPLICABLE},
                ]
            field.pop("default", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def _without_words(field: dict[str, Any]) -> dict[str, Any]:
    """Move the type of *field* out of it, so that it can stand beside ``n/a``."""
    kept = {"description", "default", "anyOf"}
    return {key: field.pop(key) for key in list(field) if key not in kept}


def fields(model: type[BaseModel] = Product, prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Yield every field of a record with its dotted path, in the order of the schema; ``[]`` marks the items of a list."""
    for name, info in model.model_fields.items():
        path = f"{prefix}{name}"
        yield path, info
        inner = _model_of(info.annotation)
        if inner is not None:
            yield from fields(inner, f"{path}[]." if info.default == () or "tuple" in str(info.annotation) else f"{path}.")


def _model_of(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_of(inner))), None)
