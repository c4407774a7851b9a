"""A run: each job through memory, then through an engine, then through the checks, each result handed on as it comes.

An engine that cannot be reached ends the asking, not the run: what is left comes from the memory alone, and the run says so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice

from catalogue.memory import Memory
from catalogue.model import Pair, Rendition
from catalogue.text import clean, digest
from catalogue.translate.engine import BudgetSpent, Engine, EngineFailure, Markup
from catalogue.translate.packing import join, pack, split
from catalogue.translate.protect import pieces, protect, restore
from catalogue.translate.wanted import Job

FROM_MEMORY = "memory"
_OTHER: Mapping[Markup, Markup] = {"html": "token", "token": "html"}


@dataclass(frozen=True, slots=True)
class Context:
    """What a run knows beside its jobs.

    *pair* makes what the checks look at of a job and a text; *wrong* names the checks that forbid to store a machine's text;
    *day* stands in the status of each text.
    """

    source: str
    day: str
    memories: Mapping[str, Memory]
    pair: Callable[[Job, str], Pair]
    wrong: Callable[[Pair], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: its text, sealed, or the reasons why there is none."""

    job: Job
    rendition: Rendition | None
    reasons: tuple[str, ...] = ()


class Run:
    """Jobs on their way. *engine* ``None`` is the memory alone; *stopped* says why an engine is asked no more."""

    def __init__(self, engine: Engine | None, context: Context) -> None:
        """Begin with an engine that is believed in."""
        self.engine = engine
        self.context = context
        self.stopped = "" if engine else "no-engine"

    def __call__(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Yield what becomes of each of *jobs* as soon as it is known."""
        left = []
        for job in jobs:
            remembered = self._remembered(job)
            if remembered:
                yield remembered
            else:
                left.append(job)
        for locale in dict.fromkeys(job.locale for job in left):
            yield from self._asked([job for job in left if job.locale == locale], locale)

    def _remembered(self, job: Job) -> Done | None:
        hit = self.context.memories[job.locale].find(job.unit.text)
        return self._judged(job, hit.text, FROM_MEMORY) if hit and not self._wrong(job, hit.text) else None

    def _wrong(self, job: Job, text: str) -> tuple[str, ...]:
        return self.context.wrong(self.context.pair(job, clean(text)))

    def _judged(self, job: Job, text: str, origin: str) -> Done:
        """Return *text* sealed, or the checks that forbid it."""
        stored = clean(text)
        wrong = self._wrong(job, stored)
        if wrong or not stored:
            return Done(job, None, wrong or ("empty",))
        own = digest(stored)
        return Done(job, Rendition(stored, own, "machine", job.unit.digest, own, origin, self.context.day))

    def _asked(self, jobs: Sequence[Job], locale: str) -> Iterator[Done]:
        """Yield what an engine makes of *jobs*, several requests at a time; when it fails, the rest of them as not done."""
        if self.engine is None:
            yield from (Done(job, None, (self.stopped,)) for job in jobs)
            return
        limits = self.engine.limits
        # What protects a name is longer than the name: a request is packed to two thirds of what it takes.
        limits = replace(limits, characters=limits.characters * 2 // 3)
        waiting = iter([[jobs[number] for number in batch] for batch in pack([job.unit.text for job in jobs], limits)])
        with ThreadPoolExecutor(limits.parallel) as pool:
            while batches := list(islice(waiting, limits.parallel)):
                for done in pool.map(lambda batch: self._batch(batch, locale), batches):
                    yield from done

    def _batch(self, jobs: Sequence[Job], locale: str) -> list[Done]:
        assert self.engine is not None
        if len(jobs) == 1:
            return [self._alone(jobs[0], locale)]
        sent = [protect(job.unit.text, self._names(job), self.engine.markup) for job in jobs]
        answers = self._request([one.text for one in sent], locale)
        found = []
        for job, one, answer in zip(jobs, sent, answers, strict=True):
            text = restore(one, answer) if answer else None
            done = self._judged(job, text, self.engine.name) if text else None
            found.append(done if done and done.rendition else self._alone(job, locale))
        return found

    def _names(self, job: Job) -> tuple[tuple[str, str], ...]:
        return self.context.pair(job, "").names

    def _request(self, texts: Sequence[str], locale: str) -> Sequence[str | None]:
        """Return the engine's answers; nothing for each once it has been found to fail, for good."""
        nothing = [None] * len(texts)
        if self.stopped or self.engine is None:
            return nothing
        try:
            return self.engine.translate(texts, self.context.source, locale)
        except BudgetSpent:
            self.stopped = "budget"
        except EngineFailure as failure:
            if failure.kind != "broken":
                self.stopped = failure.reason
        return nothing

    def _alone(self, job: Job, locale: str) -> Done:
        """Try one job by itself, in each way that may keep its names whole, and return the first sound text."""
        assert self.engine is not None
        done = Done(job, None, (self.stopped or "no-answer",))
        ways = (self._whole(self.engine.markup), self._whole(_OTHER[self.engine.markup]), self._in_stretches)
        for way in ways:
            if self.stopped:
                return Done(job, None, (self.stopped,))
            text = way(job, locale)
            done = self._judged(job, text, self.engine.name) if text else done
            if done.rendition:
                return done
        return Done(job, None, (self.stopped,)) if self.stopped else done

    def _whole(self, markup: Markup) -> Callable[[Job, str], str | None]:
        def whole(job: Job, locale: str) -> str | None:
            assert self.engine is not None
            parts, seams = split(job.unit.text, max(1, self.engine.limits.characters * 2 // 3))
            sent = [protect(part, self._names(job), markup) for part in parts]
            texts = [self._request([one.text], locale)[0] for one in sent]
            restored = [restore(one, text) if text else None for one, text in zip(sent, texts, strict=True)]
            return join([text for text in restored if text], seams) if all(restored) else None

        return whole

    def _in_stretches(self, job: Job, locale: str) -> str | None:
        """Translate what stands between the names, and put the names back between: the grammar suffers, no name does."""
        found = []
        for stretch, kept in pieces(job.unit.text, self._names(job)):
            lead, tail = stretch[: len(stretch) - len(stretch.lstrip())], stretch[len(stretch.rstrip()) :]
            text = self._request([stretch.strip()], locale)[0] if any(map(str.isalpha, stretch)) else stretch.strip()
            if text is None:
                return None
            found.append(f"{lead}{text}{tail if stretch.strip() else ''}{kept}")
        return "".join(found)
