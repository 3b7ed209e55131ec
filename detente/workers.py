"""Work in other processes, results in the order of the work.

The whole extraction runs inside a worker, so that rows and not parses cross between processes.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")
BATCH = 8  # articles: larger batches cost the parser memory and save no time


def batches(items: Iterable[In], size: int = BATCH) -> Iterator[list[In]]:
    it = iter(items)
    while batch := list(islice(it, size)):
        yield batch


def in_workers(work: Callable[[Sequence[In]], list[Out]], jobs: Iterable[list[In]], workers: int) -> Iterator[Out]:
    """The results of all jobs, one by one, in order; with one worker in this process."""
    if workers <= 1:
        for job in jobs:
            yield from work(job)
        return
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        for results in pool.imap(work, jobs):
            yield from results
