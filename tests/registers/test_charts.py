"""Charts say the numbers of their tables, are well-formed, and carry neither style nor script."""

from __future__ import annotations

from xml.etree import ElementTree

from rembuk.registers.statistics.charts import Series, bars, lines, stacked, tiles
from rembuk.registers.statistics.provinces import tile_map

SVG = "{http://www.w3.org/2000/svg}"


def test_a_stacked_chart_has_a_piece_for_each_number_and_tells_each_sum() -> None:
    drawn = ElementTree.fromstring(stacked("Cara selesai", ["2025-2", "2026-1"], [Series("RJ", [3, 5]), Series("P21", [0, 4])]))
    assert len(drawn.findall(f"{SVG}rect")) == 3
    assert [text.text for text in drawn.findall(f"{SVG}text") if text.get("class") == "value"] == ["3", "9"]


def test_a_line_breaks_where_nothing_is_known() -> None:
    drawn = ElementTree.fromstring(lines("Hari", ["a", "b", "c"], [Series("Kajati", [3, None, 4])]))
    assert len(drawn.findall(f"{SVG}circle")) == 2


def test_the_map_has_thirty_eight_provinces_and_hides_what_is_hidden() -> None:
    drawn = tiles("Perkara", {"33": 12, "81": None})
    assert len(tile_map().provinces) == 38 and drawn.count('class="tile ') == 38
    assert "Maluku: •" in drawn and "Jawa Tengah: 12" in drawn


def test_text_is_escaped_and_no_chart_carries_style_or_script() -> None:
    drawn = bars('<script>"', ["<b>"], [1])
    assert "<script" not in drawn and "<b>" not in drawn and "style=" not in drawn
    ElementTree.fromstring(drawn)


def test_empty_charts_are_drawn_all_the_same() -> None:
    assert ElementTree.fromstring(bars("Tidak ada", [], [])) is not None
