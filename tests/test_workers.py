"""Work in other processes: batches, order, and errors that come home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from detente.workers import BATCH, batches, in_workers


def squares(numbers: Sequence[int]) -> list[int]:
    return [n * n for n in numbers]


def failing(numbers: Sequence[int]) -> list[int]:
    raise ValueError(f"cannot square {numbers[0]}")


@pytest.mark.parametrize(
    ("items", "size", "expected"),
    [(range(5), 2, [[0, 1], [2, 3], [4]]), (range(4), 2, [[0, 1], [2, 3]]), (range(3), 9, [[0, 1, 2]]), ([], 2, [])],
)
def test_batches(items: Sequence[int], size: int, expected: list[list[int]]) -> None:
    assert list(batches(items, size)) == expected
    assert list(batches(iter(items), size)) == expected


def test_a_batch_is_taken_only_when_asked_for() -> None:
    taken: list[int] = []

    def source() -> Iterator[int]:
        for n in range(100):
            taken.append(n)
            yield n

    stream = in_workers(squares, batches(source(), 3), 1)
    assert [next(stream) for _ in range(4)] == [0, 1, 4, 9]
    assert len(taken) == 6
    assert BATCH > 1


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_results_come_in_the_order_of_the_work(workers: int) -> None:
    assert list(in_workers(squares, batches(range(20), 3), workers)) == [n * n for n in range(20)]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_comes_home(workers: int) -> None:
    with pytest.raises(ValueError, match="cannot square 0"):
        list(in_workers(failing, batches(range(4), 2), workers))
