"""A run: each job through memory, then through an engine, then through the checks, each result handed on as it comes.

An engine that cannot be reached ends the asking, not the run: what is left comes from the memory alone, and the run says so.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalogue.memory import Memory
from catalogue.model import Pair, Rendition
from catalogue.text import clean, digest
from catalogue.translate.asking import Asking, Route
from catalogue.translate.engine import Engine
from catalogue.translate.protect import Name
from catalogue.translate.wanted import Done, Job

FROM_MEMORY = "memory"
NO_ENGINE = "no-engine"


@dataclass(frozen=True, slots=True)
class Context:
    """What a run knows beside its jobs.

    *names* are those of a job, as the text that is translated writes each and as the target does; *pair* makes what the checks
    look at of a job and a text; *wrong* names the checks that forbid to store a machine's text; *day* stands in every status.
    """

    source: str
    day: str
    memories: Mapping[str, Memory]
    names: Callable[[Job], tuple[Name, ...]]
    pair: Callable[[Job, str], Pair]
    wrong: Callable[[Pair], tuple[str, ...]]


class Run:
    """Jobs on their way."""

    def __init__(self, engine: Engine | None, context: Context) -> None:
        """Begin. No *engine* is the memory alone."""
        self.context = context
        judged = self._judge(lambda job: job.origin(engine.name if engine else ""))
        self._asking = Asking(engine, context.names, judged) if engine else None

    @property
    def stopped(self) -> str:
        """Why an engine is asked no more; empty while it is."""
        return self._asking.stopped if self._asking else ""

    def __call__(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Yield what becomes of each of *jobs* as soon as it is known."""
        left = yield from self._remembered(jobs)
        for route in dict.fromkeys(map(self._route, left)):
            yield from self._asked([job for job in left if self._route(job) == route], route)

    def _route(self, job: Job) -> Route:
        return Route(job.pivot.locale if job.pivot else self.context.source, job.locale)

    def _remembered(self, jobs: Iterable[Job]) -> Generator[Done, None, list[Job]]:
        """Yield what the memory has for *jobs*; return the others."""
        left = []
        judged = self._judge(lambda _: FROM_MEMORY)
        for job in jobs:
            hit = self.context.memories[job.locale].find(job.unit.text)
            done = judged(job, hit.text) if hit else None
            if done and done.rendition:
                yield done
            else:
                left.append(job)
        return left

    def _asked(self, jobs: Sequence[Job], route: Route) -> Iterator[Done]:
        """Yield what an engine makes of *jobs*. Of several with one text the first is asked for; the memory serves the rest."""
        if self._asking is None:
            yield from (Done(job, None, (NO_ENGINE,)) for job in jobs)
            return
        first: dict[str, Job] = {}
        for job in jobs:
            first.setdefault(job.text, job)
        for done in self._asking(first.values(), route):
            if done.rendition:
                self.context.memories[route.target].add(done.job.unit.text, done.rendition.text)
            yield done
        left = yield from self._remembered(job for job in jobs if first[job.text] is not job)
        yield from self._asking(left, route)

    def _judge(self, origin: Callable[[Job], str]) -> Callable[[Job, str | None], Done]:
        """Return the judge of texts of one *origin*: it seals a text, or tells which checks forbid to store it."""

        def judged(job: Job, text: str | None) -> Done:
            stored = clean(text or "")
            if not stored:
                return Done(job, None, ("no-answer",))
            wrong = self.context.wrong(self.context.pair(job, stored))
            own = digest(stored)
            sealed = Rendition(stored, own, "machine", job.unit.digest, own, origin(job), self.context.day)
            return Done(job, None, wrong) if wrong else Done(job, sealed)

        return judged
