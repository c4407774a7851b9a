"""A run of machine translation over the records on disk: planned, metered, each text written as it comes."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from catalogue import engines
from catalogue.checks.pairs import findings
from catalogue.checks.pairs.making import makers_of
from catalogue.issues import Issue, Refused
from catalogue.memory import Memory, remember
from catalogue.model import Catalogue, Pair, Rendition
from catalogue.settings import Settings
from catalogue.translate.asking import BUDGET
from catalogue.translate.engine import BudgetSpent, Engine, EngineFailure
from catalogue.translate.protect import Name
from catalogue.translate.run import FROM_MEMORY, Context, Run
from catalogue.translate.wanted import LARGEST_SHARE, Done, Job, again, fewer, implausible, jobs, place, through
from catalogue.translations.files import on_disk, save

KNOWN = (*engines.ENGINES, FROM_MEMORY)
"""What may be asked for a translation."""


class Meter:
    """The characters that a run may send, counted before each request, retries included; safe from several threads."""

    def __init__(self, most: int | None) -> None:
        """Allow *most* characters; ``None`` for any number."""
        self.most = most
        self.spent = 0
        self._lock = threading.Lock()

    def spend(self, characters: int) -> None:
        """Count *characters*, or raise ``BudgetSpent`` where they would be too many."""
        with self._lock:
            if self.most is not None and self.spent + characters > self.most:
                raise BudgetSpent
            self.spent += characters


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do: its jobs, what is remembered by locale, and how much of it an engine would be sent.

    *waiting* texts have no approved text in the pivot's locale yet.
    """

    jobs: tuple[Job, ...]
    waiting: int
    memories: Mapping[str, Memory]
    texts: int
    characters: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: how many texts were written, what was not done and why, and why the engine was asked no more."""

    written: int
    undone: tuple[Done, ...]
    stopped: str


def plan(catalogue: Catalogue, locales: Sequence[str], slugs: Sequence[str], pivot: str = "", most: int | None = None) -> Plan:
    """Return what there is to translate into *locales*, from the source or from approved texts in the locale *pivot*.

    *most* limits it to so many records. Raises ``Refused`` for a slug that no record has.
    """
    known = {record.slug for record in catalogue.records}
    unknown = [slug for slug in slugs if slug not in known]
    if unknown:
        raise Refused([Issue("no-such-record", "products", line=1, values={"slug": slug}) for slug in unknown])
    wanting = jobs(catalogue, locales, slugs)
    ready = through(wanting, pivot) if pivot else wanting
    wanted = ready if most is None else fewer(ready, most)
    memories = {locale: remember(catalogue, locale) for locale in locales}
    sent = {(job.locale, job.text) for job in wanted if memories[job.locale].find(job.unit.text) is None}
    return Plan(tuple(wanted), len(wanting) - len(ready), memories, len(sent), sum(len(text) for _, text in sent))


def checked(catalogue: Catalogue, planned: Plan, *, really: bool) -> None:
    """Raise ``Refused`` when *planned* would write an implausible share of the catalogue again, unless it is *really* meant."""
    if not really and implausible(catalogue, planned.jobs):
        values = {"count": str(again(planned.jobs)), "share": f"{LARGEST_SHARE:.0%}"}
        raise Refused([Issue("implausible-run", "products", line=1, values=values)])


def engine(settings: Settings, name: str, meter: Meter) -> Engine | None:
    """Return the engine *name* as the settings tell it, metered; ``None`` for the memory. Raises ``Refused``."""
    if name == FROM_MEMORY:
        return None
    try:
        return engines.make(name, settings.engines.get(name, {}), meter.spend)
    except EngineFailure as failure:
        raise Refused([Issue("engine-refused", "mkdocs.yml", line=1, values={"reason": failure.reason})]) from None


def _context(catalogue: Catalogue, settings: Settings, planned: Plan, day: date) -> Context:
    makers = {maker.locale: maker for maker in makers_of(catalogue.reference, settings.locales)}

    def names(job: Job) -> tuple[Name, ...]:
        own = makers[job.locale].names(job.record)
        if job.pivot is None:
            return own
        there = dict(makers[job.pivot.locale].names(job.record))
        return tuple((there[source], target) for source, target in own if source in there)

    def pair(job: Job, target: str) -> Pair:
        return makers[job.locale].pair(job.record, job.unit.text, target)

    def wrong(one: Pair) -> tuple[str, ...]:
        return tuple(dict.fromkeys(found.check for found in findings(one) if found.severity == "error"))

    return Context(settings.source, day.isoformat(), planned.memories, names, pair, wrong)


def translate(
    settings: Settings,
    catalogue: Catalogue,
    planned: Plan,
    chosen: Engine | None,
    day: date,
    told: Callable[[Done], None],
) -> Outcome:
    """Do what was *planned*, writing each text as it comes; *told* is called with what became of each job.

    A run that is interrupted has lost nothing that was answered: what is written is not asked for again.
    """
    run = Run(chosen, _context(catalogue, settings, planned, day))
    written, undone = 0, []
    for found in run(planned.jobs):
        done = _written(settings, found)
        written += done.rendition is not None
        undone += [] if done.rendition else [done]
        told(done)
    return Outcome(written, tuple(undone), run.stopped)


def _written(settings: Settings, done: Done) -> Done:
    """Write what a machine made of a job; a file that cannot take it costs the run no other text.

    A disk that refuses ends the run: whatever else is paid for would be lost too.
    """
    if done.rendition is None:
        return done
    try:
        return _placed(settings, done.job, done.rendition)
    except Refused as refused:
        if any(issue.check == "cannot-write-record" for issue in refused.issues):
            raise
        return Done(done.job, None, tuple(issue.check for issue in refused.issues))


def _placed(settings: Settings, job: Job, made: Rendition) -> Done:
    """Write *made* in its place: as the text, or under a person's text as a suggestion.

    The unit is looked at once more, because a run takes long and people work meanwhile: what a person wrote since stays.
    """
    found = on_disk(settings, job.record, job.locale, job.unit.key)
    if place(job.unit, found) != job.place:
        return Done(job, None, ("changed-meanwhile",))
    if found and job.place == "suggestion":
        made = replace(found, suggestion=made)
    elif found:
        made = replace(made, ignored=found.ignored)
    save(settings, job.record, job.locale, [(job.unit.key, made)])
    return Done(job, made)


def issues(outcome: Outcome) -> list[Issue]:
    """Return what a reader must know: why the engine was asked no more, and what else kept texts from being done."""
    return [*_stopped(outcome.stopped), *(_undone(one) for one in outcome.undone if outcome.stopped not in one.reasons)]


def _stopped(reason: str) -> list[Issue]:
    if reason == BUDGET:
        return [Issue("budget-spent", "mkdocs.yml", line=1)]
    return [Issue("engine-stopped", "mkdocs.yml", line=1, values={"reason": reason})] if reason else []


def _undone(one: Done) -> Issue:
    values = {"unit": one.job.unit.key, "reasons": ", ".join(one.reasons)}
    return Issue("not-translated", one.job.record.beside(one.job.locale), line=1, severity="warning", values=values)
