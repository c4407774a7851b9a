"""What pages tell machines: sound in the words of schema.org, shown on the page, and never a way in for a record's text."""

import html
import json
import re
from datetime import date

import pytest
from conftest import HERE, ROOT, SCREENSHOTS, opened
from vocabulary import every, kinds, problems

from catalogue import build, host
from catalogue.outputs import structured
from catalogue.outputs.structured.nodes import Here
from catalogue.schema import Price
from catalogue.site import resolve
from catalogue.site.listing import pages

DAY = date(2026, 11, 23)
HOME = "https://example.org/catalogue/"
FULL = HERE / "sites" / "full" / "products" / "mat-ong-rung" / "product.yaml"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = "Mật </script><script>document.title='in'</script><!-- <script> & \u2028 ong"
STAY = "products/du-lich-ban-ven/"

PRODUCT = {"@type": "Product", "name": "a", "description": "b", "category": "c"}
PRICE = {"@type": "UnitPriceSpecification", "price": "5", "priceCurrency": "VND"}
PER = {"@type": "QuantitativeValue", "value": 1, "unitCode": "KGM"}
BAD = {
    "no type": {"name": "a"},
    "a type that there is not": {"@type": "Ocop", "name": "a"},
    "a property that there is not": {**PRODUCT, "stars": "4"},
    "a property of another type": {**PRODUCT, "headline": "a"},
    "a type where another is expected": {**PRODUCT, "countryOfOrigin": {"@type": "Organization", "name": "a"}},
    "a text where a node is expected": {**PRODUCT, "manufacturer": "HTX"},
    "a number where a text is expected": {**PRODUCT, "category": 4},
    "a part that is required": {"@type": "Product", "name": "a"},
    "a date in words": {**PRODUCT, "hasCertification": {"@type": "Certification", "name": "a", "expires": "May 2026"}},
    "a day that there is not": {
        **PRODUCT,
        "hasCertification": {"@type": "Certification", "name": "a", "expires": "2026-02-30"},
    },
    "a relative address": {"@type": "Organization", "name": "a", "url": "producers/a/"},
    "an amount with dots": {"@type": "Offer", "priceSpecification": {**PRICE, "referenceQuantity": PER, "price": "5.000.000"}},
    "a price without its unit": {"@type": "Offer", "priceSpecification": PRICE},
    "an availability": {**PRODUCT, "offers": {"@type": "Offer", "priceSpecification": PRICE, "availability": "InStock"}},
    "a rating of customers": {**PRODUCT, "aggregateRating": {"@type": "AggregateRating", "ratingValue": 4}},
    "an empty text": {**PRODUCT, "award": [""]},
    "a trail of one step": {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "a"}]},
    "a trail out of order": {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 2, "name": "a", "item": HOME},
            {"@type": "ListItem", "position": 1, "name": "b"},
        ],
    },
    "another vocabulary": {"@context": "https://example.org", **PRODUCT},
}


def told(text):
    """What a page tells; nothing where it tells nothing."""
    found = SCRIPT.findall(text)
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


def meta(text, name):
    found = re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)">', text)
    return [html.unescape(one) for one in found]


def plain(text):
    """*text* with all its spaces alike."""
    return " ".join(text.split())


def shown(text):
    """The words of a page, in which a span is no break."""
    body = re.sub(r"</?span[^>]*>", "", text[text.index("</head>") :])
    return plain(html.unescape(re.sub(r"<[^>]+>", " ", body)))


@pytest.fixture(scope="module")
def sample(sample_site):
    return {
        f"{path.parent.relative_to(sample_site).as_posix()}/".removeprefix("./"): path.read_text(encoding="utf-8")
        for path in sample_site.rglob("index.html")
    }


@pytest.fixture(scope="module")
def data(sample):
    return {path: found for path, text in sample.items() if (found := told(text))}


def resolved(folder, locale, day=DAY):
    settings = host.read_settings(folder / "mkdocs.yml")
    catalogue, _ = build.load(settings)
    return next(site for site in resolve(catalogue, (), settings, day) if site.locale.code == locale)


def described(site, path, change=None):
    """What the page at *path* tells of its product, of which *change* may make another."""
    page = next(page for page in pages(site) if page.path == path)
    view = page.view()
    if change:
        object.__setattr__(view.card, "product", view.card.product.model_copy(update=change))
    return structured.described(Here(site, f"{HOME}{site.locale.code}/"), page, view, "…")["mainEntity"]


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_found(case):
    assert problems(BAD[case]) != []


def test_every_page_that_search_engines_keep_tells_what_it_is_and_no_other(sample, data):
    kept = {path for path, text in sample.items() if 'name="robots"' not in text}

    assert kept == set(data)


def test_what_the_sample_tells_is_sound(data):
    assert {path: found for path, node in data.items() if (found := problems(node))} == {}


