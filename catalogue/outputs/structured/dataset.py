"""The data for others, as the page about it shows it."""

from catalogue.outputs.structured.nodes import Here, Node, node, publisher
from catalogue.site.views import Dataset, Download


def dataset(here: Here, data: Dataset, shared: Node) -> Node:
    """Return *data*; what a page says of itself, *shared*, it says of the data too, but for the name and the locales."""
    site = here.site
    return node(
        "Dataset",
        **{**shared, "name": site.name, "inLanguage": list(site.settings.locales)},
        license=site.catalogue.reference.collection.licence.url,
        publisher=publisher(here),
        spatialCoverage=[node("AdministrativeArea", name=name) for name in data.places],
        temporalCoverage=f"{data.first}/{data.changed.first.year}" if data.first and data.changed else "",
        dateModified=str(data.changed or ""),
        distribution=[_download(here, file) for file in data.downloads if file.media],
    )


def _download(here: Here, file: Download) -> Node:
    address = here.site.settings.site_url + file.path
    return node("DataDownload", name=file.name, description=file.about, encodingFormat=file.media, contentUrl=address)
