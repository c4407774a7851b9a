"""``mkdocs.yml`` to settings, through MkDocs' own configuration only."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from catalogue.issues import Issue, Refused
from catalogue.locales import LOCALES
from catalogue.settings import POLICIES, Policy, Settings

FILE = "mkdocs.yml"


def _refuse(check: str, **values: str) -> Refused:
    return Refused([Issue(check, FILE, line=1, values=values)])


def _policy(value: str) -> Policy:
    for policy in POLICIES:
        if policy == value:
            return policy
    raise _refuse("not-one-of", field="policy", expected=", ".join(POLICIES))


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise _refuse("bad-configuration", reason=f"time_zone: there is no time zone {name}") from None
    return name


def _positive(name: str, value: int) -> int:
    if value < 1:
        raise _refuse("bad-configuration", reason=f"{name}: {value} is less than 1")
    return value


def _locales(languages: Any) -> tuple[str, ...]:
    """Return the locales of mkdocs-static-i18n's block, its default one first."""
    built = [language for language in languages or [] if language.build and language.locale != "null"]
    codes = [language.locale for language in sorted(built, key=lambda language: not language.default)]
    if not codes:
        raise _refuse("no-locales")
    for code in codes:
        if code not in LOCALES:
            raise _refuse("unknown-locale", locale=code, known=", ".join(LOCALES))
    return tuple(codes)


def settings(config: Any, **changes: str | None) -> Settings:
    """Return the settings that MkDocs' loaded *config* states.

    *changes* (``policy``, ``site_dir``) win over it where they are given. Raises ``Refused``.
    """
    options: Mapping[str, Any] = config.plugins["catalogue"].config
    if not config.site_url:
        raise _refuse("no-site-url")
    if "i18n" not in config.plugins:
        raise _refuse("no-locales")
    root = Path(config.config_file_path).resolve().parent
    return Settings(
        root=root,
        products=root / options["products"],
        overrides=Path(config.theme.custom_dir or root / "overrides"),
        docs=Path(config.docs_dir),
        site_dir=Path(changes.get("site_dir") or config.site_dir).resolve(),
        site_url=config.site_url,
        locales=_locales(config.plugins["i18n"].config.languages),
        policy=_policy(changes.get("policy") or options["policy"]),
        time_zone=_time_zone(options["time_zone"]),
        edit_url=f"{config.repo_url.rstrip('/')}/{options['edit_path']}" if config.repo_url else "",
        new_url=f"{config.repo_url.rstrip('/')}/{options['new_path']}" if config.repo_url else "",
        cards_per_page=_positive("cards_per_page", options["cards_per_page"]),
        max_site_mb=_positive("max_site_mb", options["max_site_mb"]),
        full_text=options["full_text"],
        engine=options["engine"],
        engines=options["engines"],
    )
