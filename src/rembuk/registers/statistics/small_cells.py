"""Small numbers hidden in tables for outside readers, so that nobody is recognised in them.

Nouns. A table is *lines* of cells with their *margins*: the sums over lines and columns. A cell is *small* from 1 to 4; zero is shown,
for it tells of nobody. What could be computed from the rest is hidden too (complementary suppression). Lines and columns joined by
their hidden cells make a graph: a hidden cell can be computed from the margins exactly where it is a bridge of that graph (Gusfield
1988, "A Graph Theoretic Approach to Statistical Data Security"). So no bridge is left, and what is hidden of a line adds up to at
least five.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

LEAST = 5
Grid = Sequence[Sequence[int]]
Place = tuple[int, int]
Node = tuple[str, int]


def hidden_places(cells: Grid) -> frozenset[Place]:
    """The places (line, column) to hide in a table whose last line and last column are the margins.

    Raises ValueError where the margins are not the sums of their lines and columns.
    """
    _check(cells)
    hidden = {(i, j) for i, line in enumerate(cells) for j, value in enumerate(line) if 0 < value < LEAST}
    while (more := _one_more(cells, hidden)) is not None:
        hidden.add(more)
    return frozenset(hidden)


def shown(cells: Grid) -> list[list[int | None]]:
    """The table with None in place of what is hidden."""
    hidden = hidden_places(cells)
    return [[None if (i, j) in hidden else value for j, value in enumerate(line)] for i, line in enumerate(cells)]


def with_margins(cells: Grid) -> list[list[int]]:
    """A table with its sums as last column and last line."""
    lines = [[*line, sum(line)] for line in cells]
    return [*lines, [sum(column) for column in zip(*lines, strict=True)]] if lines else []


def _one_more(cells: Grid, hidden: set[Place]) -> Place | None:
    """A place to hide beside one that could still be computed; None when there is none.

    Of its line and column the smallest number that is not zero; a margin or a zero only where nothing else is left.
    """
    for i, j in _told(cells, hidden):
        near = [(i, other) for other in range(len(cells[i]))] + [(other, j) for other in range(len(cells))]
        left = [place for place in near if place not in hidden]
        if left:
            return min(left, key=lambda at: (not cells[at[0]][at[1]], at[0] == len(cells) - 1 or at[1] == len(cells[0]) - 1, cells[at[0]][at[1]], at))
    return None


def _told(cells: Grid, hidden: set[Place]) -> Iterator[Place]:
    """The hidden places that could be computed, and one of each line in which what is hidden is a small number together."""
    yield from _bridges(hidden)
    width, height = len(cells[0]) if cells else 0, len(cells)
    lines = [[(i, j) for j in range(width)] for i in range(height)] + [[(i, j) for i in range(height)] for j in range(width)]
    for line in lines:
        gone = [place for place in line if place in hidden]
        if gone and line[-1] not in hidden and sum(cells[i][j] for i, j in gone) < LEAST and len(gone) < len(line) - 1:
            yield gone[0]


def _bridges(hidden: set[Place]) -> Iterator[Place]:
    """The edges between lines and columns without which the graph of hidden places would fall apart (Tarjan 1974)."""
    near: dict[Node, list[Node]] = {}
    for i, j in sorted(hidden):
        near.setdefault(("line", i), []).append(("column", j))
        near.setdefault(("column", j), []).append(("line", i))
    seen: dict[Node, int] = {}
    low: dict[Node, int] = {}

    def visit(node: Node, above: Node | None) -> Iterator[Place]:
        seen[node] = low[node] = len(seen)
        for other in near[node]:
            if other == above:
                continue
            if other in seen:
                low[node] = min(low[node], seen[other])
                continue
            yield from visit(other, node)
            low[node] = min(low[node], low[other])
            if low[other] > seen[node]:
                yield (node[1], other[1]) if node[0] == "line" else (other[1], node[1])

    for node in near:
        if node not in seen:
            yield from visit(node, None)


def _check(cells: Grid) -> None:
    lines = [sum(line[:-1]) == line[-1] for line in cells]
    columns = [sum(column[:-1]) == column[-1] for column in zip(*cells, strict=True)]
    if not all(lines) or not all(columns):
        raise ValueError("tepi tabel bukan jumlah baris dan kolomnya")
