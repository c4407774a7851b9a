"""An engine asked: several texts in a request, several requests at a time, and what fails among others once more by itself.

The texts of one request share its fate, and an engine that fails may fail because of one of them. So nothing is given up before
it was asked for alone, and the engine only when several requests in a row came to nothing.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import NamedTuple

from catalogue.translate.engine import BudgetSpent, Engine, EngineFailure, Markup
from catalogue.translate.packing import join, pack, split
from catalogue.translate.protect import Name, Protected, pieces, protect, restore
from catalogue.translate.wanted import Done, Job

BUDGET = "budget"
INTERRUPTED = "interrupted"
PATIENCE = 5
"""How many requests in a row may fail: a few may be the fault of the texts in them, more are the engine's."""
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


class Route(NamedTuple):
    """From one locale into another."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class _Ready:
    """A job, its names, and its text as it is sent."""

    job: Job
    names: tuple[Name, ...]
    sent: Protected


@dataclass(frozen=True, slots=True)
class _Answered:
    """What a request settled, and what it left to be asked for alone."""

    done: Sequence[Done]
    again: Sequence[_Ready] = ()


class Asking:
    """One engine in one run. *stopped* says why it is asked no more."""

    def __init__(
        self, engine: Engine, names: Callable[[Job], tuple[Name, ...]], judged: Callable[[Job, str | None], Done]
    ) -> None:
        """Begin with an engine that is believed in. *names* protects those of a job, *judged* tells whether a text will do."""
        self.engine = engine
        self.stopped = ""
        self._names = names
        self._judged = judged
        self._failed = 0  # several threads count here: a count lost costs one more request

    def __call__(self, jobs: Iterable[Job], route: Route) -> Iterator[Done]:
        """Yield what becomes of each of *jobs* as soon as it is known."""
        parallel = self.engine.limits.parallel
        waiting = deque(self._batches(jobs))
        under_way: set[Future[_Answered]] = set()
        with ThreadPoolExecutor(parallel) as pool:
            try:
                while waiting or under_way:
                    while waiting and len(under_way) < parallel:
                        under_way.add(pool.submit(self._ask, waiting.popleft(), route))
                    finished, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                    for answered in [future.result() for future in finished]:
                        waiting.extendleft([one] for one in reversed(answered.again))
                        yield from answered.done
            except BaseException:
                # Whoever takes the results is gone: what is under way must not begin another request.
                self.stopped = self.stopped or INTERRUPTED
                raise

    def _batches(self, jobs: Iterable[Job]) -> list[list[_Ready]]:
        ready = [
            _Ready(job, names, protect(job.text, names, self.engine.markup)) for job in jobs for names in [self._names(job)]
        ]
        return [[ready[number] for number in batch] for batch in pack([one.sent.text for one in ready], self.engine.limits)]

    def _ask(self, batch: Sequence[_Ready], route: Route) -> _Answered:
        if len(batch) == 1:
            return _Answered([self._alone(batch[0], route)])
        try:
            answers = self._request([one.sent.text for one in batch], route)
        except (EngineFailure, BudgetSpent):
            return _Answered([], batch)
        judged = [self._judged(one.job, restore(one.sent, answer or "")) for one, answer in zip(batch, answers, strict=True)]
        again = [one for one, done in zip(batch, judged, strict=True) if not done.rendition]
        return _Answered([done for done in judged if done.rendition], again)

    def _request(self, texts: Sequence[str], route: Route) -> Sequence[str | None]:
        """Return the engine's answers, one a text. A failure counts against the engine before it is raised."""
        if self.stopped:
            raise EngineFailure("refused", self.stopped)
        try:
            answers = self._translations(texts, route)
        except EngineFailure as failure:
            self._failed += 1
            if failure.kind == "quota" or self._failed >= PATIENCE:
                self.stopped = self.stopped or failure.reason
            raise
        self._failed = 0
        return answers

    def _translations(self, texts: Sequence[str], route: Route) -> Sequence[str | None]:
        answers = self.engine.translate(texts, route.source, route.target)
        if len(answers) != len(texts):
            raise EngineFailure("broken", f"{len(answers)} answers to {len(texts)} texts")
        return answers

    def _alone(self, one: _Ready, route: Route) -> Done:
        """Ask for one text by itself, in each way that may keep its names whole, and return the first sound translation."""
        done = Done(one.job, None, ("no-answer",))
        try:
            for way in (self._marked, self._marked_otherwise, self._in_stretches) if one.sent.kept else (self._marked,):
                done = self._judged(one.job, way(one, route))
                if done.rendition:
                    break
        except BudgetSpent:
            self.stopped = self.stopped or BUDGET
        except EngineFailure as failure:
            return Done(one.job, None, (self.stopped or failure.reason,))
        return done if done.rendition or not self.stopped else Done(one.job, None, (self.stopped,))

    def _marked(self, one: _Ready, route: Route) -> str | None:
        return self._whole(one.job.text, one.names, self.engine.markup, route)

    def _marked_otherwise(self, one: _Ready, route: Route) -> str | None:
        return self._whole(one.job.text, one.names, "token" if self.engine.markup == "html" else "html", route)

    def _in_stretches(self, one: _Ready, route: Route) -> str | None:
        """Translate what stands between the names, and put the names back between: the grammar suffers, no name does."""
        found = []
        for stretch, kept in pieces(one.job.text, one.names):
            edges = _EDGES.fullmatch(stretch)
            assert edges is not None
            text = self._whole(edges[2], (), self.engine.markup, route)
            if text is None:
                return None
            found.append(f"{edges[1]}{text}{edges[3]}{kept}")
        return "".join(found)

    def _whole(self, text: str, names: Sequence[Name], markup: Markup, route: Route) -> str | None:
        """Return the translation of *text*, in as many requests as its length takes; ``None`` when one came to nothing."""
        parts, seams = self._fitting(text, names, markup)
        found = []
        for part in parts:
            answer = self._request([part.text], route)[0] if any(map(str.isalpha, part.text)) else part.text
            restored = restore(part, answer) if answer is not None else None
            if restored is None:
                return None
            found.append(restored)
        return join(found, seams)

    def _fitting(self, text: str, names: Sequence[Name], markup: Markup) -> tuple[list[Protected], list[str]]:
        """Split *text* into pieces that fit into a request with what protects their names, which is longer than the names."""
        most = limit = self.engine.limits.characters
        while True:
            parts, seams = split(text, limit)
            sent = [protect(part, names, markup) for part in parts]
            if limit == 1 or all(len(one.text) <= most for one in sent):
                return sent, seams
            limit = max(1, limit * 2 // 3)
