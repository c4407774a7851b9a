"""Work spread over processes: in order, the first error raised, and nobody left behind by who is killed."""

import importlib
import itertools
import os
import sys

import pytest

from catalogue.build.spread import spread, while_wanted
from catalogue.issues import Issue, Refused

needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="where a process is forked: elsewhere all is one part")
MODULE = importlib.import_module("catalogue.build.spread")


@pytest.fixture
def orphaned(monkeypatch):
    """Every look at the parent finds another one; ending the process is an error."""

    def end(_):
        raise SystemExit

    monkeypatch.setattr(os, "getppid", itertools.count(1000).__next__)
    monkeypatch.setattr(os, "_exit", end)


def test_the_process_that_was_asked_goes_on_when_its_shell_is_gone(orphaned):
    assert list(while_wanted(range(3))) == [0, 1, 2]


def test_a_forked_part_ends_when_who_forked_it_is_gone(orphaned, monkeypatch):
    monkeypatch.setattr(MODULE, "_asked_by", 999)

    with pytest.raises(SystemExit):
        list(while_wanted(range(3)))


@needs_fork
def test_each_part_gives_its_share_in_order(monkeypatch):
    monkeypatch.setattr(MODULE, "_parts", lambda _: 3)

    assert spread(lambda part, of: (part, of), 1) == [(0, 3), (1, 3), (2, 3)]


@needs_fork
@pytest.mark.parametrize("failing", [0, 1])
def test_an_error_of_any_part_is_raised(failing, monkeypatch):
    monkeypatch.setattr(MODULE, "_parts", lambda _: 2)

    def work(part, of):
        if part == failing:
            raise OSError("no space")
        return part

    with pytest.raises(OSError, match="no space"):
        spread(work, 1)


@needs_fork
def test_a_finding_of_any_part_comes_whole(monkeypatch):
    monkeypatch.setattr(MODULE, "_parts", lambda _: 2)
    found = Issue("cannot-write", "site", line=1, values={"reason": "full"})

    def work(part, of):
        if part:
            raise Refused([found])

    with pytest.raises(Refused) as refused:
        spread(work, 1)

    assert refused.value.issues == (found,)


@needs_fork
def test_a_part_that_is_killed_is_an_error(monkeypatch):
    monkeypatch.setattr(MODULE, "_parts", lambda _: 2)

    with pytest.raises(OSError, match="was killed"):
        spread(lambda part, _: os._exit(9) if part else part, 1)