def test_each_kind_of_page_is_what_it_should_be(data):
    def what(path):
        node = data[path]
        return node["@type"], node.get("mainEntity", {}).get("@type")

    assert what("en/") == ("WebSite", None)
    assert what("products/") == what("en/places/phuong-chu/") == what("fr/producers/") == ("CollectionPage", "ItemList")
    assert what("en/products/che-xanh-ban-ven/") == ("ItemPage", "Product")
    assert what(f"en/{STAY}") == ("ItemPage", ["TouristAttraction", "Service"])
    assert what("fr/guides/lychee/") == ("WebPage", "Article")
    assert what("fr/about/") == ("WebPage", None)
    assert what("fr/data/") == ("WebPage", "Dataset")


def test_a_page_tells_its_own_language_and_address(sample, data):
    for path, node in data.items():
        assert node["inLanguage"] == re.search(r'<html lang="([^"]+)"', sample[path])[1]
        assert node.get("url", HOME + path) == HOME + path


def test_every_page_with_a_crumb_tells_it(sample, data):
    for path, node in data.items():
        below = '<p class="crumb"><a' in sample[path]
        assert ("breadcrumb" in node) == below, path
        for step in node.get("breadcrumb", {}).get("itemListElement", []):
            assert plain(step["name"]) in shown(sample[path])
            assert step.get("item", HOME).removeprefix(HOME) in sample or "item" not in step


def test_what_a_list_names_are_pages_of_the_site_in_their_places(sample, data):
    for node in data.values():
        if node.get("mainEntity", {}).get("@type") == "ItemList":
            items = node["mainEntity"].get("itemListElement", [])
            assert {item["url"].removeprefix(HOME) for item in items} <= set(sample)
            assert [item["position"] - items[0]["position"] for item in items] == list(range(len(items)))
    second = data["products/page/2/"]["mainEntity"]

    assert second["itemListElement"][0]["position"] == 49
    assert second["numberOfItems"] == data["products/"]["mainEntity"]["numberOfItems"]


def test_nothing_is_told_that_the_page_does_not_show(sample, data):
    for path, node in data.items():
        words = shown(sample[path])
        if "/page/" in path or "mainEntity" not in node:
            continue
        for one in (inner for part in (node["mainEntity"], node.get("about", {})) for inner in every(part)):
            season = one.get("name") in ("season", "saison", "mùa vụ")
            for key in ("name", "alternateName", "value", "category", "headline", "addressLocality", "addressRegion", "gtin"):
                if not season and isinstance(one.get(key), str):
                    # A heading begins with a capital, and with it the name of a place: "Huyện Yên Dũng".
                    assert plain(one[key]).casefold() in words.casefold(), (path, key)
            if "Product" in kinds(one) or "Service" in kinds(one):
                assert plain(one["description"].rstrip("…")) in words, path


def test_the_data_are_told_with_what_they_cover_and_every_file_of_them(sample, data, sample_site):
    dataset = data["fr/data/"]["mainEntity"]
    files = {one["contentUrl"].removeprefix(HOME): one for one in dataset["distribution"]}

    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [place["name"] for place in dataset["spatialCoverage"]] == ["province de Bac Ninh", "province de Bac Giang"]
    first, last = dataset["temporalCoverage"].split("/")
    assert f"classements depuis {first}, informations jusqu’en {last}" in shown(sample["fr/data/"])
    assert dataset["dateModified"].startswith(last)
    assert set(files) == {"data/products.fr.csv", "api/v1/index.json", "fr/feed.xml", "data/products.geojson"}
    for path, one in files.items():
        assert (sample_site / path).is_file()
        assert plain(one["description"]) in shown(sample["fr/data/"])


def test_offers_stand_just_where_a_price_is_stated(data):
    catalogue, _ = build.load(host.read_settings(ROOT / "mkdocs.yml"))
    priced = {record.slug for record in catalogue.records if record.product.retail.prices}
    told = {path.split("/")[-2] for path, node in data.items() if any("Offer" in kinds(one) for one in every(node))}

    assert told == priced
    assert priced


def test_stars_are_told_as_a_certificate_just_where_the_page_shows_them_as_current(sample, data):
    for path, node in data.items():
        if node["@type"] == "ItemPage":
            rated = any("Rating" in kinds(one) for one in every(node))
            assert rated == ('class="clock holds"' in sample[path]), path


@pytest.fixture
def full(project):
    folder = project / "products" / "mat-ong-rung"
    for path in folder.glob("product.*.yaml"):
        path.unlink()
    record = re.sub(r"^photos:\n(?: .*\n)+", "", FULL.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (folder / "product.yaml").write_text(record, encoding="utf-8")
    return project


def test_a_record_with_every_fact_tells_each_in_its_place(full):
    node = described(resolved(full, "vi"), "products/mat-ong-rung/")

    assert problems(node) == []
    assert node["gtin"] == "8930000000019"
    assert node["countryOfOrigin"] == {"@type": "Country", "name": "Việt Nam"}
    assert node["manufacturer"]["address"]["addressLocality"] == "xã Đồi Xanh"
    assert node["hasCertification"] == [
        {
            "@type": "Certification",
            "name": "Đạt 5 sao OCOP",
            "certificationRating": {"@type": "Rating", "ratingValue": 5, "bestRating": 5},
            "datePublished": "2025-03-11",
            "expires": "2028-03-11",
        },
        {
            "@type": "Certification",
            "name": "VietGAP",
            "certificationIdentification": "VG-4711",
            "issuedBy": {"@type": "Organization", "name": "Tổ chức Chứng nhận"},
            "datePublished": "2023-07-08",
            "expires": "2026-09-10",
        },
    ]
    assert {
        "@type": "PropertyValue",
        "name": "mã HS",
        "value": "0409.00",
        "description": "gợi ý, cần đại lý hải quan xác nhận",
    } in (node["additionalProperty"])


def test_a_price_is_told_with_its_currency_unit_and_date(full):
    (offer,) = described(resolved(full, "vi"), "products/mat-ong-rung/")["offers"]

    assert offer == {
        "@type": "Offer",
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "minPrice": "111000",
            "maxPrice": "222000",
            "priceCurrency": "VND",
            "referenceQuantity": {"@type": "QuantitativeValue", "value": 1, "unitCode": "KGM"},
            "validFrom": "2019",
            "name": "giá tại vườn",
        },
    }


