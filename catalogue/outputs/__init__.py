"""The outputs: one file each. An output takes the resolved sites and a ``Render``, and gives Documents."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.site import Site

Render = Callable[[str, dict[str, Any]], str]


@dataclass(frozen=True)
class Press:
    """What every output works with: the sites (the source's first), the templates, the drawings by name."""

    sites: Sequence[Site]
    render: Render
    drawings: Mapping[str, str]
