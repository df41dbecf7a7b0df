"""Charts as SVG text: bars, stacked bars, lines, and the tile map of provinces.

A chart carries no colour and no font of its own: its parts have classes that the page's style knows. Nothing hangs on colour alone:
every chart stands beside a table of the same numbers, and each part names itself. All text is escaped here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import NamedTuple

from rembuk.registers.statistics.provinces import tile_map

WIDTH, HEIGHT = 640, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 12, 14, 34
_TILE, _GAP = 40, 4
_SHADES = 5
_STEPS = (1, 2, 5)

Write = Callable[[float], str]


class Series(NamedTuple):
    """A named row of values, one for each name on the axis; None where nothing is known."""

    name: str
    values: Sequence[int | None]


def bars(title: str, names: Sequence[str], values: Sequence[int | None], write: Write = str) -> str:
    """One bar for each name."""
    return stacked(title, names, [Series("", values)], write)


def stacked(title: str, names: Sequence[str], series: Sequence[Series], write: Write = str) -> str:
    """Bars made of one piece for each series, the first at the bottom; each bar tells its sum."""
    sums = [sum(one.values[i] or 0 for one in series) for i in range(len(names))]
    top = _round_up(max(sums, default=0))
    step = _plot_width() / max(len(names), 1)
    parts = _frame(names, top, write)
    for i in range(len(names)):
        base = 0
        for number, one in enumerate(series):
            value = one.values[i] or 0
            if value:
                y, height = _y(base + value, top), _y(base, top) - _y(base + value, top)
                told = f"{names[i]} {one.name}: {write(value)}".replace("  ", " ")
                place = f'x="{_LEFT + step * (i + 0.18):.1f}" y="{y:.1f}" width="{step * 0.64:.1f}" height="{height:.1f}"'
                parts.append(f'<rect class="piece p{number % 10}" {place}><title>{escape(told)}</title></rect>')
            base += value
        parts.append(_text(_LEFT + step * (i + 0.5), _y(sums[i], top) - 4, write(sums[i]), "value"))
    return _svg(title, WIDTH, HEIGHT, parts)


def lines(title: str, names: Sequence[str], series: Sequence[Series], write: Write = str) -> str:
    """One line for each series; a value that is not known breaks it."""
    top = _round_up(max((value or 0 for one in series for value in one.values), default=0))
    step = _plot_width() / max(len(names), 1)
    parts = _frame(names, top, write)
    for number, one in enumerate(series):
        known = [(_LEFT + step * (i + 0.5), _y(value, top), value) for i, value in enumerate(one.values) if value is not None]
        if len(known) > 1:
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in known)
            parts.append(f'<polyline class="line p{number % 10}" points="{points}" fill="none"/>')
        for x, y, value in known:
            parts.append(f'<circle class="dot p{number % 10}" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{escape(one.name)}: {escape(write(value))}</title></circle>')
    return _svg(title, WIDTH, HEIGHT, parts)


def tiles(title: str, values: Mapping[str, int | None], write: Write = str, links: Mapping[str, str] | None = None) -> str:
    """The provinces as squares, darker for more; None where the number is hidden. `links` lead from a province to its page."""
    found, top = tile_map().provinces, max((value or 0 for value in values.values()), default=0)
    parts = []
    for code, province in found.items():
        x, y, value = province.column * (_TILE + _GAP), province.row * (_TILE + _GAP), values.get(code, 0)
        shade = 0 if not value else min(_SHADES, 1 + (value * _SHADES - 1) // max(top, 1))
        said = "•" if value is None else write(value)
        tile = (
            f'<g class="tile s{shade}"><title>{escape(province.name)}: {escape(said)}</title><rect x="{x}" y="{y}" width="{_TILE}" height="{_TILE}" rx="3"/>'
            f"{_text(x + _TILE / 2, y + 16, province.short, 'name')}{_text(x + _TILE / 2, y + 32, said, 'count')}</g>"
        )
        link = (links or {}).get(code)
        parts.append(f'<a href="{escape(link)}">{tile}</a>' if link else tile)
    width = (max(one.column for one in found.values()) + 1) * (_TILE + _GAP)
    height = (max(one.row for one in found.values()) + 1) * (_TILE + _GAP)
    return _svg(title, width, height, parts, "tiles", linked=bool(links))


def _svg(title: str, width: int, height: int, parts: Sequence[str], kind: str = "", *, linked: bool = False) -> str:
    role = "group" if linked else "img"
    return (
        f'<svg class="chart {kind}" role="{role}" aria-label="{escape(title)}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def _frame(names: Sequence[str], top: int, write: Write) -> list[str]:
    """The axis: a line and a figure at each quarter, and the names below."""
    parts = []
    for quarter in range(5):
        value = top * quarter / 4
        y = _y(value, top)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        if value == int(value):
            parts.append(_text(_LEFT - 6, y + 4, write(int(value)), "axis end"))
    step = _plot_width() / max(len(names), 1)
    return parts + [_text(_LEFT + step * (i + 0.5), HEIGHT - 12, name, "axis") for i, name in enumerate(names)]


def _text(x: float, y: float, said: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(said)}</text>'


def _plot_width() -> int:
    return WIDTH - _LEFT - _RIGHT


def _y(value: float, top: int) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / max(top, 1)


def _round_up(value: int) -> int:
    """The next of 4, 8, 20, 40, 80, 200, ... so that quarters are whole."""
    size = 1
    while True:
        for step in _STEPS:
            if value <= 4 * step * size:
                return 4 * step * size
        size *= 10
