"""Many addresses visited: several hosts at a time, and the pages of one host one after the other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from urllib.parse import urlsplit

from catalogue.links.visiting import Visit

HOSTS = 8
"""How many hosts are visited at a time."""
ENOUGH = 2
"""After so many visits in a row at which nobody opened, the other pages of the host are believed to be like the last."""
SHUT = frozenset({"no-host", "silent", "untrusted"})


def rounds(
    addresses: Iterable[str], visit: Callable[[str], Visit], pause: float, told: Callable[[int, int], None]
) -> Mapping[str, Visit]:
    """Return what became of each of *addresses*; *pause* seconds lie between two visits of one host.

    *told* is called after each visit with how many are done and how many there are, never twice at a time.
    """
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
                if place and ended.wait(pause):
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
