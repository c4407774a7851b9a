"""Many addresses visited: several hosts at a time, and the pages of one host one after the other."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from math import inf
from threading import Event, Lock
from urllib.parse import urlsplit

from catalogue.links.visiting import Visit

HOSTS = 8
"""How many hosts are visited at a time."""
ENOUGH = 2
"""After so many visits in a row at which nobody opened, the other pages of the host are believed to be like the last."""
SHUT = frozenset({"no-host", "silent", "untrusted"})
# Of all steps around a circle, this one leaves the smallest gaps, however often it is taken.
_GOLDEN = (5**0.5 - 1) / 2


def turned(addresses: Sequence[str], day: date) -> Sequence[str]:
    """Return *addresses* begun at another place each week: where time is short, it must not be the same that are left out.

    Nothing is remembered from week to week: where a tenth of all is visited, each has had its turn within half a year.
    """
    begin = int(len(addresses) * (day.toordinal() // 7 * _GOLDEN % 1))
    return [*addresses[begin:], *addresses[:begin]]


def rounds(
    addresses: Iterable[str],
    visit: Callable[[str], Visit],
    pause: float,
    told: Callable[[int, int], None],
    seconds: float = inf,
) -> Mapping[str, Visit]:
    """Return what became of each of *addresses*; *pause* seconds lie between two visits of one host.

    After *seconds* no visit begins, and what was not visited is left out. *told* is called after each visit with how many are
    done and how many there are, never twice at a time.
    """
    until = time.monotonic() + seconds
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[urlsplit(address).netloc.casefold()].append(address)
    count = sum(map(len, hosts.values()))
    found: dict[str, Visit] = {}
    lock, ended = Lock(), Event()

    def one_host(mine: Sequence[str]) -> None:
        made, shut = Visit(), 0
        for place, address in enumerate(mine):
            if shut < ENOUGH:
                if (place and ended.wait(pause)) or time.monotonic() >= until:
                    return
                made = visit(address)
                shut = shut + 1 if made.problem in SHUT else 0
            with lock:
                found[address] = made
                told(len(found), count)

    with ThreadPoolExecutor(HOSTS) as pool:
        try:
            list(pool.map(one_host, hosts.values()))
        except BaseException:
            ended.set()
            pool.shutdown(cancel_futures=True)
            raise
    return found
