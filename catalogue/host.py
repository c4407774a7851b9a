"""Runs MkDocs for the frame, into a folder of its own: MkDocs empties its target first."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from catalogue import config
from catalogue.build import Frame
from catalogue.issues import Issue, Refused
from catalogue.plugin import CataloguePlugin
from catalogue.settings import Settings

# Material prints at every run that its host will not be continued; that is known, and pinned.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


class _Heard(logging.Handler):
    """What MkDocs logs before it aborts, because the abort itself does not say why; and the settings that it does not know."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []
        self.unknown: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.levelno >= logging.ERROR:
            self.said.append(message)
        elif "Unrecognised" in message:
            self.unknown.append(message)


@contextmanager
def _listening(file: Path) -> Iterator[None]:
    """Turn what makes MkDocs abort into ``Refused``."""
    heard, log = _Heard(), logging.getLogger("mkdocs")
    log.setLevel(logging.WARNING)
    log.propagate = False
    log.addHandler(heard)
    try:
        yield
        if heard.unknown:
            raise _refused(file, "; ".join(heard.unknown))
    except MkDocsException as error:
        raise _refused(file, "; ".join(heard.said) or str(error)) from None
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        raise Refused([Issue("cannot-write", "site", line=1, values=values)]) from None
    finally:
        log.removeHandler(heard)
        log.propagate = True


def _refused(file: Path, said: str) -> Refused:
    reason = " ".join(said.split()).rstrip(".")
    return Refused([Issue("bad-configuration", file.name, line=1, values={"reason": reason})])


def _load(file: Path, **changes: str) -> MkDocsConfig:
    if not file.is_file():
        raise Refused([Issue("missing-file", file.name, line=1)])
    with _listening(file):
        return load_config(str(file), **changes)


def read_settings(file: Path, **changes: str | None) -> Settings:
    """Return the settings of ``mkdocs.yml``; raise ``Refused`` when they cannot be used."""
    loaded = _load(file)
    if "catalogue" not in loaded.plugins:
        raise Refused([Issue("no-plugin", file.name, line=1)])
    return config.settings(loaded, **changes)


@contextmanager
def frame(file: Path) -> Iterator[Frame]:
    """Yield the frame that MkDocs makes of *file*; its folder of shared files lasts as long as the context."""
    with TemporaryDirectory(prefix="catalogue-") as folder:
        loaded = _load(file, site_dir=folder)
        plugin = loaded.plugins["catalogue"]
        assert isinstance(plugin, CataloguePlugin)
        plugin.hosted = True
        with _listening(file):
            loaded.plugins.on_startup(command="build", dirty=False)
            run_mkdocs(loaded)
        yield plugin.frame(Path(folder))
