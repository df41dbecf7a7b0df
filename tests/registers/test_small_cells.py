"""Nobody outside can compute a small number from what is shown."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rembuk.registers.statistics.small_cells import LEAST, hidden_places, shown, with_margins

tables = st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(st.sampled_from([0, 0, 1, 2, 4, 5, 7, 30]), min_size=width, max_size=width), min_size=2, max_size=6))


def computable(grid: list[list[int]], hidden: frozenset[tuple[int, int]]) -> list[tuple[int, int]]:
    """The hidden places that the sums of lines and columns fix: those on which all solutions of the equations agree."""
    places = sorted(hidden)
    height, width = len(grid), len(grid[0])
    rows = []
    for line in [[(i, j) for j in range(width)] for i in range(height)] + [[(i, j) for i in range(height)] for j in range(width)]:
        rows.append([(-1.0 if place == line[-1] else 1.0) if place in line else 0.0 for place in places])
    matrix = np.array(rows)
    rank = np.linalg.matrix_rank(matrix)
    return [place for n, place in enumerate(places) if np.linalg.matrix_rank(np.vstack([matrix, np.eye(len(places))[n]])) == rank]


@given(tables)
def test_no_hidden_number_can_be_computed_from_the_rest(cells: list[list[int]]) -> None:
    grid = with_margins(cells)
    hidden = hidden_places(grid)
    assert all(place in hidden for place in ((i, j) for i, line in enumerate(grid) for j, value in enumerate(line) if 0 < value < LEAST))
    assert not hidden or not computable(grid, hidden)


@given(tables)
def test_what_is_shown_is_true_and_zero_tells_of_nobody(cells: list[list[int]]) -> None:
    grid = with_margins(cells)
    assert all(value in (None, grid[i][j]) for i, line in enumerate(shown(grid)) for j, value in enumerate(line))
    assert shown(with_margins([[0, 0], [0, 9]])) == [[0, 0, 0], [0, 9, 9], [0, 9, 9]]


def test_two_small_numbers_of_a_line_are_not_left_with_a_small_sum() -> None:
    grid = with_margins([[1, 1, 40, 50], [20, 20, 20, 20], [9, 9, 9, 9]])
    line = [grid[0][j] for j in range(4) if (0, j) in hidden_places(grid)]
    assert sum(line) >= LEAST


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    assert not hidden_places(with_margins([[5, 6], [7, 8]]))