@pytest.mark.parametrize(
    ("day", "certificates", "awards"),
    [
        (date(2023, 1, 1), ["Đạt 5 sao OCOP", "VietGAP"], 3),
        (date(2028, 3, 10), ["Đạt 5 sao OCOP", "VietGAP"], 2),
        (date(2028, 3, 11), ["VietGAP"], 3),
    ],
)
def test_stars_are_history_from_the_day_on_which_they_no_longer_hold(day, certificates, awards, full):
    node = described(resolved(full, "vi", day), "products/mat-ong-rung/")

    assert [one["name"] for one in node["hasCertification"]] == certificates
    assert len(node["award"]) == awards


def test_a_rating_that_was_withdrawn_is_no_award(full):
    awards = described(resolved(full, "vi"), "products/mat-ong-rung/")["award"]

    assert [text for text in awards if "3 sao" in text] == []
    assert [text for text in awards if "4 sao" in text] != []


def test_a_stay_is_a_place_with_offers_by_person_and_night():
    site = resolved(ROOT, "en")
    price = Price.model_validate(
        {"id": "bed", "low": "150000", "currency": "VND", "per": "night", "year": "2026", "basis": "retail"}
    )
    card = next(card for card in site.cards if f"products/{card.slug}/" == STAY)
    node = described(site, STAY, {"visit": card.product.visit.model_copy(update={"prices": (price,), "languages": ("fr",)})})

    assert problems(node) == []
    assert node["provider"]["name"]
    assert node["availableLanguage"] == ["fr"]
    assert node["offers"][0]["priceSpecification"]["price"] == "150000"
    assert node["offers"][0]["priceSpecification"]["referenceQuantity"]["unitText"] == "night"


@pytest.mark.parametrize(("policy", "path"), [("reviewed", "en/products/mat-ong-rung/"), ("all", "products/mat-ong-rung/")])
def test_a_page_that_fell_back_and_a_preview_tell_nothing(policy, path, project, run):
    assert run(project, "build", "--policy", policy).returncode == 0

    assert told((project / "site" / path / "index.html").read_text(encoding="utf-8")) is None


def test_titles_and_descriptions_have_a_good_length(sample):
    for path, text in sample.items():
        title = html.unescape(re.search(r"<title>(.*?)</title>", text, re.DOTALL)[1]).strip()
        (description,) = meta(text, "description") or [""]
        assert len(title.rpartition(" · ")[0]) <= 65, path
        assert len(description) <= 160, path
        assert len(description) >= 70 or description.endswith((".", "!", "?")) or "http-equiv" in text, path
        assert meta(text, "og:description") in ([description], []), path


def test_what_is_shared_names_the_other_locales_and_the_dates(sample):
    text = sample["fr/products/che-xanh-ban-ven/"]

    assert meta(text, "og:locale") == ["fr_FR"]
    assert meta(text, "og:locale:alternate") == ["vi_VN", "en_GB"]
    assert meta(text, "twitter:card") == ["summary_large_image"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", *meta(text, "article:published_time"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", *meta(text, "article:modified_time"))
    assert re.fullmatch(r"\S+/assets/share/fr/che-xanh-ban-ven\.[0-9a-f]{10}\.png", *meta(text, "og:image"))


def test_no_text_of_a_record_breaks_out(project, run, browser):
    record = project / "products" / "mat-ong-rung" / "product.yaml"
    rest = record.read_text(encoding="utf-8").split("\n", 1)[1]
    record.write_text(f"name: {json.dumps(HOSTILE)}\n{rest}", encoding="utf-8")
    done = run(project, "build", "--locale", "vi")
    assert done.returncode == 0, done.stdout + done.stderr
    with SCREENSHOTS["served"](project / "site") as address:
        page, said = opened(browser)
        page.goto(f"{address}products/mat-ong-rung/")
        texts = page.locator('script[type="application/ld+json"]').all_text_contents()

        assert said == []
        assert page.title().startswith("Mật </script>")
        assert json.loads(*texts)["mainEntity"]["name"] == HOSTILE
        assert page.locator("script:not([src])").count() == 1
